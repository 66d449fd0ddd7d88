import type { Viewer } from "../sessions/viewer.policy.js";
import { mayRead } from "../programmes/programme.policy.js";
import type { EvidenceRow } from "./evidence.row.js";

/** Whether a viewer may see a file: with whoever reads its report; before it has one, its author alone. */
export function mayReadEvidence(
  viewer: Viewer,
  { reportId, authorId }: Pick<EvidenceRow, "reportId" | "authorId">,
  programmeId: string,
): boolean {
  return mayRead(viewer, programmeId) && (reportId !== null || authorId === viewer.personId);
}
