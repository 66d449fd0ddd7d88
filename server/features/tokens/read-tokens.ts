import { fromJson, type Rows } from "../../database/rows.js";
import { fingerprintOf } from "../../fingerprint.js";
import { Role } from "../people/role.enum.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import type { TokenScope } from "./token-scope.enum.js";

interface TokenColumns {
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
  const found = await rows.first<TokenColumns>(
    `select t.id "tokenId", p.id "personId", p.name, p.role, p.office_id "officeId", t.scopes,
      t.programme_ids "programmeIds", t.expires_at "expiresAt"
      from access_token t join person p on p.id = t.person_id
      where t.fingerprint = ? and t.revoked_at is null and p.disabled_at is null`,
    [fingerprintOf(token, secret)],
  );
  if (!found || (found.expiresAt !== null && new Date(found.expiresAt) <= new Date())) return null;
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
