import { placeholders, type Rows } from "../database/rows.js";
import type { ChangeFeed } from "./change-feed.js";
import { listenToPostgres } from "./listen-to-postgres.js";

/** How often the heads of the followed chains are looked at, in milliseconds. */
const lookEvery = 1000;

/** While PostgreSQL tells of every write, looking is for safety alone: one look in so many. */
const lookOnceIn = 10;

export interface OtherProcesses {
  /** Says something to all of them; null where they are not heard. */
  tell: ((message: string) => void) | null;
  stop(): Promise<void>;
}

/**
 * Keeps a feed awake to what other processes write to the same database: PostgreSQL tells of it at once, SQLite is
 * looked at every second. On PostgreSQL processes can also tell each other what is nowhere written: `talk` hears what
 * others, and oneself, `tell`, and greets them whenever they can be heard again.
 */
export function watchOtherProcesses(
  feed: ChangeFeed,
  { rows, databaseUrl }: { rows: Rows; databaseUrl: string | null },
  talk: { hear(message: string): void; greet(): void },
  onError: (error: unknown) => void,
): OtherProcesses {
  const readRevisions = async (chains: string[]) => {
    const select = `select chain, revision from log_head where chain in (${placeholders(chains)})`;
    const heads = await rows.all<{ chain: string; revision: number }>(select, chains);
    return new Map(heads.map(({ chain, revision }) => [chain, revision]));
  };
  let looking = false;
  const look = () => {
    if (looking) return;
    looking = true;
    void feed
      .look(readRevisions)
      .catch(onError)
      .finally(() => (looking = false));
  };
  const listening = databaseUrl
    ? listenToPostgres(databaseUrl, {
        heard: (chain, revision) => feed.announce(chain, revision),
        told: (message) => talk.hear(message),
        began: () => {
          look();
          talk.greet();
        },
        failed: onError,
      })
    : null;
  let turn = 0;
  const timer = setInterval(() => {
    turn = (turn + 1) % lookOnceIn;
    if (!listening?.isHealthy || turn === 0) look();
  }, lookEvery).unref();
  return {
    tell: listening ? (message) => void listening.tell(message) : null,
    async stop() {
      clearInterval(timer);
      await listening?.stop();
    },
  };
}
