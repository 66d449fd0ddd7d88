import type { Parameter } from "../../database/rows.js";
import type { Context } from "../../context.js";
import { forbidden, notFound } from "../../graphql/coded-error.js";
import { Role } from "../people/role.enum.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { requireScope } from "../sessions/viewer.policy.js";
import { TokenScope } from "../tokens/token-scope.enum.js";

/**
 * Every signed-in person reads every programme: a notice is addressed to all of the township. A token may be bound to
 * some programmes; then the others are not there for it.
 */
export function requireReader(context: Pick<Context, "viewer">): Viewer {
  return requireScope(context, TokenScope.READ);
}

/** Whether a viewer may read a programme, and everything in it. */
export function maySee({ programmeIds }: Pick<Viewer, "programmeIds">, programmeId: string): boolean {
  return programmeIds === null || programmeIds.has(programmeId);
}

/** Whether a viewer may read a programme now: the same as requireReader and requireProgramme, without their errors. */
export function mayRead(viewer: Viewer, programmeId: string): boolean {
  return !viewer.mustChangePassword && viewer.scopes.has(TokenScope.READ) && maySee(viewer, programmeId);
}

/** Throws NOT_FOUND for a programme that the viewer may not see: just as for one that there is not. */
export function requireProgramme(viewer: Viewer, programmeId: string, what = "programme"): void {
  if (!maySee(viewer, programmeId)) throw notFound(what);
}

/**
 * The programmes that a viewer may see, as a condition on a column of programme ids (`t.programme_id`): every select
 * over several programmes has it.
 */
export function visibleProgrammes(
  { programmeIds }: Pick<Viewer, "programmeIds">,
  column: string,
): { sql: string; parameters: Parameter[] } {
  if (programmeIds === null) return { sql: "1 = 1", parameters: [] };
  if (programmeIds.size === 0) return { sql: "1 = 0", parameters: [] };
  const parameters = [...programmeIds];
  return { sql: `${column} in (${parameters.map(() => "?").join(", ")})`, parameters };
}

/** Names what a viewer may see: two viewers of one scope see the same of every programme. */
export function readingScope({ programmeIds }: Viewer): string {
  return programmeIds === null ? "everything" : [...programmeIds].toSorted().join();
}

/**
 * Whoever runs programmes may import notices: the supervision office and the administrators. Not with a token that is
 * bound to programmes: a notice makes people and offices, and belongs to whichever programme it is found to amend.
 */
export function mayImport(viewer: Viewer): boolean {
  return viewer.scopes.has(TokenScope.IMPORT) && viewer.programmeIds === null && runsProgrammes(viewer);
}

/** Whether the viewer runs programmes: the supervision office and the administrators. */
export function runsProgrammes({ role }: Pick<Viewer, "role">): boolean {
  return role === Role.SUPERVISOR || role === Role.ADMIN;
}

/** Whether the viewer runs programmes, and may write with the session or token in use. */
export function mayRunProgrammes(viewer: Pick<Viewer, "role" | "scopes">): boolean {
  return viewer.scopes.has(TokenScope.WRITE) && runsProgrammes(viewer);
}

/** Throws FORBIDDEN unless the viewer may import notices. */
export function requireImporter(context: Pick<Context, "viewer">): Viewer {
  const viewer = requireScope(context, TokenScope.IMPORT);
  if (!mayImport(viewer)) throw forbidden();
  return viewer;
}
