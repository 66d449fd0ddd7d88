import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

const algorithm = "aes-256-gcm";
const nonceLength = 12;
const tagLength = 16;

/** A new signing secret as Standard Webhooks writes it: `whsec_` and 32 random bytes in base64. */
export function newSigningSecret(): string {
  return `whsec_${randomBytes(32).toString("base64")}`;
}

/** Seals a signing secret for storage, with a key derived from the server's secret; bound to its webhook. */
export function seal(signingSecret: string, webhookId: string, serverSecret: string): string {
  const nonce = randomBytes(nonceLength);
  const cipher = createCipheriv(algorithm, keyFrom(serverSecret), nonce).setAAD(Buffer.from(webhookId));
  const sealed = Buffer.concat([cipher.update(signingSecret, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64url");
}

/** The signing secret; null where it was sealed with another server secret, for another webhook, or altered. */
export function unseal(stored: string, webhookId: string, serverSecret: string): string | null {
  const bytes = Buffer.from(stored, "base64url");
  const nonce = bytes.subarray(0, nonceLength);
  const tag = bytes.subarray(nonceLength, nonceLength + tagLength);
  try {
    const decipher = createDecipheriv(algorithm, keyFrom(serverSecret), nonce, { authTagLength: tagLength });
    decipher.setAAD(Buffer.from(webhookId)).setAuthTag(tag);
    const sealed = bytes.subarray(nonceLength + tagLength);
    return Buffer.concat([decipher.update(sealed), decipher.final()]).toString("utf8");
  } catch {
    // Node says only that it cannot: whichever of the three it is, the secret is lost.
    return null;
  }
}

function keyFrom(serverSecret: string): Buffer {
  return Buffer.from(hkdfSync("sha256", serverSecret, "", "luoshi webhook signing secrets", 32));
}
