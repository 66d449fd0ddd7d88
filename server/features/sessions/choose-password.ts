import type { Context } from "../../context.js";
import { fromJson } from "../../database/rows.js";
import { notFound } from "../../graphql/coded-error.js";
import { Refusal } from "../../graphql/refusal.js";
import { isNotorious } from "./notorious-passwords.js";
import { hashPassword, isPassword, passwordWeakness } from "./password.js";
import { WeakPassword, type Weakness } from "./session.problems.js";

/** The hash of a password that a person chose, after the rules for passwords (等保二级). Throws Refusal with WeakPassword. */
export async function hashChosenPassword(
  { rows, locale }: Pick<Context, "rows" | "locale">,
  personId: string,
  password: string,
): Promise<string> {
  const person = await rows.first<{ name: string; current: string | null; earlier: unknown }>(
    `select name, password_hash "current", earlier_password_hashes "earlier" from person where id = ?`,
    [personId],
  );
  if (!person) throw notFound("person");
  const earlier = fromJson<string[] | null>(person.earlier) ?? [];
  const weakness = weaknessOf(password, person.name) ?? (await usedBefore(password, person.current, earlier));
  if (weakness) throw new Refusal(new WeakPassword(weakness, locale));
  return hashPassword(password);
}

/** What a password lacks whoever had which before; null where nothing. */
export function weaknessOf(password: string, name: string): Weakness | null {
  return passwordWeakness(password, name) ?? (isNotorious(password) ? "NOTORIOUS" : null);
}

async function usedBefore(
  password: string,
  current: string | null,
  earlier: string[],
): Promise<Weakness | null> {
  if (current && (await isPassword(password, current))) return "UNCHANGED";
  for (const hash of earlier) if (await isPassword(password, hash)) return "USED_BEFORE";
  return null;
}
