import type { MetadataStorage } from "@mikro-orm/core";
import type { Rows } from "../database/rows.js";
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
  return atOneMoment(async (rows) => ({
    verdict: await verifyRows(rows, orm.getMetadata(), noted),
    heads: await readHeads(rows),
  }));
}

/** The same with rows that nobody changes meanwhile. */
export async function verifyRows(
  rows: Rows,
  metadata: MetadataStorage,
  noted: readonly Head[] = [],
): Promise<Verdict> {
  const things = new LoggedThings();
  const log = await verifyLog(rows, (change) => things.follow(change));
  const wrong = log.broken.length === 0 ? await verifyThings(rows, metadata, things) : [];
  return { ...log, wrong, lost: await compareHeads(rows, noted) };
}
