import { verifyLog } from "../log/verify-log.js";
import { CommandFailed, print, readWords, withDatabase } from "./command.js";

/** `luoshi verify`: checks every chain of the change log; exit 1 at the first row of each that does not hold. */
export async function verify(words: string[]): Promise<void> {
  const { values } = readWords(words, { json: { type: "boolean" } }, "verify [--json]");
  const verdict = await withDatabase(({ rows }) => verifyLog(rows));
  if (values.json) print(JSON.stringify(verdict));
  else print(`${verdict.changes} changes in ${verdict.chains} chains`);
  if (verdict.broken.length === 0) return;
  const places = verdict.broken.map(
    ({ chain, revision, problem }) => `${problem} in ${chain} at revision ${revision}`,
  );
  throw new CommandFailed(`变更记录被改动过 · The log does not hold:\n${places.join("\n")}`);
}
