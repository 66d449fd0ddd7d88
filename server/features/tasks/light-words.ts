import { fill, type Locale, type Words } from "../../graphql/locale.js";
import type { LightReason, LightVerdict } from "./light.js";

const words: Record<LightReason, Words> = {
  ACCEPTED: { "zh-CN": "已验收", en: "Accepted" },
  ACCEPTED_LATE: { "zh-CN": "已验收,送验时已超过 {due} 的期限", en: "Accepted; it was submitted after it was due on {due}" },
  NOT_BEGUN: { "zh-CN": "{period}尚未开始,期限 {due}", en: "{period} has not begun; due {due}" },
  NO_DUE_DAY: { "zh-CN": "没有期限", en: "No due day" },
  IN_TIME: { "zh-CN": "{period}止 {due},还剩 {days} 个工作日", en: "{period} ends {due}: {days} working days left" },
  DUE_SOON: { "zh-CN": "{period}止 {due},只剩 {days} 个工作日", en: "{period} ends {due}: only {days} working days left" },
  OVERDUE: { "zh-CN": "{period}止 {due},已逾 {days} 个工作日", en: "{period} ended {due}: {days} working days late" },
  SUBMITTED_IN_TIME: { "zh-CN": "已按期送验,期限 {due}", en: "Submitted in time; due {due}" },
  SUBMITTED_LATE: { "zh-CN": "已送验,送验时已超过 {due} 的期限", en: "Submitted after it was due on {due}" },
};

/** Says a light in words, such as 第二季度止 06-30,已逾 5 个工作日. `periodWords` are the notice's own, if any. */
export function explainLight(
  verdict: LightVerdict,
  dueOn: string | null,
  periodWords: string | null,
  today: string,
  locale: Locale,
): string {
  const due = dueOn?.startsWith(today.slice(0, 4)) ? dueOn.slice(5) : (dueOn ?? "");
  const period = periodWords ?? (locale === "en" ? "The period" : "期限");
  const days = Math.abs(verdict.workingDaysLeft ?? 0);
  return fill(words[verdict.reason][locale], { due, period, days });
}
