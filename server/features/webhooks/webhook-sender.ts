import type { Clock } from "../../clock.js";
import type { WebhookSettings } from "./webhook-settings.js";
import type { SendingWebhook } from "./delivery-store.js";
import { unseal } from "./seal-secret.js";
import { sendRequest, type Answer } from "./send-request.js";
import { signedHeaders, type OutgoingEvent } from "./sign-event.js";
import { TargetGuard } from "./target-guard.js";

/** The secret was sealed with another secret of the server: nothing can be signed. */
export class SecretUnreadable extends Error {
  override name = "SecretUnreadable";
}

type Receiver = Pick<SendingWebhook, "id" | "url" | "sealedSecret" | "oldSealedSecret" | "oldSecretUntil">;

/** Signs events and posts them, one attempt at a time. */
export class WebhookSender {
  readonly guard: TargetGuard;

  constructor(
    readonly settings: WebhookSettings,
    readonly clock: Clock,
    private readonly serverSecret: string,
  ) {
    this.guard = new TargetGuard(settings);
  }

  /** Posts an event once. Throws {@link SecretUnreadable}; everything of the receiver's is in the answer. */
  async post(
    webhook: Receiver,
    event: OutgoingEvent,
    stop?: AbortSignal,
  ): Promise<{ at: Date; answer: Answer }> {
    const at = this.clock.now();
    const secrets = this.#secretsOf(webhook, at);
    const headers = {
      "content-type": "application/json",
      "content-length": String(Buffer.byteLength(event.body)),
      "user-agent": "Luoshi-Webhooks/1",
      ...signedHeaders(event, at, secrets),
    };
    const timeout = this.settings.timeoutMilliseconds;
    const outgoing = { url: new URL(webhook.url), headers, body: event.body, timeout, now: at, stop };
    const answer = await sendRequest(this.guard, outgoing);
    return { at, answer: { ...answer, excerpt: without(secrets, headers, answer.excerpt) } };
  }

  #secretsOf({ id, sealedSecret, oldSealedSecret, oldSecretUntil }: Receiver, at: Date): string[] {
    const secret = unseal(sealedSecret, id, this.serverSecret);
    if (secret === null) throw new SecretUnreadable();
    const oldSigns = oldSealedSecret !== null && oldSecretUntil !== null && new Date(oldSecretUntil) > at;
    const old = oldSigns ? unseal(oldSealedSecret, id, this.serverSecret) : null;
    return old === null ? [secret] : [secret, old];
  }
}

/** A receiver may send back what it was sent: secrets and signatures do not go into the delivery log. */
function without(secrets: string[], headers: Record<string, string>, text: string | null): string | null {
  if (text === null) return null;
  const signatures = (headers["webhook-signature"] ?? "").split(" ").map((signature) => signature.slice(3));
  const hidden = [...secrets, ...secrets.map((secret) => secret.slice("whsec_".length)), ...signatures];
  return hidden.reduce((rest, secret) => rest.replaceAll(secret, "•••"), text);
}
