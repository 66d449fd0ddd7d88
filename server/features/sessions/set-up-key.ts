import { createHmac, timingSafeEqual } from "node:crypto";
import { newToken } from "../../fingerprint.js";

/** How long a set-up link works. */
export const setUpHours = 24;

/**
 * The token of a set-up link: when it ends, a random part, and an HMAC over both under the server's secret. It is kept
 * nowhere; every process that shares the secret knows it again.
 */
export function newSetUpToken(secret: string, now: Date): string {
  const claim = `${(now.getTime() + setUpHours * 3_600_000).toString(36)}.${newToken()}`;
  return `${claim}.${signature(claim, secret)}`;
}

/** Whether a token is one that was made here and has not ended. */
export function isSetUpToken(token: string, secret: string, now: Date): boolean {
  const end = token.lastIndexOf(".");
  const claim = token.slice(0, Math.max(0, end));
  const expected = Buffer.from(signature(claim, secret));
  const found = Buffer.from(token.slice(end + 1));
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) return false;
  return Number.parseInt(claim, 36) > now.getTime();
}

function signature(claim: string, secret: string): string {
  return createHmac("sha256", secret).update(`set-up link: ${claim}`).digest("base64url");
}
