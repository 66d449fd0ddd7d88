import { createHmac, randomBytes } from "node:crypto";

/** What is kept of a session's or access token: its HMAC-SHA256 (hex) under the server's secret. */
export function fingerprintOf(token: string, secret: string): string {
  return createHmac("sha256", secret).update(token).digest("hex");
}

/** A token that cannot be guessed: 256 random bits, base64url. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}
