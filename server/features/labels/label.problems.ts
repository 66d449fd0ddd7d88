import { createUnionType, Field, ObjectType } from "type-graphql";
import type { Locale } from "../../graphql/locale.js";
import { Problem } from "../../graphql/problem.js";
import { LabelRow } from "./label.row.js";

@ObjectType({ implements: Problem, description: "The programme has a label that says this already." })
export class LabelNameTaken extends Problem {
  @Field(() => LabelRow, { description: "That label." })
  label!: LabelRow;

  constructor(
    readonly labelId: string,
    locale: Locale,
  ) {
    super();
    this.code = "LABEL_NAME_TAKEN";
    this.message = locale === "en" ? "There is a label of this name already" : "已有同名标签";
  }
}

export const LabelResult = createUnionType({
  name: "LabelResult",
  description: "The label, or why it was not made or changed.",
  types: () => [LabelRow, LabelNameTaken] as const,
});
