import type { EntityManager } from "@mikro-orm/core";
import { statementsOf, type Statements } from "../../database/statements.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import { write } from "../../log/write.js";
import { Webhook } from "./webhook.entity.js";
import { WebhookState, type PauseReason } from "./webhook.enum.js";

/** Pauses a webhook, unless it is paused or gone; nobody is named where the server does it by itself. `also` is done in the same transaction. */
export async function pauseWebhook(
  em: EntityManager,
  id: string,
  because: PauseReason,
  { actorId = null, at }: { actorId?: string | null; at: Date },
  also: (sql: Statements) => Promise<void> = async () => undefined,
): Promise<void> {
  const attribution = { chain: ACCOUNTS_CHAIN, actorId, verb: ChangeVerb.PAUSE, at };
  await write(em, attribution, async (em) => {
    const webhook = await em.findOne(Webhook, id);
    if (webhook?.state === WebhookState.ACTIVE) webhook.pause(because, at);
    await also(statementsOf(em));
  });
}
