import type { Rows } from "../database/rows.js";

/** Where a chain stood at some time: enough to know later whether everything up to there still stands. */
export interface Head {
  chain: string;
  revision: number;
  hash: string;
}

/** A chain that is not what was noted outside the database. */
export interface LostPast {
  chain: string;
  /** Up to where it was noted. */
  revision: number;
  /** The log ends before it, or has another row there. */
  problem: "CUT_OFF" | "REWRITTEN";
}

/** Where every chain stands. */
export function readHeads(rows: Rows): Promise<Head[]> {
  return rows.all<Head>(
    `select chain, revision, hash from log_head where revision > 0 order by ${rows.dialect.byCode("chain")}`,
  );
}

/**
 * Compares the log with heads that were noted outside: each must still be a row of it, with that hash. As each hash is
 * over all rows before it, nothing up to there was altered, not even by whoever can write everything anew.
 */
export async function compareHeads(rows: Rows, noted: readonly Head[]): Promise<LostPast[]> {
  const lost: LostPast[] = [];
  for (let start = 0; start < noted.length; start += 200) {
    const some = noted.slice(start, start + 200);
    const places = some.map(() => `(chain = ? and revision = ?)`).join(" or ");
    const found = await rows.all<Head>(
      `select chain, revision, hash from change where ${places}`,
      some.flatMap(({ chain, revision }) => [chain, revision]),
    );
    // One chain may have been noted at several times.
    const hashes = new Map(found.map(({ chain, revision, hash }) => [`${revision} ${chain}`, hash]));
    for (const { chain, revision, hash } of some) {
      const stands = hashes.get(`${revision} ${chain}`);
      if (stands !== hash)
        lost.push({ chain, revision, problem: stands === undefined ? "CUT_OFF" : "REWRITTEN" });
    }
  }
  return lost;
}
