import type { OfficeRow } from "../offices/office.row.js";
import { PersonRow } from "../people/person.row.js";
import { ProjectRow } from "../projects/project.row.js";
import { TaskRow } from "../tasks/task.row.js";
import { SearchField, type SearchItem } from "./search-hit.row.js";
import type { Place } from "./snippet.js";

/** Where something may have been found, the likeliest first; `aliases` are an office's. */
export function placesIn(item: typeof SearchItem, aliases: readonly string[]): Place[] {
  if (item instanceof TaskRow) {
    const named = { ...item.project, leaders: [...item.assignees, ...item.project.leaders] };
    return [text(SearchField.NAME, item.title), ...placesInProject(named, SearchField.PROJECT_NAME)];
  }
  if (item instanceof ProjectRow) return placesInProject(item, SearchField.NAME);
  const others = aliases.map((alias) => text(SearchField.ALIAS, alias));
  return [name(SearchField.NAME, item), ...others];
}

type Texts = Pick<
  ProjectRow,
  "name" | "content" | "progressText" | "remarks" | "leaders" | "owners" | "offices" | "assistingOffices"
>;

function placesInProject(project: Texts, nameField: SearchField): Place[] {
  return [
    text(nameField, project.name),
    ...[...project.leaders, ...project.owners].map((person) => name(SearchField.PERSON, person)),
    ...[...project.offices, ...project.assistingOffices].map((office) => name(SearchField.OFFICE, office)),
    text(SearchField.CONTENT, project.content),
    text(SearchField.PLAN, project.progressText),
    text(SearchField.REMARKS, project.remarks ?? ""),
  ];
}

function text(field: SearchField, written: string): Place {
  return { field, text: written, sounds: false };
}

function name(field: SearchField, named: PersonRow | OfficeRow): Place {
  return { field, text: named.name, sounds: true };
}
