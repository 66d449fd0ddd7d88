import type { EntityManager } from "@mikro-orm/core";
import type { Context } from "../../context.js";
import { forbidden } from "../../graphql/coded-error.js";
import { Role } from "../people/role.enum.js";
import { requireScope, type Viewer } from "../sessions/viewer.policy.js";
import { AccessToken } from "./access-token.entity.js";
import { TokenScope } from "./token-scope.enum.js";

/**
 * Who signed in looks after their own tokens; so does a token with the scope ADMIN that is bound to no programme, as
 * what one makes here is in none. Throws FORBIDDEN for any other.
 */
export function requireTokenKeeper(context: Pick<Context, "viewer">): Viewer {
  const viewer = requireScope(context, TokenScope.ADMIN);
  if (viewer.programmeIds !== null) throw forbidden();
  return viewer;
}

/** Administrators look after everybody's tokens, and make those of services. Throws FORBIDDEN for anybody else. */
export function requireTokenAdministrator(context: Pick<Context, "viewer">): Viewer {
  const viewer = requireTokenKeeper(context);
  if (!administers(viewer)) throw forbidden();
  return viewer;
}

/** Whether the viewer looks after everybody's tokens. */
function administers({ role, scopes, programmeIds }: Viewer): boolean {
  return role === Role.ADMIN && scopes.has(TokenScope.ADMIN) && programmeIds === null;
}

/** Whether an account is a program's: it signs in by its tokens, and nobody stands behind it. */
export async function isService(em: EntityManager, personId: string): Promise<boolean> {
  return (await em.count(AccessToken, { person: personId, isService: true })) > 0;
}

/** Which of these accounts are programs': see {@link isService}. */
export async function servicesAmong(em: EntityManager, personIds: readonly string[]): Promise<Set<string>> {
  const tokens = await em.find(
    AccessToken,
    { person: [...personIds], isService: true },
    { fields: ["person"] },
  );
  return new Set(tokens.map(({ person }) => person.id));
}

/** The first of these people who is a program's account, as it answers for nothing; undefined where there is none. */
export async function programAmong<Somebody extends { id: string }>(
  em: EntityManager,
  people: readonly Somebody[],
): Promise<Somebody | undefined> {
  const services = await servicesAmong(
    em,
    people.map(({ id }) => id),
  );
  return people.find(({ id }) => services.has(id));
}

/** Whether the viewer may look at a token: at one's own, as its keeper, or at anybody's. */
export function maySeeToken(viewer: Viewer, { personId }: { personId: string }): boolean {
  const keeps = viewer.scopes.has(TokenScope.ADMIN) && viewer.programmeIds === null;
  return (keeps && personId === viewer.personId) || administers(viewer);
}
