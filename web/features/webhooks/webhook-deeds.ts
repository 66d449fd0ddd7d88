import type { Webhooks_WebhookFragment } from "../../gql/graphql";

/** What can be done with a webhook. */
export type WebhookDeed = "test" | "edit" | "pause" | "resume" | "rotate" | "replay" | "delete";

/** What can be done with a webhook as it stands, in the order of a menu. */
export function deedsOf({
  state,
  progress,
}: Pick<Webhooks_WebhookFragment, "state" | "progress">): WebhookDeed[] {
  return [
    "test",
    "edit",
    state === "PAUSED" ? "resume" : "pause",
    ...(progress.length > 0 ? (["replay"] as const) : []),
    "rotate",
    "delete",
  ];
}
