import { forbidden } from "../../graphql/coded-error.js";
import { requireProgramme, runsProgrammes } from "../programmes/programme.policy.js";
import type { Viewer } from "../sessions/viewer.policy.js";

/** Whoever runs programmes keeps their labels, so that these stay few; who may hang them on cards, `task.policy.ts` says. */
export function requireLabelKeeper(viewer: Viewer, programmeId: string, what: string): void {
  requireProgramme(viewer, programmeId, what);
  if (!runsProgrammes(viewer)) throw forbidden();
}
