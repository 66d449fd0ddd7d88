import { AsyncLocalStorage } from "node:async_hooks";
import type { Rows } from "../database/rows.js";
import type { Statements } from "../database/statements.js";
import type { KeptAnswer } from "./kept-answer.entity.js";

/** Another request with the same key was first: this one's transaction is rolled back. */
export class AlreadyClaimed extends Error {
  override name = "AlreadyClaimed";
}

/** A request's claim to be the one that acts for its `idempotencyKey`. `write()` makes it good. */
export class Claim {
  /** Its write is in the database: a second write of the same request claims nothing any more. */
  isCommitted = false;

  constructor(readonly answer: Omit<KeptAnswer, "outcome">) {}

  /**
   * First thing in the transaction. Waits while another transaction, in whichever process, holds the same claim; throws
   * {@link AlreadyClaimed} once that one has been committed.
   */
  async take({ first }: Statements): Promise<void> {
    const { id, personId, mutation, fingerprint, at } = this.answer;
    const insert = `insert into kept_answer (id, person_id, mutation, fingerprint, outcome, at)
      values (?, ?, ?, ?, 'null', ?) on conflict do nothing returning id`;
    if (!(await first(insert, [id, personId, mutation, fingerprint, at]))) throw new AlreadyClaimed();
  }

  /** Last thing in the transaction: what it came to. */
  async keep({ run }: Statements, outcome: unknown): Promise<void> {
    if (outcome === undefined)
      throw new Error("Within once(), what write() is given gives back what is kept");
    const json = JSON.stringify(outcome);
    await run(`update kept_answer set outcome = ? where id = ?`, [json, this.answer.id]);
  }

  /** What was kept under this claim's key; undefined where nobody acted yet. */
  find(
    rows: Pick<Rows, "first">,
  ): Promise<Pick<KeptAnswer, "mutation" | "fingerprint" | "outcome"> | undefined> {
    return rows.first(`select mutation, fingerprint, outcome from kept_answer where id = ?`, [
      this.answer.id,
    ]);
  }
}

/** The claim of the request that is being worked on; see `once()`. */
export const claims = new AsyncLocalStorage<Claim>();
