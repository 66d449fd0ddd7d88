import { fromJson, placeholders, type Rows } from "../../database/rows.js";
import { fingerprintOf } from "../../fingerprint.js";
import { Role } from "../people/role.enum.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import type { TokenScope } from "./token-scope.enum.js";

interface TokenColumns {
  fingerprint: string;
  tokenId: string;
  personId: string;
  name: string;
  role: Role;
  officeId: string | null;
  scopes: unknown;
  programmeIds: unknown;
  expiresAt: string | number | Date | null;
}

/** In whose name a token acts, and what it may do; null for an unknown, expired or revoked one and for a disabled person's. */
export async function viewerOfToken(rows: Rows, secret: string, token: string): Promise<Viewer | null> {
  const fingerprint = fingerprintOf(token, secret);
  return (await viewersOfTokens(rows, [fingerprint])).get(fingerprint) ?? null;
}

/** The same for many, by the fingerprints of their tokens. */
export async function viewersOfTokens(
  rows: Rows,
  fingerprints: readonly string[],
): Promise<Map<string, Viewer>> {
  const found = await rows.all<TokenColumns>(
    `select t.fingerprint, t.id "tokenId", p.id "personId", p.name, p.role, p.office_id "officeId", t.scopes,
      t.programme_ids "programmeIds", t.expires_at "expiresAt"
      from access_token t join person p on p.id = t.person_id
      where t.fingerprint in (${placeholders(fingerprints)}) and t.revoked_at is null and p.disabled_at is null`,
    fingerprints,
  );
  const now = new Date();
  const valid = found.filter(({ expiresAt }) => expiresAt === null || new Date(expiresAt) > now);
  return new Map(valid.map((columns) => [columns.fingerprint, viewerOf(columns)]));
}

function viewerOf(found: TokenColumns): Viewer {
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
