import { createHash } from "node:crypto";
import type { EntityManager } from "@mikro-orm/core";
import type { SqlEntityManager } from "@mikro-orm/sql";
import type { Context } from "../context.js";
import { fingerprintOf } from "../fingerprint.js";
import { CodedError } from "../graphql/coded-error.js";
import type { MutationInput } from "../graphql/mutation-input.js";
import { AlreadyClaimed, Claim, claims } from "./claim.js";
import type { KeptAnswer } from "./kept-answer.entity.js";

/** How long an answer is kept for whoever sends the same request again, in hours. */
const keptHours = 48;

type Surroundings = Pick<Context, "rows" | "clock" | "secret">;

/**
 * Runs a mutation's work once for its input's `idempotencyKey`: sent again, it acts no second time and gives the first
 * outcome. Without a key it just runs. To adopt it: let the input extend `MutationInput`, let `work` do its one
 * `write()` and give back what that gave (ids, or other JSON: it is stored in the same transaction), and read what the
 * API shows from those ids afterwards:
 *
 *     const id = await once(context, viewer, "createLabel", input, () => createLabel(context, viewer, input));
 *     return readLabel(context, id);
 *
 * Check who may before it, so that a right that is lost is lost for repeats too. A refusal throws, so its transaction
 * is rolled back and nothing is kept: sent again, it is judged anew. While the first is still at work the second waits
 * for it, whichever process has it. Throws IDEMPOTENCY_KEY_REUSED for the same key with another input.
 */
export async function once<Outcome>(
  context: Surroundings,
  viewer: { personId: string },
  mutation: string,
  input: MutationInput,
  work: () => Promise<Outcome>,
): Promise<Outcome> {
  if (input.idempotencyKey === null || input.idempotencyKey === undefined) return work();
  const claim = claimOf(context, viewer, mutation, input);
  const kept = await claim.find(context.rows);
  if (kept) return outcomeOf(kept, claim);
  try {
    return await claims.run(claim, work);
  } catch (error) {
    const first = error instanceof AlreadyClaimed ? await claim.find(context.rows) : undefined;
    if (!first) throw error;
    return outcomeOf(first, claim);
  }
}

/** Forgets the answers that have been kept long enough. */
export async function forgetOldAnswers(em: EntityManager, now: Date): Promise<void> {
  const before = new Date(now.getTime() - keptHours * 3_600_000).toISOString();
  await (em as SqlEntityManager).execute(`delete from kept_answer where at < ?`, [before]);
}

function claimOf(
  { clock, secret }: Surroundings,
  { personId }: { personId: string },
  mutation: string,
  { idempotencyKey, ...input }: MutationInput,
): Claim {
  const id = createHash("sha256")
    .update(JSON.stringify([personId, idempotencyKey]))
    .digest("hex");
  const fingerprint = fingerprintOf(JSON.stringify([mutation, inOrder(input)]), secret);
  return new Claim({ id, personId, mutation, fingerprint, at: clock.now().toISOString() });
}

/** The same input in whatever order its fields came; a field left out is as one that is null. */
function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== "object" || value === null || value instanceof Date) return value;
  const fields = Object.entries(value).filter(([, field]) => field !== undefined && field !== null);
  return Object.fromEntries(
    fields
      .toSorted(([one], [other]) => (one < other ? -1 : 1))
      .map(([name, field]) => [name, inOrder(field)]),
  );
}

function outcomeOf<Outcome>(
  { mutation, fingerprint, outcome }: Pick<KeptAnswer, "mutation" | "fingerprint" | "outcome">,
  { answer }: Claim,
): Outcome {
  if (mutation !== answer.mutation || fingerprint !== answer.fingerprint) {
    throw new CodedError(
      "IDEMPOTENCY_KEY_REUSED",
      "idempotencyKey: 这个键已用于另一个请求，请换一个新的键 · This key went with another request: make a new key for each",
    );
  }
  return JSON.parse(outcome) as Outcome;
}
