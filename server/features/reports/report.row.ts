import { Node } from "../../graphql/node.js";
import { Field, ID, Int, ObjectType } from "type-graphql";
import { DateTime } from "../../graphql/date-time.js";

/** A report as the API shows it. */
@ObjectType("Report", {
  implements: Node,
  description: "What was done, how far, what stands in the way (进展反馈); for one attempt.",
})
export class ReportRow {
  @Field(() => ID, { description: "A TypeID." })
  readonly id!: string;

  @Field(() => Int, { description: "The attempt at the task that it reports on." })
  readonly attempt!: number;

  @Field(() => String, { description: "What was done." })
  readonly done!: string;

  @Field(() => Int, { nullable: true, description: "How far it is, 0 to 100." })
  readonly percent!: number | null;

  @Field(() => String, { nullable: true, description: "What stands in the way." })
  readonly obstacles!: string | null;

  @Field(() => DateTime, { description: "When it was written." })
  readonly createdAt!: Date;

  readonly authorId!: string;
}
