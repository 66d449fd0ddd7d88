import { createHmac, timingSafeEqual } from "node:crypto";

/** What a browser keeps between leaving for the provider and coming back. */
export interface Attempt {
  state: string;
  nonce: string;
  /** The secret half of PKCE. */
  verifier: string;
  /** A path of this page to go to afterwards. */
  next: string;
}

/** How long signing in at the provider may take. */
export const attemptMinutes = 10;

/** An attempt as the value of a cookie: signed with the server's secret, and with an end. */
export function sealAttempt(attempt: Attempt, secret: string, now: Date): string {
  const until = now.getTime() + attemptMinutes * 60_000;
  const body = Buffer.from(JSON.stringify({ ...attempt, until })).toString("base64url");
  return `${body}.${signature(body, secret)}`;
}

/** The attempt of a cookie; null where it was altered, made elsewhere, or has ended. */
export function openAttempt(cookie: string | undefined, secret: string, now: Date): Attempt | null {
  const [body = "", signed = ""] = (cookie ?? "").split(".");
  const expected = Buffer.from(signature(body, secret));
  const found = Buffer.from(signed);
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) return null;
  const { until, ...attempt } = JSON.parse(Buffer.from(body, "base64url").toString()) as Attempt & {
    until: number;
  };
  return until > now.getTime() ? attempt : null;
}

function signature(body: string, secret: string): string {
  return createHmac("sha256", secret).update(`single sign-on: ${body}`).digest("base64url");
}
