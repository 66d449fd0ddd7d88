import { fill, type Locale, type Words } from "../../graphql/locale.js";
import type { LightReason, LightVerdict } from "./light.js";

type WordsOf = LightReason | "DUE_NOW" | "JUST_OVERDUE";

const words: Record<WordsOf, Words> = {
  ACCEPTED: { "zh-CN": "已验收", en: "Accepted" },
  ACCEPTED_LATE: {
    "zh-CN": "已验收，送验时已超过 {due}的期限",
    en: "Accepted; it was submitted after it was due on {due}",
  },
  NOT_BEGUN: { "zh-CN": "{period}尚未开始，{due}到期", en: "Not begun; due {due}" },
  NO_DUE_DAY: { "zh-CN": "没有期限", en: "No due day" },
  IN_TIME: {
    "zh-CN": "{period}（{due}止），还剩 {days} 个工作日",
    en: "Due {due}: {days} working days left",
  },
  DUE_SOON: {
    "zh-CN": "{period}（{due}止），只剩 {days} 个工作日",
    en: "Due {due}: only {days} working days left",
  },
  OVERDUE: {
    "zh-CN": "{period}（{due}止），已逾 {days} 个工作日",
    en: "Due {due}: {days} working days late",
  },
  DUE_NOW: {
    "zh-CN": "{period}（{due}止），已无剩余工作日",
    en: "Due {due}: no working days left",
  },
  JUST_OVERDUE: { "zh-CN": "{period}（{due}止），已过期限", en: "Due {due}: just past due" },
  SUBMITTED_IN_TIME: { "zh-CN": "已按期送验，{due}到期", en: "Submitted in time; due {due}" },
  SUBMITTED_LATE: { "zh-CN": "已送验，送验时已超过 {due}的期限", en: "Submitted after it was due on {due}" },
};

/** Says a light in words, such as 第二季度（6月30日止），已逾 5 个工作日. `periodWords` are the notice's own, if any. */
export function explainLight(
  verdict: LightVerdict,
  dueOn: string | null,
  periodWords: string | null,
  today: string,
  locale: Locale,
): string {
  const due = dueOn ? dayInWords(dueOn, today, locale) : "";
  const period = periodWords ?? "期限";
  const days = Math.abs(verdict.workingDaysLeft ?? 0);
  return fill(words[wordsOf(verdict.reason, days)][locale], { due, period, days });
}

/** 6月30日 in the year of `today`, 2023年6月30日 otherwise; both days are `YYYY-MM-DD`. */
function dayInWords(day: string, today: string, locale: Locale): string {
  const year = day.slice(0, 4) === today.slice(0, 4) ? undefined : "numeric";
  const format = new Intl.DateTimeFormat(locale, {
    year,
    month: locale === "en" ? "short" : "long",
    day: "numeric",
    timeZone: "UTC",
  });
  return format.format(new Date(`${day}T00:00:00Z`));
}

/** "0 working days" is not how one says it. */
function wordsOf(reason: LightReason, days: number): WordsOf {
  if (days > 0) return reason;
  if (reason === "OVERDUE") return "JUST_OVERDUE";
  return reason === "DUE_SOON" ? "DUE_NOW" : reason;
}
