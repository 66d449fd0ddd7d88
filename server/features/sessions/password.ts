import { argon2, randomBytes, randomInt, timingSafeEqual } from "node:crypto";
import { tooBusy } from "../../graphql/coded-error.js";

/** OWASP's second choice for Argon2id: 19 MiB, two passes, one lane. */
const settings = { memory: 19 * 1024, passes: 2, parallelism: 1, tagLength: 32 } as const;

/** Hashing takes a core for tens of milliseconds: at most so many at once, the rest wait. */
const atOnce = 2;
/** More than this many waiting would wait too long: they are told to come again. */
const mostWaiting = 100;
let running = 0;
const waiting: (() => void)[] = [];

/** A password's Argon2id hash in PHC form, under a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const tag = await derive(password, salt);
  const { memory, passes, parallelism } = settings;
  const encoded = [salt, tag].map((bytes) => bytes.toString("base64url")).join("$");
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${encoded}`;
}

/** Whether a password is the one that was hashed. Takes as long when there is no hash: nobody learns who has an account. */
export async function isPassword(password: string, hash: string | null): Promise<boolean> {
  const [salt, tag] = (hash ?? "").split("$").slice(4);
  const derived = await derive(password, salt ? Buffer.from(salt, "base64url") : Buffer.alloc(16));
  if (!tag) return false;
  return timingSafeEqual(derived, Buffer.from(tag, "base64url"));
}

const letters = "abcdefghjkmnpqrstuvwxyz23456789";

/** A password to be used once and replaced: 4 groups of 4, none of the letters that are mistaken for others. */
export function oneTimePassword(): string {
  const group = () => Array.from({ length: 4 }, () => letters[randomInt(letters.length)]).join("");
  return [group(), group(), group(), group()].join("-");
}

/** What a password must have: 8 characters of at least three kinds, and not the person's name. */
export function passwordWeakness(
  password: string,
  name: string,
): "TOO_SHORT" | "TOO_PLAIN" | "CONTAINS_NAME" | null {
  if (password.length < 8) return "TOO_SHORT";
  if (password.toLowerCase().includes(name.toLowerCase())) return "CONTAINS_NAME";
  const kinds = [/[a-z]/, /[A-Z]/, /[0-9]/, /[^a-zA-Z0-9]/].filter((kind) => kind.test(password)).length;
  return kinds < 3 ? "TOO_PLAIN" : null;
}

async function derive(password: string, salt: Buffer): Promise<Buffer> {
  if (waiting.length >= mostWaiting) throw tooBusy();
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    return await new Promise<Buffer>((resolve, reject) => {
      argon2("argon2id", { message: password, nonce: salt, ...settings }, (error, tag) =>
        error ? reject(error) : resolve(tag),
      );
    });
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}
