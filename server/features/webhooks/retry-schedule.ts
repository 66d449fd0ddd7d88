const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

/** How long to wait after each failed attempt, in milliseconds: Standard Webhooks' ten attempts over about 75 hours. */
export const waits = [
  5 * second,
  5 * minute,
  30 * minute,
  2 * hour,
  5 * hour,
  10 * hour,
  14 * hour,
  20 * hour,
  24 * hour,
] as const;

/** How often an event is tried before it is given up. */
export const mostAttempts = waits.length + 1;

/** The longest that a receiver may put an attempt off by `Retry-After`. */
const longestDelay = 24 * hour;

/**
 * When to try again after so many failed attempts; null when it was the last. Up to a tenth is added by chance, so that
 * receivers that were down together are not all called together. `retryAfter` (milliseconds) is the receiver's wish.
 */
export function nextAttemptAt(
  attempts: number,
  now: Date,
  retryAfter: number | null,
  chance: () => number = Math.random,
): Date | null {
  const wait = waits[attempts - 1];
  if (wait === undefined) return null;
  const wished = Math.min(retryAfter ?? 0, longestDelay);
  return new Date(now.getTime() + Math.max(Math.round(wait * (1 + chance() / 10)), wished));
}

/** What a `Retry-After` header asks for, in milliseconds: seconds or a date; null for neither. */
export function readRetryAfter(header: string | undefined, now: Date): number | null {
  if (header === undefined) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header) * second;
  const until = Date.parse(header);
  return Number.isNaN(until) ? null : Math.max(0, until - now.getTime());
}
