import type { Role } from "../people/role.js";

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
