import type { Context } from "../../context.js";
import { unauthenticated } from "../../graphql/coded-error.js";
import type { Person } from "../people/person.entity.js";
import { readPerson } from "../people/read-people.js";
import { Role } from "../people/role.enum.js";
import { mayImport } from "../programmes/programme.policy.js";
import { everyScope, type Viewer } from "./viewer.policy.js";
import { viewerRow, type ViewerRow } from "./viewer.row.js";

/** The viewer as the API shows them. */
export async function showViewer(context: Context, viewer: Viewer): Promise<ViewerRow> {
  const person = await readPerson(context, viewer.personId);
  if (!person) throw unauthenticated();
  return viewerRow(person, viewer.mustChangePassword, mayImport(viewer));
}

/** Whoever signs in with this very request: their session begins with its answer. */
export function viewerFrom(person: Person, mustChangePassword: boolean): Viewer {
  const { id: personId, name, role } = person;
  return {
    personId,
    name,
    role,
    mustChangePassword,
    supervises: role === Role.SUPERVISOR,
    officeId: person.office?.id ?? null,
    sessionId: null,
    tokenId: null,
    scopes: everyScope,
    programmeIds: null,
  };
}
