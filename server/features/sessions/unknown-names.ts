import { LRUCache } from "lru-cache";
import type { Locale } from "../../graphql/locale.js";
import { restMinutes, triesAllowed } from "../people/person.entity.js";
import { AccountLocked, InvalidCredentials } from "./session.problems.js";

interface Tries {
  failures: number;
  lockedUntil: Date | null;
}

/** Names without an account that somebody tried: remembered in memory, the last ten thousand. */
const names = new LRUCache<string, Tries>({ max: 10_000 });

/** Answers a try with a name that has no account just as one with a wrong password: nobody learns who has one. */
export function refuseUnknown(name: string, now: Date, locale: Locale): InvalidCredentials | AccountLocked {
  const tries = names.get(name) ?? { failures: 0, lockedUntil: null };
  if (tries.lockedUntil && tries.lockedUntil > now) return new AccountLocked(tries.lockedUntil, now, locale);
  const failures = tries.failures + 1;
  const locked = failures >= triesAllowed;
  const lockedUntil = locked ? new Date(now.getTime() + restMinutes * 60_000) : null;
  names.set(name, { failures: locked ? 0 : failures, lockedUntil });
  return new InvalidCredentials(locale);
}
