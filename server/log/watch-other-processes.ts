import { placeholders, type Rows } from "../database/rows.js";
import type { ChangeFeed } from "./change-feed.js";

/** How often the heads of the followed chains are looked at, in milliseconds. */
const lookEvery = 1000;

/** Keeps a feed awake to what other processes write to the same database. Gives what ends it. */
export function watchOtherProcesses(
  feed: ChangeFeed,
  rows: Rows,
  onError: (error: unknown) => void,
): () => void {
  const readRevisions = async (chains: string[]) => {
    const select = `select chain, revision from log_head where chain in (${placeholders(chains)})`;
    const heads = await rows.all<{ chain: string; revision: number }>(select, chains);
    return new Map(heads.map(({ chain, revision }) => [chain, revision]));
  };
  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    void feed
      .look(readRevisions)
      .catch(onError)
      .finally(() => (looking = false));
  }, lookEvery);
  timer.unref();
  return () => clearInterval(timer);
}
