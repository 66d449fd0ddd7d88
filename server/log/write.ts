import type { EntityManager } from "@mikro-orm/core";
import { PostgreSqlDriver } from "@mikro-orm/postgresql";
import { statementsOf } from "../database/statements.js";
import { notFound } from "../graphql/coded-error.js";
import type { ChangeVerb } from "./change.entity.js";
import { firstHash } from "./change-hash.js";
import { claims } from "./claim.js";
import type { LogHead } from "./log-head.entity.js";
import type { LoggedRecord } from "./logged-record.entity.js";

/** Who writes what, when and why: goes into every row that the transaction adds to the log. */
export interface Attribution {
  /** The programme's id, or `accounts`. */
  chain: string;
  /** The person's id; null for the command line. */
  actorId: string | null;
  verb: ChangeVerb;
  reason?: string | null;
  at: Date;
}

type Head = Pick<LogHead, "revision" | "hash">;

/** An attribution together with the chain's head, held for the length of the transaction. */
export interface OpenChain extends Attribution {
  head: Head;
  /** Where one transaction does several things: what it does to which record, in place of `verb` and `reason`. */
  done: Map<LoggedRecord, Pick<Attribution, "verb" | "reason">>;
}

const openChains = new WeakMap<EntityManager, OpenChain>();

/** The chain that a transaction writes to; undefined outside {@link write}. */
export function openChainOf(em: EntityManager): OpenChain | undefined {
  return openChains.get(em);
}

/**
 * The one way to write logged records: runs `work` in a transaction that holds the chain's head, flushes once at
 * the end (`transactional` does), and appends the `Change` rows in the same transaction. `work` may set the verb
 * and reason once it knows them, through the attribution it is given. Within `once()` its result is kept as well.
 */
export async function write<Result>(
  em: EntityManager,
  attribution: Attribution,
  work: (em: EntityManager, chain: OpenChain) => Promise<Result>,
): Promise<Result> {
  const claim = claims.getStore();
  if (!claim || claim.isCommitted)
    return em.transactional((transaction) => open(transaction, attribution, work));
  const result = await em.transactional(async (transaction) => {
    await claim.take(statementsOf(transaction));
    const done = await open(transaction, attribution, work);
    await claim.keep(statementsOf(transaction), done);
    return done;
  });
  claim.isCommitted = true;
  return result;
}

async function open<Result>(
  transaction: EntityManager,
  attribution: Attribution,
  work: (em: EntityManager, chain: OpenChain) => Promise<Result>,
): Promise<Result> {
  const head = await headOf(transaction, attribution.chain);
  const chain: OpenChain = { ...attribution, head, done: new Map() };
  openChains.set(transaction, chain);
  return work(transaction, chain);
}

/** As long as the column of heads is. */
const longestChain = 63;

async function headOf(em: EntityManager, chain: string): Promise<Head> {
  const { first, run } = statementsOf(em);
  const select = `select revision, hash from log_head where chain = ?${lockOf(em)}`;
  const head = await first<Head>(select, [chain]);
  if (head) return head;
  // No programme has such an id, and no head could be kept under it.
  if (chain.length > longestChain) throw notFound("programme");
  // Two first writers at the same time: one row, and the second waits for the first.
  await run(`insert into log_head (chain, revision, hash) values (?, 0, ?) on conflict do nothing`, [
    chain,
    firstHash,
  ]);
  const begun = await first<Head>(select, [chain]);
  if (!begun) throw new Error(`The chain ${chain} has no head`);
  return begun;
}

/** On SQLite the whole transaction holds the database's one lock from its first statement on. */
function lockOf(em: EntityManager): string {
  return em.getDriver() instanceof PostgreSqlDriver ? " for update" : "";
}
