import type { Context } from "../../context.js";
import { CodedError, forbidden, unauthenticated } from "../../graphql/coded-error.js";
import type { Role } from "../people/role.enum.js";
import { TokenScope } from "../tokens/token-scope.enum.js";

/** Whoever sent a request, as their session or token names them. */
export interface Viewer {
  personId: string;
  name: string;
  role: Role;
  /** Has the role SUPERVISOR. */
  supervises: boolean;
  /** Signed in with a one-time password, or one that is too old: may do nothing else before choosing another. */
  mustChangePassword: boolean;
  /** The person's office; null where none is known. */
  officeId: string | null;
  /** Null for an access token. */
  sessionId: string | null;
  /** Null for a browser's session. */
  tokenId: string | null;
  /** What the session or token may be used for; whether the person may do it is another question. */
  scopes: ReadonlySet<TokenScope>;
  /** The only programmes that the token may be used on; null for all. */
  programmeIds: ReadonlySet<string> | null;
}

/** What a session may be used for: everything that the person may do. */
export const everyScope: ReadonlySet<TokenScope> = new Set(Object.values(TokenScope));

/** The signed-in viewer. Throws UNAUTHENTICATED or, before a one-time or outworn password was replaced, PASSWORD_CHANGE_REQUIRED. */
export function requireViewer({ viewer }: Pick<Context, "viewer">): Viewer {
  if (!viewer) throw unauthenticated();
  if (viewer.mustChangePassword) {
    throw new CodedError("PASSWORD_CHANGE_REQUIRED", "请先修改密码 · Choose a new password first");
  }
  return viewer;
}

/** The signed-in viewer, for something that asks for a scope. Throws FORBIDDEN for a token without it. */
export function requireScope(context: Pick<Context, "viewer">, scope: TokenScope): Viewer {
  const viewer = requireViewer(context);
  if (!viewer.scopes.has(scope)) throw forbidden();
  return viewer;
}

/** The signed-in viewer, for something that writes. Throws FORBIDDEN for a token that may not. */
export function requireWriter(context: Pick<Context, "viewer">): Viewer {
  return requireScope(context, TokenScope.WRITE);
}

/** The signed-in viewer, for a write that is in no programme. Throws FORBIDDEN for a token that is bound to some. */
export function requireUnboundWriter(context: Pick<Context, "viewer">): Viewer {
  const viewer = requireWriter(context);
  if (viewer.programmeIds !== null) throw forbidden();
  return viewer;
}
