import type { Context } from "../../context.js";
import { placeholders } from "../../database/rows.js";
import type { Place } from "../../graphql/connection.js";
import { readOfficeAliases } from "../offices/read-office-aliases.js";
import { readOffice, readPerson } from "../people/read-people.js";
import { readProjects } from "../projects/read-projects.js";
import { readTasksById } from "../tasks/read-tasks.js";
import type { Found } from "./read-search.js";
import { SearchKind, type SearchItem } from "./search-hit.row.js";

/** Something that was found, as the API shows it. */
export interface FoundItem {
  item: typeof SearchItem;
  /** Of an office, its other names. */
  aliases: readonly string[];
  place: Place;
}

/** Reads what was found, in its order; what is gone meanwhile is left out. */
export async function readItems(context: Context, found: readonly Found[]): Promise<FoundItem[]> {
  const [tasks, projects] = await Promise.all([readTasks(context, found), readProjectsOf(context, found)]);
  const read = await Promise.all(
    found.map(async ({ id, kind, place }): Promise<FoundItem | null> => {
      const item = await itemOf(context, kind, id, tasks, projects);
      if (!item) return null;
      const aliases = kind === SearchKind.OFFICE ? await readOfficeAliases(context, id) : [];
      return { item, aliases: aliases.map(({ name }) => name), place };
    }),
  );
  return read.filter((item) => item !== null);
}

type ById = ReadonlyMap<string, typeof SearchItem>;

function itemOf(context: Context, kind: SearchKind, id: string, tasks: ById, projects: ById) {
  switch (kind) {
    case SearchKind.TASK:
      return tasks.get(id) ?? null;
    case SearchKind.PROJECT:
      return projects.get(id) ?? null;
    case SearchKind.PERSON:
      return readPerson(context, id);
    case SearchKind.OFFICE:
      return readOffice(context, id);
  }
}

async function readTasks(context: Context, found: readonly Found[]): Promise<ById> {
  const tasks = found.filter(({ kind }) => kind === SearchKind.TASK);
  const byProgramme = Map.groupBy(tasks, ({ programmeId }) => programmeId ?? "");
  const read = [...byProgramme].map(([programmeId, some]) =>
    readTasksById(
      context,
      programmeId,
      some.map(({ id }) => id),
    ),
  );
  return new Map((await Promise.all(read)).flatMap((tasks) => [...tasks]));
}

async function readProjectsOf({ rows }: Context, found: readonly Found[]): Promise<ById> {
  const ids = found.filter(({ kind }) => kind === SearchKind.PROJECT).map(({ id }) => id);
  if (ids.length === 0) return new Map();
  const read = await readProjects(rows, { where: `j.id in (${placeholders(ids)})`, parameters: ids });
  return new Map(read.map((project) => [project.id, project]));
}
