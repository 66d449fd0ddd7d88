import type { EntityManager } from "@mikro-orm/core";
import type { Context } from "../../context.js";
import { forbidden } from "../../graphql/coded-error.js";
import { requireScope, type Viewer } from "../sessions/viewer.policy.js";
import { TokenScope } from "../tokens/token-scope.enum.js";
import { Person } from "./person.entity.js";
import { runsProgrammes } from "../programmes/programme.policy.js";
import { Role } from "./role.enum.js";

/** Administrators keep the accounts, by tokens with the scope ADMIN that are not bound to programmes. */
function administers({ role, scopes, programmeIds, mustChangePassword }: Viewer): boolean {
  const isFree = programmeIds === null && !mustChangePassword;
  return role === Role.ADMIN && scopes.has(TokenScope.ADMIN) && isFree;
}

/** Throws FORBIDDEN unless the viewer keeps the accounts. */
export function requireAdministrator(context: Pick<Context, "viewer">): Viewer {
  const viewer = requireScope(context, TokenScope.ADMIN);
  if (!administers(viewer)) throw forbidden();
  return viewer;
}

/**
 * The accounts of administrators and supervisors are kept by administrators who signed in, and by whoever sits at the
 * server (null): with a token that got lost nobody comes to rule over programmes, in an account that outlives it. Throws
 * FORBIDDEN.
 */
export function requireOverRoles(viewer: Viewer | null, ...roles: (Role | null | undefined)[]): void {
  if (viewer?.tokenId && roles.some((role) => role && runsProgrammes({ role }))) throw forbidden();
}

/** Whether the viewer may know of a person's account: administrators of everybody's, everybody of their own. */
export function maySeeAccount(viewer: Viewer | null, personId: string): boolean {
  return viewer !== null && (viewer.personId === personId || administers(viewer));
}

/** Whether somebody would be left to keep the accounts without this person: not disabled, and with an account. */
export async function hasOtherAdministrator(em: EntityManager, personId: string): Promise<boolean> {
  const isAnother = { id: { $ne: personId }, role: Role.ADMIN, disabledAt: null };
  const hasAccount = { $or: [{ passwordHash: { $ne: null } }, { lastSignInAt: { $ne: null } }] };
  return (await em.count(Person, { ...isAnother, ...hasAccount })) > 0;
}
