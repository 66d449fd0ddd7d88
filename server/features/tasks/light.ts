import { StageKind } from "../programmes/stage-kind.enum.js";

/** The colours of the light; NONE before its period begins to matter, after acceptance and without a due day. */
export enum LightColour {
  NONE = "NONE",
  GREEN = "GREEN",
  YELLOW = "YELLOW",
  RED = "RED",
}

/** Counts working days; both days are `YYYY-MM-DD`. */
export interface WorkingCalendar {
  /** Working days after `from` up to and including `to`; negative when `to` lies before `from`. */
  workingDaysBetween(from: string, to: string): number;
}

/** What decides a light. Days are `YYYY-MM-DD` in the programme's time zone. */
export interface LightFacts {
  kind: StageKind;
  startsOn: string | null;
  dueOn: string | null;
  /** The day it was submitted for acceptance; null while it was not. */
  submittedOn: string | null;
  today: string;
  calendar: WorkingCalendar;
}

/** Why a light is as it is; `light-words.ts` says it in words. */
export type LightReason =
  | "ACCEPTED"
  | "ACCEPTED_LATE"
  | "NOT_BEGUN"
  | "NO_DUE_DAY"
  | "IN_TIME"
  | "DUE_SOON"
  | "OVERDUE"
  | "SUBMITTED_IN_TIME"
  | "SUBMITTED_LATE";

/** A light, with the days that explain it. */
export interface LightVerdict {
  colour: LightColour;
  reason: LightReason;
  /** Working days from today to the due day, negative past it; null without a due day. */
  workingDaysLeft: number | null;
}

/** How many working days before the due day a card turns yellow. */
export const warningDays = 10;

/**
 * The light of a card. RED: the due day passed and it is not submitted. YELLOW: due within the warning span and
 * not submitted, or submitted late (work made up late turns yellow, never green). GREEN: in time. NONE: its period
 * has not begun, or it was accepted in time, or it has no due day.
 */
export function lightOf(facts: LightFacts): LightVerdict {
  const { kind, startsOn, dueOn, submittedOn, today, calendar } = facts;
  if (!dueOn) {
    const reason = kind === StageKind.ACCEPTED ? "ACCEPTED" : "NO_DUE_DAY";
    return { colour: LightColour.NONE, reason, workingDaysLeft: null };
  }
  const workingDaysLeft = calendar.workingDaysBetween(today, dueOn);
  const late = submittedOn !== null && submittedOn > dueOn;
  if (kind === StageKind.ACCEPTED) {
    return late
      ? { colour: LightColour.YELLOW, reason: "ACCEPTED_LATE", workingDaysLeft }
      : { colour: LightColour.NONE, reason: "ACCEPTED", workingDaysLeft };
  }
  if (kind === StageKind.SUBMITTED) {
    return late
      ? { colour: LightColour.YELLOW, reason: "SUBMITTED_LATE", workingDaysLeft }
      : { colour: LightColour.GREEN, reason: "SUBMITTED_IN_TIME", workingDaysLeft };
  }
  if (today > dueOn) return { colour: LightColour.RED, reason: "OVERDUE", workingDaysLeft };
  if (kind === StageKind.PENDING && startsOn !== null && startsOn > today) {
    return { colour: LightColour.NONE, reason: "NOT_BEGUN", workingDaysLeft };
  }
  return workingDaysLeft <= warningDays
    ? { colour: LightColour.YELLOW, reason: "DUE_SOON", workingDaysLeft }
    : { colour: LightColour.GREEN, reason: "IN_TIME", workingDaysLeft };
}
