import type { ReportInput } from "../../../gql/graphql";
import type { MoveDraft } from "./move-drafts";

/** How many UTF-16 code units the server takes in one field of words. */
export const longestWords = 2000;

export interface ReportErrors {
  done: string | null;
  percent: string | null;
}

type Written = Pick<MoveDraft, "done" | "percent" | "obstacles">;

/** Whether anything was written: a report that nobody asked for is sent only then. */
export function isReportBegun({ done, obstacles }: Written): boolean {
  return done.trim() !== "" || obstacles.trim() !== "";
}

/** A whole number from 0 to 100, or nothing. */
export function isPercent(percent: string): boolean {
  return /^(100|[1-9]?\d)?$/.test(percent.trim());
}

export function reportOf({ done, percent, obstacles }: Written): ReportInput {
  return {
    done: done.trim(),
    percent: percent.trim() === "" ? null : Number(percent),
    obstacles: obstacles.trim() || null,
  };
}
