import type { Context } from "../../context.js";
import type { Parameter } from "../../database/rows.js";
import { forbidden, notFound } from "../../graphql/coded-error.js";
import { Role } from "../people/role.enum.js";
import { runsProgrammes } from "../programmes/programme.policy.js";
import { requireScope, type Viewer } from "../sessions/viewer.policy.js";
import { TokenScope } from "../tokens/token-scope.enum.js";

/**
 * The supervision office and the administrators keep webhooks, by tokens with the scope ADMIN. A token that is bound to
 * programmes keeps none: a webhook outlives its token, and would see for it what it may not.
 */
export function mayKeepWebhooks(viewer: Viewer): boolean {
  return viewer.scopes.has(TokenScope.ADMIN) && viewer.programmeIds === null && runsProgrammes(viewer);
}

/** Throws FORBIDDEN unless the viewer may keep webhooks. */
export function requireKeeper(context: Pick<Context, "viewer">): Viewer {
  const viewer = requireScope(context, TokenScope.ADMIN);
  if (!mayKeepWebhooks(viewer)) throw forbidden();
  return viewer;
}

/** Whoever keeps webhooks sees their own; an administrator sees them all. */
export function visibleWebhooks(viewer: Viewer, column: string): { sql: string; parameters: Parameter[] } {
  if (!mayKeepWebhooks(viewer)) return { sql: "1 = 0", parameters: [] };
  if (viewer.role === Role.ADMIN) return { sql: "1 = 1", parameters: [] };
  return { sql: `${column} = ?`, parameters: [viewer.personId] };
}

/** Throws NOT_FOUND for a webhook that is not the viewer's to see: just as for one that there is not. */
export function requireWebhook(viewer: Viewer, ownerId: string | undefined): void {
  const isVisible = ownerId !== undefined && (viewer.role === Role.ADMIN || ownerId === viewer.personId);
  if (!mayKeepWebhooks(viewer) || !isVisible) throw notFound("webhook");
}

/** Whether a webhook may still be told of changes in its owner's name; asked before every event. */
export function ownerMayBeTold(owner: { role: Role; isDisabled: boolean }): boolean {
  return !owner.isDisabled && runsProgrammes(owner);
}
