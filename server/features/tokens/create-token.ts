import type { EntityManager } from "@mikro-orm/core";
import type { Context } from "../../context.js";
import { newId } from "../../database/record.entity.js";
import { placeholders, type Rows } from "../../database/rows.js";
import { fingerprintOf, newToken } from "../../fingerprint.js";
import { notFound } from "../../graphql/coded-error.js";
import { plainName } from "../../graphql/plain-name.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import { write } from "../../log/write.js";
import { Person } from "../people/person.entity.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { AccessToken } from "./access-token.entity.js";
import { readToken } from "./read-tokens.js";
import { mostUsable } from "./token-limits.js";
import type { CreateTokenInput, ServiceAccountInput } from "./token.inputs.js";
import { isService } from "./token.policy.js";
import { TokenNotAllowed } from "./token.problems.js";
import { TokenScope } from "./token-scope.enum.js";

/** What a new token is to be. */
export interface TokenPlan {
  name: string;
  scopes: readonly TokenScope[];
  programmeIds: readonly string[] | null;
  isService: boolean;
  expiresAt: Date | null;
}

type Making = Pick<Context, "em" | "rows" | "clock" | "locale" | "secret">;

/** Makes a token; gives it, for its maker's eyes, and its id. Throws a `Refusal` for one that may not be. */
export async function createToken(
  making: Making,
  viewer: Viewer,
  input: CreateTokenInput,
): Promise<{ secret: string; id: string }> {
  const { em, rows, clock, locale, secret } = making;
  const { service = null } = input;
  const plan = planOf(input);
  if (plan.expiresAt === null && !service)
    throw new Refusal(new TokenNotAllowed("TOKEN_LIVES_TOO_LONG", locale));
  if (await exceeds(rows, viewer, plan))
    throw new Refusal(new TokenNotAllowed("TOKEN_EXCEEDS_ITS_MAKER", locale));
  await requireProgrammes(rows, plan.programmeIds ?? []);
  const attribution = {
    chain: ACCOUNTS_CHAIN,
    actorId: viewer.personId,
    verb: ChangeVerb.CREATE,
    at: clock.now(),
  };
  return write(em, attribution, async (em) => {
    const person = service
      ? await serviceAccount(em, viewer, service, locale)
      : await em.findOneOrFail(Person, viewer.personId);
    if ((await usableTokens(em, person.id)) >= mostUsable)
      throw new Refusal(new TokenNotAllowed("TOO_MANY_TOKENS", locale));
    return addToken(em, person, plan, secret);
  });
}

function planOf({ name, scopes, programmeIds, expiresInDays, service }: CreateTokenInput): TokenPlan {
  return {
    name: name.trim(),
    scopes,
    programmeIds: programmeIds ?? null,
    isService: Boolean(service),
    expiresAt: typeof expiresInDays === "number" ? inDays(expiresInDays) : null,
  };
}

/** So many days from now, by the real clock. */
export function inDays(days: number): Date {
  return new Date(Date.now() + days * 86_400_000);
}

/** Adds a token to a transaction; gives it and its id. What is kept of it is a fingerprint. */
export function addToken(
  em: EntityManager,
  person: Person,
  { scopes, programmeIds, ...plan }: TokenPlan,
  secret: string,
): { secret: string; id: string } {
  const token = `luoshi_${newToken()}`;
  const columns = {
    ...plan,
    id: newId("token"),
    person,
    scopes: Object.values(TokenScope).filter((scope) => scopes.includes(scope)),
    programmeIds: programmeIds && [...new Set(programmeIds)],
    fingerprint: fingerprintOf(token, secret),
  };
  em.persist(em.create(AccessToken, columns, { partial: true }));
  return { secret: token, id: columns.id };
}

/** Whether the token that asks would make one that may do more, or outlives it: then nothing would ever end. */
async function exceeds(rows: Rows, { tokenId, scopes }: Viewer, plan: TokenPlan): Promise<boolean> {
  if (!tokenId) return false;
  if (plan.scopes.some((scope) => !scopes.has(scope))) return true;
  const end = (await readToken(rows, tokenId))?.expiresAt ?? null;
  return end !== null && (plan.expiresAt === null || plan.expiresAt > new Date(end));
}

/** Throws NOT_FOUND unless there is each of these programmes. */
export async function requireProgrammes(rows: Rows, ids: readonly string[]): Promise<void> {
  const distinct = [...new Set(ids)];
  const select = `select count(*) as count from programme where id in (${placeholders(distinct)})`;
  const found = await rows.first<{ count: unknown }>(select, distinct);
  if (Number(found?.count) !== distinct.length) throw notFound("programme");
}

/**
 * A program's account is a person without a password and with a service's tokens. One who has a password, or whom a
 * notice may have named, is somebody else. A token gives a program no other role than it has: those of its tokens that
 * may do more than this one, or live longer, would have it too.
 */
async function serviceAccount(
  em: EntityManager,
  { tokenId }: Viewer,
  { name: given, role }: ServiceAccountInput,
  locale: Context["locale"],
): Promise<Person> {
  const name = plainName(given);
  const known = await em.findOne(Person, { name });
  if (!known) {
    const person = em.create(Person, { id: newId("person"), name, role }, { partial: true });
    em.persist(person);
    return person;
  }
  const isSomebodys = known.passwordHash !== null || known.singleSignOnSubject !== null;
  if (isSomebodys || !(await isService(em, known.id)))
    throw new Refusal(new TokenNotAllowed("SERVICE_NAME_TAKEN", locale));
  if (tokenId && role !== known.role)
    throw new Refusal(new TokenNotAllowed("TOKEN_EXCEEDS_ITS_MAKER", locale));
  known.role = role;
  return known;
}

function usableTokens(em: EntityManager, personId: string): Promise<number> {
  const unended = { $or: [{ expiresAt: null }, { expiresAt: { $gt: new Date() } }] };
  return em.count(AccessToken, { person: personId, revokedAt: null, ...unended });
}
