import type { Context } from "../../context.js";
import { forbidden } from "../../graphql/coded-error.js";
import { Role } from "../people/role.enum.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { requireViewer, requireWriter } from "../sessions/viewer.policy.js";

/** Every signed-in person reads every programme: a notice is addressed to all of the township. */
export function requireReader(context: Context): Viewer {
  return requireViewer(context);
}

/** Names what a viewer may see: two viewers of one scope see the same of every programme. */
export function readingScope(_viewer: Viewer): string {
  return "everything";
}

/** Whoever runs programmes may import notices: the supervision office and the administrators. */
export function mayImport(viewer: Viewer): boolean {
  return viewer.mayWrite && (viewer.role === Role.SUPERVISOR || viewer.role === Role.ADMIN);
}

/** Throws FORBIDDEN unless the viewer may import notices. */
export function requireImporter(context: Pick<Context, "viewer">): Viewer {
  const viewer = requireWriter(context);
  if (!mayImport(viewer)) throw forbidden();
  return viewer;
}
