import { type EntityManager } from "@mikro-orm/core";
import { fromJson, placeholders, type Parameter, type Rows } from "../../database/rows.js";
import { fingerprintOf } from "../../fingerprint.js";
import { connectionOf, onlyPlace, type Connection, type Page } from "../../graphql/connection.js";
import { Role } from "../people/role.enum.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { AccessToken } from "./access-token.entity.js";
import { AccessTokenRow, tokenSelect, type TokenColumns } from "./access-token.row.js";
import type { TokenScope } from "./token-scope.enum.js";

/** "Last used" is written no more often than this: reading a board writes nothing. */
const usedEveryMilliseconds = 60_000;

interface BearerColumns {
  fingerprint: string;
  tokenId: string;
  personId: string;
  name: string;
  role: Role;
  officeId: string | null;
  scopes: unknown;
  programmeIds: unknown;
  expiresAt: string | number | Date | null;
  lastUsedAt: string | number | Date | null;
}

const bearerSelect = `select t.fingerprint, t.id "tokenId", p.id "personId", p.name, p.role, p.office_id "officeId",
  t.scopes, t.programme_ids "programmeIds", t.expires_at "expiresAt", t.last_used_at "lastUsedAt"
  from access_token t join person p on p.id = t.person_id
  where t.revoked_at is null and p.disabled_at is null and t.fingerprint in`;

/**
 * In whose name a token acts, and what it may do; null for an unknown, expired or revoked one and for a disabled
 * person's. Its end goes by the real clock, whatever day is pinned.
 */
export async function viewerOfToken(
  { rows, em, secret }: { rows: Rows; em: EntityManager; secret: string },
  token: string,
  { isUse }: { isUse: boolean },
): Promise<Viewer | null> {
  const found = await rows.first<BearerColumns>(`${bearerSelect} (?)`, [fingerprintOf(token, secret)]);
  if (!found || !isUsable(found)) return null;
  const now = new Date();
  const idle = found.lastUsedAt === null ? Infinity : now.getTime() - new Date(found.lastUsedAt).getTime();
  if (isUse && idle > usedEveryMilliseconds) {
    await em.fork().nativeUpdate(AccessToken, { id: found.tokenId }, { lastUsedAt: now });
  }
  return viewerFrom(found);
}

/** The same for many, by the fingerprints of their tokens; that they are looked at is no use of them. */
export async function viewersOfTokens(
  rows: Rows,
  fingerprints: readonly string[],
): Promise<Map<string, Viewer>> {
  const select = `${bearerSelect} (${placeholders(fingerprints)})`;
  const found = (await rows.all<BearerColumns>(select, fingerprints)).filter(isUsable);
  return new Map(found.map((columns) => [columns.fingerprint, viewerFrom(columns)]));
}

function isUsable({ expiresAt }: BearerColumns): boolean {
  return expiresAt === null || new Date(expiresAt) > new Date();
}

function viewerFrom(found: BearerColumns): Viewer {
  const programmeIds = fromJson<string[] | null>(found.programmeIds);
  return {
    personId: found.personId,
    name: found.name,
    role: found.role,
    supervises: found.role === Role.SUPERVISOR,
    mustChangePassword: false,
    officeId: found.officeId,
    sessionId: null,
    tokenId: found.tokenId,
    scopes: new Set(fromJson<TokenScope[]>(found.scopes)),
    programmeIds: programmeIds && new Set(programmeIds),
  };
}

/** The token with this id, or null. */
export async function readToken(rows: Rows, id: string): Promise<AccessTokenRow | null> {
  const columns = await rows.first<TokenColumns>(`${tokenSelect} where t.id = ?`, [id]);
  return columns ? new AccessTokenRow(columns) : null;
}

/** A page of tokens, the newest first: a person's own or, with null, everybody's. */
export async function readTokens(
  rows: Rows,
  personId: string | null,
  page: Page,
): Promise<Connection<AccessTokenRow>> {
  const [whose, parameters]: [string, Parameter[]] =
    personId === null ? ["1 = 1", []] : ["t.person_id = ?", [personId]];
  const [order, beyond] = page.backwards ? ["asc", "t.id > ?"] : ["desc", "t.id < ?"];
  const place = onlyPlace(page, "text");
  const conditions = `${whose} ${place === undefined ? "" : `and ${beyond}`} order by t.id ${order} limit ?`;
  const found = await rows.all<TokenColumns>(`${tokenSelect} where ${conditions}`, [
    ...parameters,
    ...(place === undefined ? [] : [place]),
    page.size + 1,
  ]);
  const countAll = async () => {
    const select = `select count(*) as count from access_token t where ${whose}`;
    return Number((await rows.first<{ count: unknown }>(select, parameters))?.count);
  };
  const tokens = found.map((columns) => new AccessTokenRow(columns));
  return connectionOf(tokens, page, ({ id }) => [id], countAll);
}

/** Every token, or those of the person with this name, the newest first; for the command line. */
export async function readEveryToken(
  rows: Rows,
  user: string | null,
): Promise<{ token: AccessTokenRow; user: string }[]> {
  const select = tokenSelect.replace("select", `select p.name as "user",`);
  const whose = user === null ? "1 = 1" : "p.name = ?";
  const found = await rows.all<TokenColumns & { user: string }>(
    `${select} join person p on p.id = t.person_id where ${whose} order by t.id desc`,
    user === null ? [] : [user],
  );
  return found.map(({ user, ...columns }) => ({ token: new AccessTokenRow(columns), user }));
}
