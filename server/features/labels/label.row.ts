import { Node } from "../../graphql/node.js";
import { Field, ID, ObjectType } from "type-graphql";

export interface LabelColumns {
  id: string;
  programmeId: string;
  name: string;
  colour: string | null;
}

/** A label as the API shows it. */
@ObjectType("Label", {
  implements: Node,
  simpleResolvers: true,
  description: "A word that a programme's people hang on cards (标签).",
})
export class LabelRow {
  @Field(() => ID, { description: "A TypeID." })
  readonly id!: string;

  @Field(() => String, { description: "What it says; no two of a programme say the same." })
  readonly name!: string;

  @Field(() => String, { nullable: true, description: "`#RRGGBB`; null for the theme's own." })
  readonly colour!: string | null;

  readonly programmeId!: string;

  constructor({ id, programmeId, name, colour }: LabelColumns) {
    Object.assign(this, { id, programmeId, name, colour });
  }
}

/** The select list of {@link LabelColumns}, of labels `b`. */
export const labelColumns = `b.id, b.programme_id "programmeId", b.name, b.colour`;
