import { LockMode, type EntityManager } from "@mikro-orm/core";
import { LRUCache } from "lru-cache";
import type { Locale } from "../../graphql/locale.js";
import { Person, restMinutes, triesAllowed } from "../people/person.entity.js";
import { AccountLocked, InvalidCredentials } from "./session.problems.js";

interface Tries {
  failures: number;
  lockedUntil: Date | null;
}

/** Names without an account that somebody tried: remembered in memory, the last ten thousand. */
const names = new LRUCache<string, Tries>({ max: 10_000 });

/**
 * Answers a try with a name that has no account just as one with a wrong password, in the same words and the same time:
 * nobody learns who has one.
 */
export async function refuseUnknown(
  em: EntityManager,
  name: string,
  now: Date,
  locale: Locale,
): Promise<InvalidCredentials | AccountLocked> {
  const tries = names.get(name) ?? { failures: 0, lockedUntil: null };
  if (tries.lockedUntil && tries.lockedUntil > now) return new AccountLocked(tries.lockedUntil, now, locale);
  const failures = tries.failures + 1;
  const locked = failures >= triesAllowed;
  const lockedUntil = locked ? new Date(now.getTime() + restMinutes * 60_000) : null;
  names.set(name, { failures: locked ? 0 : failures, lockedUntil });
  await writeAsMuch(em);
  return new InvalidCredentials(locale);
}

/** Takes as long as counting a failure of somebody's: a row is locked, written as it was, and committed. */
async function writeAsMuch(em: EntityManager): Promise<void> {
  await em.transactional(async (em) => {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true, orderBy: { id: "asc" } } as const;
    const anybody = await em.findOne(Person, { id: { $ne: "" } }, lock);
    if (!anybody) return;
    const { id, failedSignIns, lockedUntil } = anybody;
    await em.nativeUpdate(Person, { id }, { failedSignIns, lockedUntil });
  });
}
