import { createUnionType, Field, ObjectType } from "type-graphql";
import type { Locale } from "../../graphql/locale.js";
import { Problem } from "../../graphql/problem.js";
import { FieldConflict } from "../changes/field-conflict.row.js";
import { NamesProgram } from "../../graphql/names-program.js";
import { ProjectRow } from "./project.row.js";

@ObjectType({
  implements: Problem,
  description: "Somebody changed what this mutation writes of a project since the expected version.",
})
export class StaleProject extends Problem {
  @Field(() => ProjectRow, { description: "The project as it now is." })
  project!: ProjectRow;

  @Field(() => [FieldConflict], {
    description:
      "What was changed, of the fields that the mutation writes; empty where the expected version is none that is known.",
  })
  conflicts: FieldConflict[];

  constructor(conflicts: FieldConflict[], locale: Locale) {
    super();
    this.code = "STALE_PROJECT";
    this.conflicts = conflicts;
    this.message =
      locale === "en"
        ? "Somebody changed this project in the meantime; look at it as it now is"
        : "该项目刚被他人更新，请按最新情况再操作";
  }
}

export const EditProjectResult = createUnionType({
  name: "EditProjectResult",
  description: "The project as it now is, or why it was not changed; then nothing was.",
  types: () => [ProjectRow, StaleProject, NamesProgram] as const,
});
