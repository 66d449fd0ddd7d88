import { Field, ID, Int, ObjectType } from "type-graphql";
import { StageKind } from "./stage-kind.enum.js";
import { Node } from "../../graphql/node.js";

/** A column of the board as the API shows it. */
@ObjectType("Stage", {
  implements: Node,
  simpleResolvers: true,
  description: "A column of the board (阶段).",
})
export class StageRow {
  @Field(() => ID, { description: "A TypeID." })
  readonly id!: string;

  @Field(() => StageKind, { description: "What the rules look at." })
  readonly kind!: StageKind;

  @Field(() => String, { description: "What the column is called." })
  readonly name!: string;

  @Field(() => Int, { description: "From the left, 1 first." })
  readonly position!: number;

  @Field(() => String, { nullable: true, description: "`#RRGGBB`; null for the theme's own." })
  readonly colour!: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "How many cards it should hold at most: shown, never enforced.",
  })
  readonly wipLimit!: number | null;

  readonly programmeId!: string;
}

/** Selects the stages `s` in order. */
export const stageSelect = `select s.id, s.kind, s.name, s.position, s.colour, s.wip_limit "wipLimit",
  s.programme_id "programmeId" from stage s`;

/** Makes a row of the API out of a row of the table. */
export function stageRow(columns: object): StageRow {
  return Object.assign(new StageRow(), columns);
}
