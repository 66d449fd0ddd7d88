import { createHmac } from "node:crypto";

/** An event as it goes out: its id, and the body's very text. */
export interface OutgoingEvent {
  id: string;
  body: string;
}

/** The headers of Standard Webhooks: one signature for each secret, space-separated. */
export function signedHeaders(
  { id, body }: OutgoingEvent,
  at: Date,
  secrets: readonly string[],
): Record<string, string> {
  const timestamp = String(Math.floor(at.getTime() / 1000));
  const signatures = secrets.map((secret) => {
    const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
    return `v1,${createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64")}`;
  });
  return {
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": signatures.join(" "),
  };
}
