import { LockMode } from "@mikro-orm/core";
import type { Context } from "../../context.js";
import type { Rows } from "../../database/rows.js";
import { statementsOf } from "../../database/statements.js";
import { fingerprintOf } from "../../fingerprint.js";
import { restMinutes, triesAllowed } from "../people/person.entity.js";
import { NameTries, placesOfNames } from "./name-tries.entity.js";
import { AccountLocked, InvalidCredentials } from "./session.problems.js";

type Tries = Pick<NameTries, "fingerprint" | "lockedUntil">;

/**
 * Answers a try with a name that has no account just as one with a wrong password, in the same words and the same time,
 * also after a restart: nobody learns who has one.
 */
export async function refuseUnknown(
  { em, rows, secret, locale }: Pick<Context, "em" | "rows" | "secret" | "locale">,
  name: string,
  now: Date,
): Promise<InvalidCredentials | AccountLocked> {
  const fingerprint = fingerprintOf(`name: ${name}`, secret);
  const place = Number.parseInt(fingerprint.slice(0, 8), 16) % placesOfNames;
  const restsUntil = ({ lockedUntil }: Pick<Tries, "lockedUntil">) =>
    lockedUntil !== null && new Date(lockedUntil) > now ? new Date(lockedUntil) : null;
  const before = await readTries(rows, place);
  const restedBefore = before?.fingerprint === fingerprint ? restsUntil(before) : null;
  if (restedBefore) return new AccountLocked(restedBefore, now, locale);
  return em.transactional(async (em) => {
    // Holds the place: tries that come at the same time are counted one by one.
    await statementsOf(em).run(
      `insert into name_tries (place, fingerprint, failures) values (?, ?, 0)
        on conflict (place) do update set place = excluded.place`,
      [place, fingerprint],
    );
    // From here on by the ORM, as a failure of somebody's is counted.
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const held = await em.findOneOrFail(NameTries, { place }, lock);
    const found = held.fingerprint === fingerprint ? held : { failures: 0, lockedUntil: null };
    const rested = restsUntil(found);
    if (rested) return new AccountLocked(rested, now, locale);
    const failures = found.failures + 1;
    const rests = failures >= triesAllowed;
    const lockedUntil = rests ? new Date(now.getTime() + restMinutes * 60_000).toISOString() : null;
    await em.nativeUpdate(NameTries, { place }, { fingerprint, failures: rests ? 0 : failures, lockedUntil });
    return new InvalidCredentials(locale);
  });
}

function readTries(rows: Rows, place: number): Promise<Tries | undefined> {
  const select = `select fingerprint, locked_until "lockedUntil" from name_tries where place = ?`;
  return rows.first<Tries>(select, [place]);
}
