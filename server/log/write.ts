import { LockMode, type EntityManager } from "@mikro-orm/core";
import type { SqlEntityManager } from "@mikro-orm/sql";
import type { ChangeVerb } from "./change.entity.js";
import { LogHead } from "./log-head.entity.js";

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

/** An attribution together with the chain's head, held for the length of the transaction. */
export interface OpenChain extends Attribution {
  head: LogHead;
}

const openChains = new WeakMap<EntityManager, OpenChain>();

/** The chain that a transaction writes to; undefined outside {@link write}. */
export function openChainOf(em: EntityManager): OpenChain | undefined {
  return openChains.get(em);
}

/**
 * The one way to write logged records: runs `work` in a transaction that holds the chain's head, flushes once at
 * the end (`transactional` does), and appends the `Change` rows in the same transaction. `work` may set the verb
 * and reason once it knows them, through the attribution it is given.
 */
export async function write<Result>(
  em: EntityManager,
  attribution: Attribution,
  work: (em: EntityManager, attribution: Attribution) => Promise<Result>,
): Promise<Result> {
  return em.transactional(async (transaction) => {
    const chain: OpenChain = { ...attribution, head: await headOf(transaction, attribution.chain) };
    openChains.set(transaction, chain);
    return work(transaction, chain);
  });
}

async function headOf(em: EntityManager, chain: string): Promise<LogHead> {
  const lock = { lockMode: LockMode.PESSIMISTIC_WRITE } as const;
  const head = await em.findOne(LogHead, { chain }, lock);
  if (head) return head;
  // Two first writers at the same time: one row, and the second waits for the first.
  const { revision, hash } = new LogHead();
  const start = `insert into log_head (chain, revision, hash) values (?, ?, ?) on conflict do nothing`;
  await (em as SqlEntityManager).execute(start, [chain, revision, hash]);
  return em.findOneOrFail(LogHead, { chain }, lock);
}
