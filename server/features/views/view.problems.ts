import { createUnionType, Field, ObjectType } from "type-graphql";
import type { Locale } from "../../graphql/locale.js";
import { Problem } from "../../graphql/problem.js";
import type { FilterTextError } from "./filter-language/filter-text-error.js";
import { FilterError } from "./filter-reading.row.js";
import { ViewRow } from "./view.row.js";

@ObjectType({ implements: Problem, description: "The filter is none: its errors say where and why." })
export class InvalidViewFilter extends Problem {
  @Field(() => [FilterError], { description: "What is wrong with it." })
  errors: FilterError[];

  constructor(errors: FilterTextError[], locale: Locale) {
    super();
    this.code = "INVALID_VIEW_FILTER";
    this.message = errors[0]?.message ?? (locale === "en" ? "Not a valid filter" : "筛选条件不正确");
    this.errors = errors;
  }
}

@ObjectType({ implements: Problem, description: "The view is locked: unlock it before it is changed." })
export class ViewLocked extends Problem {
  @Field(() => ViewRow, { description: "The view as it is." })
  view!: ViewRow;

  constructor(locale: Locale) {
    super();
    this.code = "VIEW_LOCKED";
    this.message = locale === "en" ? "The view is locked: unlock it first" : "视图已锁定，请先解锁";
  }
}

@ObjectType({ implements: Problem, description: "The view was changed since it was seen." })
export class StaleView extends Problem {
  @Field(() => ViewRow, { description: "The view as it now is." })
  view!: ViewRow;

  constructor(locale: Locale) {
    super();
    this.code = "STALE_VIEW";
    this.message =
      locale === "en"
        ? "The view was changed in the meantime; look at it as it now is"
        : "视图刚被更新，请按最新情况再操作";
  }
}

export const createViewProblems = [InvalidViewFilter] as const;
export const updateViewProblems = [InvalidViewFilter, ViewLocked, StaleView] as const;
export const deleteViewProblems = [ViewLocked] as const;

@ObjectType({ simpleResolvers: true, description: "A view that is gone." })
export class DeletedView {
  @Field(() => String, { description: "Its id." })
  deletedId!: string;
}

export const CreateViewResult = createUnionType({
  name: "CreateViewResult",
  description: "The view that was made, or why none was.",
  types: () => [ViewRow, ...createViewProblems] as const,
});

export const UpdateViewResult = createUnionType({
  name: "UpdateViewResult",
  description: "The view as it now is, or why it was not changed.",
  types: () => [ViewRow, ...updateViewProblems] as const,
});

export const DeleteViewResult = createUnionType({
  name: "DeleteViewResult",
  description: "That the view is gone, or why it is not.",
  types: () => [DeletedView, ...deleteViewProblems] as const,
});
