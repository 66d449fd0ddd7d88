import type { Rows } from "../../database/rows.js";
import { Role } from "../people/role.enum.js";
import { fingerprintOf } from "../../fingerprint.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { TokenScope } from "./access-token.entity.js";

interface TokenColumns {
  personId: string;
  name: string;
  role: Role;
  scope: TokenScope;
}

/** In whose name a token acts, and what it may do; null for an unknown token and for a disabled person's. */
export async function viewerOfToken(rows: Rows, secret: string, token: string): Promise<Viewer | null> {
  const found = await rows.first<TokenColumns>(
    `select p.id "personId", p.name, p.role, t.scope from access_token t join person p on p.id = t.person_id
      where t.fingerprint = ? and p.disabled_at is null`,
    [fingerprintOf(token, secret)],
  );
  if (!found) return null;
  const { personId, name, role, scope } = found;
  const mayWrite = scope === TokenScope.WRITE;
  return {
    personId,
    name,
    role,
    mayWrite,
    supervises: role === Role.SUPERVISOR,
    mustChangePassword: false,
    sessionId: null,
  };
}
