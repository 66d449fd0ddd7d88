import type { Database } from "../orm.config.js";
import { compareHeads, readHeads, type Head, type LostPast } from "./heads.js";
import { LoggedThings } from "./logged-things.js";
import { verifyLog, type LogVerdict } from "./verify-log.js";
import { verifyThings, type WrongThing } from "./verify-things.js";

/** Everything that verifying finds. */
export interface Verdict extends LogVerdict {
  /** What is stored and not as the log tells; empty where the log itself does not hold, which is to be mended first. */
  wrong: WrongThing[];
  /** What was noted outside and is no longer there. */
  lost: LostPast[];
}

/** Verifies the log and what is stored, both as they stand at one moment. */
export function verifyDatabase(
  { orm, atOneMoment }: Pick<Database, "orm" | "atOneMoment">,
  noted: readonly Head[] = [],
): Promise<{ verdict: Verdict; heads: Head[] }> {
  return atOneMoment(async (rows) => {
    const things = new LoggedThings();
    const log = await verifyLog(rows, (change) => things.follow(change));
    const holds = log.broken.length === 0;
    const wrong = holds ? await verifyThings(rows, orm.getMetadata(), things) : [];
    const lost = await compareHeads(rows, noted);
    return { verdict: { ...log, wrong, lost }, heads: await readHeads(rows) };
  });
}
