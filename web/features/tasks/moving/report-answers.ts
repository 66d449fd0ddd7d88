import type { ReportInput } from "../../../gql/graphql";
import type { ReportDraft } from "./move-drafts";

/** How many UTF-16 code units the server takes in one field of words. */
export const longestWords = 2000;

export interface ReportErrors {
  done: string | null;
  percent: string | null;
}

/** What batches do not ask for is left out. */
type Written = Omit<ReportDraft, "help"> & { help?: string };

/** Whether anything was written: a report that nobody asked for is sent only then. */
export function isReportBegun({ done, obstacles, help = "" }: Written): boolean {
  return [done, obstacles, help].some((words) => words.trim() !== "");
}

/** A whole number from 0 to 100, or nothing. */
export function isPercent(percent: string): boolean {
  return /^(100|[1-9]?\d)?$/.test(percent.trim());
}

export function reportOf({ done, percent, obstacles, help }: Written): ReportInput {
  return {
    done: done.trim(),
    percent: percent.trim() === "" ? null : Number(percent),
    obstacles: obstacles.trim() || null,
    help: help?.trim() || null,
  };
}
