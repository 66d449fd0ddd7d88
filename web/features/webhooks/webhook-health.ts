import type { WebhookPauseReason, Webhooks_WebhookFragment } from "../../gql/graphql";

/** How it stands with a webhook. Instants are ISO texts; `waiting` counts changes, those of no interest among them. */
export type Health =
  | { kind: "PAUSED"; because: WebhookPauseReason; since: string | null; waiting: number }
  | { kind: "FAILING"; since: string | null; waiting: number; nextAttemptAt: string | null }
  | { kind: "SENDING"; waiting: number }
  | { kind: "WORKS"; lastDelivered: string }
  | { kind: "NEW" };

type Webhook = Pick<
  Webhooks_WebhookFragment,
  "state" | "pausedBecause" | "pausedAt" | "progress" | "lastDelivered" | "retrying"
>;

/** Reads out of cursors and attempts what somebody wants to know first: is the receiver being told or not? */
export function healthOf(webhook: Webhook): Health {
  const waiting = webhook.progress.reduce((sum, programme) => sum + programme.waiting, 0);
  if (webhook.state === "PAUSED") {
    const because = webhook.pausedBecause ?? "BY_PERSON";
    return { kind: "PAUSED", because, since: webhook.pausedAt ?? null, waiting };
  }
  const failing = webhook.progress.filter(({ attempts }) => attempts > 0);
  if (failing.length > 0) {
    const next = failing.flatMap(({ nextAttemptAt }) => nextAttemptAt ?? []);
    return {
      kind: "FAILING",
      since: failingSince(webhook),
      waiting,
      nextAttemptAt: earliest(next),
    };
  }
  if (waiting > 0) return { kind: "SENDING", waiting };
  const [last] = webhook.lastDelivered.nodes;
  return last ? { kind: "WORKS", lastDelivered: last.at } : { kind: "NEW" };
}

/** The first failed attempt at an event that waits still; null where the log no longer has it. */
function failingSince({ progress, retrying }: Webhook): string | null {
  const first = progress.flatMap(({ programme, revision, attempts }) => {
    // The event right after what is done with; the newest come first, and those before a replay count no more.
    const tried = retrying.nodes.filter(
      (attempt) => attempt.programmeId === programme.id && attempt.revision === revision + 1,
    );
    return tried.slice(0, attempts).map(({ at }) => at);
  });
  return earliest(first);
}

function earliest(instants: readonly string[]): string | null {
  return instants.reduce<string | null>((first, at) => (first === null || at < first ? at : first), null);
}

/** Whether somebody is to do something about it. */
export function needsAttention(health: Health): boolean {
  return health.kind === "FAILING" || (health.kind === "PAUSED" && health.because !== "BY_PERSON");
}
