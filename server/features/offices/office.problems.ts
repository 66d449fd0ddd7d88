import { createUnionType, Field, ObjectType } from "type-graphql";
import type { Locale } from "../../graphql/locale.js";
import { NameTaken } from "../../graphql/name-taken.js";
import { Problem } from "../../graphql/problem.js";
import { OfficeRow } from "./office.row.js";

@ObjectType({ implements: Problem, description: "The office would stand below itself in the tree." })
export class OfficeInCircle extends Problem {
  constructor(locale: Locale) {
    super();
    this.code = "OFFICE_IN_CIRCLE";
    this.message =
      locale === "en"
        ? "An office cannot belong to itself or to one below it: choose another"
        : "科室不能隶属于自己或自己的下级，请另选上级";
  }
}

@ObjectType({ implements: Problem, description: "Somebody changed the office since." })
export class StaleOffice extends Problem {
  @Field(() => OfficeRow, { description: "The office as it now is." })
  office!: OfficeRow;

  constructor(locale: Locale) {
    super();
    this.code = "STALE_OFFICE";
    this.message =
      locale === "en"
        ? "Somebody changed this office in the meantime; look at it as it now is"
        : "该科室信息刚被他人更新，请按最新情况再操作";
  }
}

export const CreateOfficeResult = createUnionType({
  name: "CreateOfficeResult",
  description: "The office, or why there is none.",
  types: () => [OfficeRow, NameTaken] as const,
});

export const updateProblems = [NameTaken, OfficeInCircle, StaleOffice] as const;

export const UpdateOfficeResult = createUnionType({
  name: "UpdateOfficeResult",
  description: "The office as it now is, or why it was not changed.",
  types: () => [OfficeRow, ...updateProblems] as const,
});
