import type { Rows } from "../../database/rows.js";
import { maySee, runsProgrammes } from "../programmes/programme.policy.js";
import { TokenScope } from "../tokens/token-scope.enum.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { ViewSharing } from "./view.enum.js";

/** What decides who may do what with a view. */
export interface ViewStanding {
  ownerId: string;
  /** The owner's office, now. */
  officeId: string | null;
  programmeId: string | null;
  sharing: ViewSharing;
  isLocked: boolean;
}

/**
 * Whether a view is there for a viewer: their own; everyone's; or shared by an office that is theirs or above theirs.
 * Bound to a programme that they may not see, it is not. What it shows passes the policy of its tasks all the same.
 */
export function maySeeView(viewer: Viewer, view: ViewStanding, myOffices: readonly string[]): boolean {
  if (view.programmeId !== null && !maySee(viewer, view.programmeId)) return false;
  if (view.ownerId === viewer.personId || view.sharing === ViewSharing.EVERYONE) return true;
  return view.sharing === ViewSharing.OFFICE && view.officeId !== null && myOffices.includes(view.officeId);
}

/** A view is its owner's to change, while it is not locked. */
export function mayEditView(viewer: Viewer, view: ViewStanding): boolean {
  return writes(viewer) && view.ownerId === viewer.personId && !view.isLocked;
}

/** Its owner locks and unlocks it; what is everyone's, whoever runs programmes too. */
export function mayLockView(viewer: Viewer, view: ViewStanding): boolean {
  return writes(viewer) && (view.ownerId === viewer.personId || keepsShared(viewer, view));
}

/** Its owner deletes it while it is not locked; what is everyone's, whoever runs programmes too. */
export function mayDeleteView(viewer: Viewer, view: ViewStanding): boolean {
  return mayLockView(viewer, view) && !view.isLocked;
}

function writes({ scopes }: Viewer): boolean {
  return scopes.has(TokenScope.WRITE);
}

/** A token that is bound to programmes keeps what is everyone's in those alone. */
function keepsShared(viewer: Viewer, { sharing, programmeId }: ViewStanding): boolean {
  const isWithin = viewer.programmeIds === null || programmeId !== null;
  return sharing === ViewSharing.EVERYONE && runsProgrammes(viewer) && isWithin;
}

/** A viewer's office and all above it. */
export async function officesOf(rows: Rows, { officeId }: Pick<Viewer, "officeId">): Promise<string[]> {
  if (officeId === null) return [];
  const found = await rows.all<{ id: string }>(
    `with recursive above(id) as (select cast(? as varchar(63)) union select o.parent_id from office o
      join above a on a.id = o.id where o.parent_id is not null) select id from above`,
    [officeId],
  );
  return found.map(({ id }) => id);
}
