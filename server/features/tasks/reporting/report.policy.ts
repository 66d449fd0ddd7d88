import type { Words } from "../../../graphql/locale.js";
import { StageKind } from "../../programmes/stage-kind.enum.js";
import type { Position, Standing } from "../stages.js";

/** Why a report is not written, changed or answered; each has its words below. */
export type ReportRefusal =
  | "NOT_A_WORKER"
  | "NOT_OPEN"
  | "NOT_THE_AUTHOR"
  | "REPORT_ANSWERED"
  | "ATTEMPT_OVER"
  | "NOT_A_JUDGE"
  | "OWN_REPORT"
  | "TOO_MANY_FILES";

/** What the rules look at on a report. */
export interface ReportState {
  authorId: string;
  attempt: number;
  isAnswered: boolean;
}

const open: ReadonlySet<StageKind> = new Set([StageKind.PENDING, StageKind.ACTIVE]);

/** Whether a card may be reported on: by those who work on it, while it is not submitted. Null where it may. */
export function judgeReporting({ kind }: Pick<Position, "kind">, { works }: Standing): ReportRefusal | null {
  if (!works) return "NOT_A_WORKER";
  return open.has(kind) ? null : "NOT_OPEN";
}

/**
 * Whether a report may be written anew: by its author, until somebody answers it or judges the attempt that it reports
 * on. Null where it may.
 */
export function judgeReportEdit(
  report: ReportState,
  { attempt, kind }: Pick<Position, "attempt" | "kind">,
  { works }: Standing,
  viewerId: string,
): ReportRefusal | null {
  if (report.authorId !== viewerId) return "NOT_THE_AUTHOR";
  if (!works) return "NOT_A_WORKER";
  if (report.isAnswered) return "REPORT_ANSWERED";
  return report.attempt === attempt && kind !== StageKind.ACCEPTED ? null : "ATTEMPT_OVER";
}

/** Whether a report may be answered: once, by those who lead or supervise, never by its author. Null where it may. */
export function judgeAnswer(
  report: ReportState,
  { leads, supervises }: Standing,
  viewerId: string,
): ReportRefusal | null {
  if (!leads && !supervises) return "NOT_A_JUDGE";
  if (report.authorId === viewerId) return "OWN_REPORT";
  return report.isAnswered ? "REPORT_ANSWERED" : null;
}

export const reportRefusalWords: Record<ReportRefusal, Words> = {
  NOT_A_WORKER: {
    "zh-CN": "只有本项目的责任人、经办人或牵头科室负责人可以填写进展反馈",
    en: "Only the project's responsible person, an assignee or the head of the lead office may report on it",
  },
  NOT_OPEN: {
    "zh-CN": "任务已送验或已验收，不能再填写进展反馈；如需补充，请先撤回送验",
    en: "It is submitted or accepted and takes no more reports; take it back first",
  },
  NOT_THE_AUTHOR: {
    "zh-CN": "只有填写人本人可以修改这份进展反馈",
    en: "Only its author may change this report",
  },
  REPORT_ANSWERED: {
    "zh-CN": "这份进展反馈已有批复，不能再改",
    en: "The report was answered and stays as it is",
  },
  ATTEMPT_OVER: {
    "zh-CN": "这次送验已有结论，这份进展反馈不能再改",
    en: "The attempt was judged; its report stays as it is",
  },
  NOT_A_JUDGE: {
    "zh-CN": "只有本项目的责任领导或督办人员可以批复",
    en: "Only the project's leader or a supervisor may answer a report",
  },
  TOO_MANY_FILES: {
    "zh-CN": "这项任务已有 50 份未随反馈提交的材料，请先填写反馈，或删去不用的",
    en: "50 files already wait for a report on this task: write it first, or remove some",
  },
  OWN_REPORT: {
    "zh-CN": "自己填写的进展反馈须由他人批复",
    en: "Your own report is answered by somebody else",
  },
};
