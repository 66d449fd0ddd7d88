import { Field, ID, Int, ObjectType } from "type-graphql";
import { DateTime } from "../../graphql/date-time.js";
import { Node } from "../../graphql/node.js";

/** Where the page and other tools fetch files from. */
export const evidencePath = "/evidence";

/** A file of a report as the API shows it. */
@ObjectType("Evidence", {
  implements: Node,
  description: "A file that shows what was done (佐证材料): a photo, a PDF or an office file of a report.",
})
export class EvidenceRow {
  @Field(() => ID, { description: "A TypeID." })
  readonly id!: string;

  @Field(() => String, { description: "Its name, with the ending that fits what it holds." })
  readonly name!: string;

  @Field(() => String, { description: "Its media type, found in what it holds: `image/jpeg`." })
  readonly mediaType!: string;

  @Field(() => Int, { description: "Its size, in bytes." })
  readonly bytes!: number;

  @Field(() => String, { description: "SHA-256 of what it holds, in hexadecimal; the log keeps it too." })
  readonly hash!: string;

  @Field(() => Int, { nullable: true, description: "The width of a picture, in pixels." })
  readonly width!: number | null;

  @Field(() => Int, { nullable: true, description: "The height of a picture, in pixels." })
  readonly height!: number | null;

  @Field(() => DateTime, { description: "When it was handed in." })
  readonly createdAt!: Date;

  @Field(() => String, {
    description: "Where it is, below the server's own address; to be fetched with the same session or token.",
  })
  get url(): string {
    return `${evidencePath}/${this.id}`;
  }

  @Field(() => String, {
    nullable: true,
    description:
      "Where a small picture of it is (WebP, at most 640 pixels a side); null where there is none.",
  })
  get previewUrl(): string | null {
    return this.previewHash ? `${evidencePath}/${this.id}/preview` : null;
  }

  readonly taskId!: string;
  readonly reportId!: string | null;
  readonly authorId!: string;
  readonly previewHash!: string | null;
}
