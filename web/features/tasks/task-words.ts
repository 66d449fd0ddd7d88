import type { Dates } from "../../composables/useDates";
import type { Board_CardFragment, StageKind } from "../../gql/graphql";

/** The part of vue-i18n's `t` that plain functions are handed. */
export interface Translate {
  (key: string, named?: Record<string, unknown>): string;
  (key: string, named: Record<string, unknown>, plural: number): string;
}
type Period = Board_CardFragment["period"];

const quarterStart = /-(01|04|07|10)-01$/;
const quarterEnd = /-(03-31|06-30|09-30|12-31)$/;

/** A period as the notice words it; in another language, as quarters or dates. */
export function periodWords(period: Period, locale: string, t: Translate, { day, month }: Dates): string {
  if (locale === "zh-CN" && period.words)
    return period.words.replace(/(\d)\s+(?=[年月日])|([年月日])\s+(?=\d)/g, "$1$2");
  const { startsOn, dueOn, quarters, kind } = period;
  if (kind === "DEADLINE" && dueOn) return t("task.period.by", { day: day(dueOn) });
  const first = quarters[0];
  const last = quarters.at(-1);
  if (first && last && quarterStart.test(startsOn ?? "") && quarterEnd.test(dueOn ?? "")) {
    if (quarters.length === 4) return t("task.period.wholeYear");
    const name = (quarter: number) => t(`task.period.quarter${quarter}`);
    return first === last ? name(first) : t("task.period.span", { from: name(first), to: name(last) });
  }
  if (startsOn && dueOn && isWholeMonth(startsOn, dueOn)) return month(dueOn);
  if (startsOn && dueOn) return t("task.period.span", { from: day(startsOn), to: day(dueOn) });
  return dueOn ? t("task.period.by", { day: day(dueOn) }) : t("task.period.open");
}

/** Whether a period begins and ends with quarters, so that these alone say it. */
export function isOfWholeQuarters({
  startsOn,
  dueOn,
  kind,
}: Pick<Period, "startsOn" | "dueOn" | "kind">): boolean {
  return kind === "SPAN" && quarterStart.test(startsOn ?? "") && quarterEnd.test(dueOn ?? "");
}

function isWholeMonth(startsOn: string, dueOn: string): boolean {
  const afterDue = new Date(`${dueOn}T00:00:00Z`);
  afterDue.setUTCDate(afterDue.getUTCDate() + 1);
  return (
    startsOn.slice(0, 7) === dueOn.slice(0, 7) && startsOn.endsWith("-01") && afterDue.getUTCDate() === 1
  );
}

/** How a card stands, in few words: what the light's shape says. */
export function standingWords(task: Board_CardFragment, t: Translate, dates: Dates): string {
  const { stage, light, period } = task;
  const left = light.workingDaysLeft;
  if (stage.kind === "ACCEPTED") {
    if (!task.acceptedAt) return t("task.standing.accepted");
    const key = light.colour === "YELLOW" ? "acceptedLateOn" : "acceptedOn";
    return t(`task.standing.${key}`, { day: dates.dayOf(task.acceptedAt) });
  }
  if (stage.kind === "SUBMITTED")
    return t(light.colour === "YELLOW" ? "task.standing.submittedLate" : "task.standing.submitted");
  if (light.colour === "NONE" && period.startsOn)
    return t("task.standing.begins", { day: dates.day(period.startsOn) });
  if (left === null || left === undefined) return "";
  if (left === 0) return t(light.colour === "RED" ? "task.standing.justOverdue" : "task.standing.dueNow");
  if (left < 0) return t("task.standing.overdue", { days: -left }, -left);
  return t("task.standing.left", { days: left }, left);
}

const firstNames: Readonly<Record<StageKind, string>> = {
  PENDING: "待启动",
  ACTIVE: "进行中",
  SUBMITTED: "待验收",
  ACCEPTED: "已验收",
};

/** A stage that is still called as every board's stages are at first is called so in the reader's language. */
export function stageName({ kind, name }: { kind: StageKind; name: string }, t: Translate): string {
  return name === firstNames[kind] ? t(`task.stage.${kind}`) : name;
}

/** What a move between two stages is called. Words only: whether it may be made is the server's to say. */
export function moveVerb(
  from: StageKind,
  to: { kind: StageKind; name: string },
  needsReason: boolean,
  t: Translate,
): string {
  if (to.kind === "SUBMITTED") return t("task.verb.submit");
  if (to.kind === "ACCEPTED") return t("task.verb.accept");
  if (from === "PENDING" && to.kind === "ACTIVE") return t("task.verb.start");
  if (from === "SUBMITTED" && to.kind === "ACTIVE")
    return t(needsReason ? "task.verb.return" : "task.verb.withdraw");
  if (from === "ACCEPTED" && to.kind === "ACTIVE") return t("task.verb.reopen");
  if (from === "ACTIVE" && to.kind === "PENDING") return t("task.verb.postpone");
  return t("task.verb.moveTo", { stage: stageName(to, t) });
}
