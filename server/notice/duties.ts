import { isPersonName, type KnownNames } from "./names.js";
import type { NoticeProject } from "./notice.js";
import { officeEnd } from "./office-ends.js";
import { readOffices, splitOffices } from "./offices.js";
import { readPeople } from "./people.js";
import { unique } from "./split-cell.js";

/** What a project's rows say of who does it: the cells of each column. */
export interface DutyCells {
  leaders: readonly string[];
  owners: readonly string[];
  offices: readonly string[];
  assistingOffices: readonly string[];
  /** One column for offices and people. */
  officesAndOwners: readonly string[];
}

export interface DutyContext {
  /** The notice says that of several offices the first leads and the rest assist. */
  firstOfficeLeads: boolean;
  /** Names that tell people and offices apart; none where nothing is known yet. */
  known?: KnownNames;
}

export type Duties = Pick<NoticeProject, "leaders" | "owners" | "offices" | "assistingOffices">;

/** Cells → the people and offices of a project. What a cell itself says of who leads goes before the notice's rule. */
export function dutiesOf(cells: DutyCells, { firstOfficeLeads, known }: DutyContext): Duties {
  const people = (texts: readonly string[]) => texts.map((text) => readPeople(text, known));
  const mixed = cells.officesAndOwners.flatMap((text) => splitOffices(text, known));
  const isPerson = (text: string) =>
    readPeople(text, known).people.every((name) => isPersonName(name, known)) && !officeEnd.test(text);
  const owners = people([...cells.owners, ...mixed.filter(isPerson)]);
  const own = cells.offices.map((text) => readOffices(text, known));
  const offices = unique([
    ...own.flatMap((read) => read.offices),
    ...mixed.filter((part) => !isPerson(part)),
    ...owners.flatMap((read) => read.offices),
  ]);
  const marked = own.flatMap((read) => read.assisting);
  const isRanked = firstOfficeLeads && marked.length === 0;
  const assisting = cells.assistingOffices.flatMap((text) => splitOffices(text, known));
  return {
    leaders: unique(people(cells.leaders).flatMap((read) => read.people)),
    owners: unique(owners.flatMap((read) => read.people)),
    offices: isRanked ? offices.slice(0, 1) : offices,
    assistingOffices: unique([...(isRanked ? offices.slice(1) : marked), ...assisting]),
  };
}
