import { createUnionType, Field, ObjectType } from "type-graphql";
import type { Locale } from "../../../graphql/locale.js";
import { Problem } from "../../../graphql/problem.js";
import { TaskProblem } from "../task.problems.js";
import { TaskRow } from "../task.row.js";
import { reportRefusalWords, type ReportRefusal } from "./report.policy.js";
import { ReportRow } from "../../reports/report.row.js";

@ObjectType({ implements: Problem, description: "The card takes no report, or none of the viewer's." })
export class ReportNotPermitted extends TaskProblem {
  constructor(refusal: ReportRefusal, locale: Locale) {
    super();
    this.code = refusal;
    this.message = reportRefusalWords[refusal][locale];
  }
}

/** A refusal about one report; the resolver adds the report as it now is, outside the transaction. */
@ObjectType()
abstract class ReportProblem extends Problem {
  @Field(() => ReportRow, { description: "The report as it now is." })
  report!: ReportRow;
}

@ObjectType({ implements: Problem, description: "The report is not the viewer's to change or to answer." })
export class ReportStays extends ReportProblem {
  constructor(refusal: ReportRefusal, locale: Locale) {
    super();
    this.code = refusal;
    this.message = reportRefusalWords[refusal][locale];
  }
}

@ObjectType({ implements: Problem, description: "The report was changed since the expected version." })
export class StaleReport extends ReportProblem {
  constructor(locale: Locale) {
    super();
    this.code = "STALE_REPORT";
    this.message =
      locale === "en"
        ? "The report was changed in the meantime; look at it as it now is"
        : "这份进展反馈刚被更新，请按最新内容再修改";
  }
}

export const ReportTaskResult = createUnionType({
  name: "ReportTaskResult",
  description: "The task with its new report, or why there is none.",
  types: () => [TaskRow, ReportNotPermitted] as const,
});

export const editReportProblems = [ReportStays, StaleReport] as const;

export const EditReportResult = createUnionType({
  name: "EditReportResult",
  description: "The report as it now is, or why it was not changed.",
  types: () => [ReportRow, ...editReportProblems] as const,
});

export const answerReportProblems = [ReportStays] as const;

export const AnswerReportResult = createUnionType({
  name: "AnswerReportResult",
  description: "The report with its answer, or why it has none.",
  types: () => [ReportRow, ...answerReportProblems] as const,
});
