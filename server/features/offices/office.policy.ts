import type { Context } from "../../context.js";
import { forbidden } from "../../graphql/coded-error.js";
import { Role } from "../people/role.enum.js";
import { requireUnboundWriter, type Viewer } from "../sessions/viewer.policy.js";

/** Whoever imports notices keeps the offices' other names too. Throws FORBIDDEN for anybody else. */
export function requireOfficeKeeper(context: Context): Viewer {
  const viewer = requireUnboundWriter(context);
  if (viewer.role !== Role.SUPERVISOR && viewer.role !== Role.ADMIN) throw forbidden();
  return viewer;
}
