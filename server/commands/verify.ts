import { verifyLog } from "../log/verify-log.js";
import { answer, CommandFailed, readWords, withDatabase } from "./command.js";

/** `luoshi verify`: checks every chain of the change log; exit 1 at the first row of each that does not hold. */
export async function verify(words: string[]): Promise<void> {
  const { values } = readWords(words, {}, "verify [--json]");
  const verdict = await withDatabase(({ rows }) => verifyLog(rows));
  answer(values.json, verdict, `${verdict.changes} changes in ${verdict.chains} chains`);
  if (verdict.broken.length === 0) return;
  const places = verdict.broken.map(
    ({ chain, revision, problem }) => `${problem} in ${chain} at revision ${revision}`,
  );
  throw new CommandFailed(`变更记录被改动过 · The log does not hold:\n${places.join("\n")}`);
}
