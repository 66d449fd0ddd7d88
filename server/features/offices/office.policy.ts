import type { Context } from "../../context.js";
import { forbidden } from "../../graphql/coded-error.js";
import { runsProgrammes } from "../programmes/programme.policy.js";
import { requireWriter, type Viewer } from "../sessions/viewer.policy.js";

/**
 * Whoever imports notices keeps the offices' other names too; as these belong to all programmes, not by a token that is
 * bound to some. Throws FORBIDDEN for anybody else.
 */
export function requireOfficeKeeper(context: Context): Viewer {
  const viewer = requireWriter(context);
  if (viewer.programmeIds !== null || !runsProgrammes(viewer)) throw forbidden();
  return viewer;
}
