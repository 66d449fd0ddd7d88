import { Arg, Ctx, Extensions, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../../../context.js";
import { notFound } from "../../../graphql/coded-error.js";
import type { Problem } from "../../../graphql/problem.js";
import { orProblem } from "../../../graphql/refusal.js";
import { once } from "../../../log/once.js";
import { PersonRow } from "../../people/person.row.js";
import { readPerson } from "../../people/read-people.js";
import { requireProgramme } from "../../programmes/programme.policy.js";
import { requireWriter, type Viewer } from "../../sessions/viewer.policy.js";
import { answerTask } from "../answer-task.js";
import { readTask } from "../read-tasks.js";
import { TaskRow } from "../task.row.js";
import { TokenScope } from "../../tokens/token-scope.enum.js";
import { readReport } from "../../reports/read-reports.js";
import { AnswerReportInput, EditReportInput, ReportTaskInput } from "./report.inputs.js";
import { judgeAnswer, judgeReportEdit } from "./report.policy.js";
import {
  AnswerReportResult,
  answerReportProblems,
  editReportProblems,
  EditReportResult,
  ReportNotPermitted,
  ReportTaskResult,
  type ReportStays,
  type StaleReport,
} from "./report.problems.js";
import { ReportRow } from "../../reports/report.row.js";
import { answerReport, editReport, reportTask } from "./write-reports.js";

@Resolver(() => ReportRow)
export class ReportResolver {
  @Mutation(() => ReportTaskResult, {
    description:
      "Reports on a card that stays where it is, while it is not submitted. A later submission of the same attempt needs no further report. For those who work on it.",
  })
  reportTask(
    @Arg("input", () => ReportTaskInput) input: ReportTaskInput,
    @Ctx() context: Context,
  ): Promise<typeof ReportTaskResult> {
    const viewer = requireWriter(context);
    return answerTask(context, viewer, "reportTask", input, [ReportNotPermitted], () =>
      reportTask(context, viewer, input),
    );
  }

  @Mutation(() => EditReportResult, {
    description:
      "Writes a report anew, until it is answered or its attempt is judged. For its author; the log keeps what it said.",
  })
  async editReport(
    @Arg("input", () => EditReportInput) input: EditReportInput,
    @Ctx() context: Context,
  ): Promise<typeof EditReportResult> {
    const viewer = requireWriter(context);
    await requireReport(context, viewer, input.reportId);
    const work = () => once(context, viewer, "editReport", input, () => editReport(context, viewer, input));
    return shown(context, input.reportId, await orProblem<string, Problem>(editReportProblems, work));
  }

  @Mutation(() => AnswerReportResult, {
    description:
      "Answers a report, once. For its project's leaders and supervisors; never for whoever wrote it.",
  })
  async answerReport(
    @Arg("input", () => AnswerReportInput) input: AnswerReportInput,
    @Ctx() context: Context,
  ): Promise<typeof AnswerReportResult> {
    const viewer = requireWriter(context);
    await requireReport(context, viewer, input.reportId);
    const work = () =>
      once(context, viewer, "answerReport", input, () => answerReport(context, viewer, input));
    const done = await orProblem<string, Problem>(answerReportProblems, work);
    return (await shown(context, input.reportId, done)) as ReportRow | ReportStays;
  }

  @FieldResolver(() => PersonRow, { description: "Who wrote it." })
  async author(@Root() report: ReportRow, @Ctx() context: Context): Promise<PersonRow> {
    const author = await readPerson(context, report.authorId);
    if (!author) throw notFound("person");
    return author;
  }

  @FieldResolver(() => PersonRow, {
    nullable: true,
    description: "Who answered it; null while it is not answered.",
  })
  answeredBy(@Root() { answeredById }: ReportRow, @Ctx() context: Context): Promise<PersonRow | null> | null {
    return answeredById ? readPerson(context, answeredById) : null;
  }

  @Extensions({ perViewer: true })
  @FieldResolver(() => Boolean, { description: "Whether the viewer may write it anew: `editReport`." })
  async viewerCanEdit(@Root() report: ReportRow, @Ctx() context: Context): Promise<boolean> {
    const task = await taskOf(report, context);
    if (!task) return false;
    const { viewer } = task.scope;
    const standing = task.standingOf(viewer);
    return mayWrite(task) && !judgeReportEdit(stateOf(report), task.position, standing, viewer.personId);
  }

  @Extensions({ perViewer: true })
  @FieldResolver(() => Boolean, { description: "Whether the viewer may answer it: `answerReport`." })
  async viewerCanAnswer(@Root() report: ReportRow, @Ctx() context: Context): Promise<boolean> {
    const task = await taskOf(report, context);
    if (!task) return false;
    const { viewer } = task.scope;
    return mayWrite(task) && !judgeAnswer(stateOf(report), task.standingOf(viewer), viewer.personId);
  }
}

/** Throws NOT_FOUND for a report that there is not, or that is not the viewer's to know of. */
async function requireReport(context: Context, viewer: Viewer, id: string): Promise<void> {
  const found = await readReport(context, id);
  if (!found) throw notFound("report");
  requireProgramme(viewer, found.programmeId, "report");
}

async function shown(
  context: Context,
  id: string,
  done: string | Problem,
): Promise<ReportRow | ReportStays | StaleReport> {
  const found = await readReport(context, id);
  if (!found) throw notFound("report");
  const { report } = found;
  return typeof done === "string" ? report : (Object.assign(done, { report }) as ReportStays | StaleReport);
}

/** The report's task: the one that it was read with, or read now. */
async function taskOf(report: ReportRow, context: Context): Promise<TaskRow | null> {
  return report.shownWith ?? readTask(context, report.taskId);
}

function mayWrite({ scope: { viewer } }: TaskRow): boolean {
  return viewer.scopes.has(TokenScope.WRITE);
}

function stateOf({ authorId, attempt, answeredAt }: ReportRow) {
  return { authorId, attempt, isAnswered: answeredAt !== null };
}
