import type { Context } from "../../context.js";
import { CodedError, forbidden, unauthenticated } from "../../graphql/coded-error.js";
import type { Role } from "../people/role.enum.js";

/** Whoever sent a request, as their session or token names them. */
export interface Viewer {
  personId: string;
  name: string;
  role: Role;
  /** Has the role SUPERVISOR. */
  supervises: boolean;
  /** Signed in with a one-time password: may do nothing else before choosing their own. */
  mustChangePassword: boolean;
  /** Null for an access token. */
  sessionId: string | null;
  /** False for an access token with the scope READ. */
  mayWrite: boolean;
}

/** The signed-in viewer. Throws UNAUTHENTICATED or, before a one-time password was replaced, PASSWORD_CHANGE_REQUIRED. */
export function requireViewer({ viewer }: Pick<Context, "viewer">): Viewer {
  if (!viewer) throw unauthenticated();
  if (viewer.mustChangePassword) {
    throw new CodedError(
      "PASSWORD_CHANGE_REQUIRED",
      "请先修改一次性密码 · Change the one-time password first",
    );
  }
  return viewer;
}

/** The signed-in viewer, for something that writes. Throws FORBIDDEN for a token that may only read. */
export function requireWriter(context: Pick<Context, "viewer">): Viewer {
  const viewer = requireViewer(context);
  if (!viewer.mayWrite) throw forbidden();
  return viewer;
}
