/** What somebody had seen of a programme's log when they were last here. */
export interface Visit {
  /** Up to this revision everything was seen before this visit began. */
  seen: number;
  /** The newest revision that was shown in this visit. */
  shown: number;
  /** When it was shown, in milliseconds since 1970. */
  at: number;
  /** The programme's day of the visit before this one, as `YYYY-MM-DD`; null in the first visit. */
  lastDay: string | null;
  /** The programme's day of this visit. */
  day: string;
}

/** Coming back after a longer while is another visit, in milliseconds. */
const away = 30 * 60_000;

/**
 * A visit goes on while one keeps coming back; after half an hour away another begins, to which all that was shown is
 * known. A log that is shorter than what was seen, as after a restore, is begun anew.
 */
export function noteVisit(
  before: Visit | null,
  { revision, today }: { revision: number; today: string },
  now: number,
): Visit {
  const shown = { shown: revision, at: now, day: today };
  if (!before || before.shown > revision || before.day > today)
    return { ...shown, seen: revision, lastDay: null };
  if (now - before.at > away) return { ...shown, seen: before.shown, lastDay: before.day };
  return { ...shown, seen: before.seen, lastDay: before.lastDay };
}

/** What this browser knows of somebody's visits to a programme; null before the first one. */
export function keptVisit(personId: string, programmeId: string): Visit | null {
  try {
    return JSON.parse(localStorage.getItem(keyOf(personId, programmeId)) ?? "null") as Visit | null;
  } catch {
    return null;
  }
}

export function keepVisit(personId: string, programmeId: string, visit: Visit): void {
  try {
    localStorage.setItem(keyOf(personId, programmeId), JSON.stringify(visit));
  } catch {
    // Storage may be forbidden: then every visit is the first.
  }
}

function keyOf(personId: string, programmeId: string): string {
  return `luoshi.visit.${personId}.${programmeId}`;
}

/** The day to which today's lights are compared: that of the visit before the one that is now. */
export function lastDayOf(kept: Visit | null, now: number): string | null {
  if (!kept) return null;
  return now - kept.at > away ? kept.day : kept.lastDay;
}
