import type { Context } from "../../context.js";
import { forbidden } from "../../graphql/coded-error.js";
import { Role } from "../people/role.enum.js";
import { TokenScope } from "../tokens/token-scope.enum.js";
import { requireScope, requireUnboundWriter, type Viewer } from "../sessions/viewer.policy.js";

/** Whoever imports notices keeps the offices' other names too. Throws FORBIDDEN for anybody else. */
export function requireOfficeKeeper(context: Context): Viewer {
  const viewer = requireUnboundWriter(context);
  if (viewer.role !== Role.SUPERVISOR && viewer.role !== Role.ADMIN) throw forbidden();
  return viewer;
}

/** Administrators and the supervision office make and change offices, by tokens with the scope ADMIN. Throws FORBIDDEN. */
export function requireOfficeAdministrator(context: Context): Viewer {
  const viewer = requireScope(context, TokenScope.ADMIN);
  const isOne = viewer.role === Role.SUPERVISOR || viewer.role === Role.ADMIN;
  if (!isOne || viewer.programmeIds !== null) throw forbidden();
  return viewer;
}
