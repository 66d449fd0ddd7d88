import type { Import_ProjectFragment, Import_TaskFragment, ImportCorrectionInput } from "../../gql/graphql";
import { projectSpot, taskSpot } from "./spots";

/** What a person put in the place of what was read. A field that is missing stays as read; null empties it. */
export type Correction = Omit<ImportCorrectionInput, "projectIndex" | "taskIndex">;

/** Corrections by the spot of the project or task that they are of. */
export type Corrections = ReadonlyMap<string, Correction>;

/** The fields of a project and of a task that can be corrected, and how each is written. */
export const projectFields = {
  number: "number",
  category: "line",
  name: "line",
  content: "text",
  leaders: "names",
  owners: "names",
  offices: "names",
  assistingOffices: "names",
  remarks: "text",
} as const;
export type ProjectField = keyof typeof projectFields;
export type FieldKind = (typeof projectFields)[ProjectField];

/** A read thing's fields under the names that corrections call them by. */
export type Fields = Partial<Record<keyof Correction, unknown>>;

export function taskFields(
  { title, period }: Import_TaskFragment,
  { startsOn, dueOn }: { startsOn?: string | null; dueOn?: string | null } = period,
): Fields {
  return { title, startsOn: startsOn ?? null, dueOn: dueOn ?? null };
}

/** Fields that are corrected together: two days make one period. */
const pairs: Partial<Record<string, string>> = { startsOn: "dueOn", dueOn: "startsOn" };

/** A correction with one more change. What is changed back to what was read is no correction; null: nothing is left. */
export function withChange(
  correction: Correction | undefined,
  change: Correction,
  read: Fields,
): Correction | null {
  const next: Record<string, unknown> = { ...correction, ...change };
  const before: Record<string, unknown> = { ...read, leaveOut: false };
  const isChanged = (field: string) => field in next && !isSame(next[field], before[field]);
  const kept = Object.keys(next).filter((field) => isChanged(field) || isChanged(pairs[field] ?? field));
  return kept.length > 0
    ? (Object.fromEntries(kept.map((field) => [field, next[field]])) as Correction)
    : null;
}

function isSame(left: unknown, right: unknown): boolean {
  return JSON.stringify(left ?? null) === JSON.stringify(right ?? null);
}

/** A project as corrected; its tasks have corrections of their own. */
export function correctedProject(
  project: Import_ProjectFragment,
  correction: Correction | undefined,
): Import_ProjectFragment {
  if (!correction) return project;
  const { name = project.name, content = project.content, ...others } = correction;
  const listed = Object.fromEntries(
    Object.entries(others).map(([field, value]) => [field, isList(field) ? (value ?? []) : value]),
  );
  return { ...project, ...listed, name: name ?? "", content: content ?? "" };
}

/** A project whose offices go by the names that they were said to have. */
export function withOffices(
  project: Import_ProjectFragment,
  names: ReadonlyMap<string, string>,
): Import_ProjectFragment {
  const meant = (written: readonly string[]) => [...new Set(written.map((name) => names.get(name) ?? name))];
  return {
    ...project,
    offices: meant(project.offices),
    assistingOffices: meant(project.assistingOffices),
  };
}

function isList(field: string): boolean {
  return projectFields[field as ProjectField] === "names";
}

/** Names as a person types them: divided as notices divide them. A name padded with spaces is one. */
export function namesOf(text: string): string[] {
  const names = text.split(/[、,，;；/／\n]/).map((name) => name.trim());
  return [...new Set(names.filter(Boolean))];
}

/** What is typed into a field, as its value; undefined where it is no number. */
export function parseField(text: string, kind: FieldKind): string | string[] | number | null | undefined {
  if (kind === "names") return namesOf(text);
  const trimmed = text.trim();
  if (kind !== "number") return trimmed || null;
  if (trimmed === "") return null;
  return /^\d{1,6}$/.test(trimmed) ? Number(trimmed) : undefined;
}

/** Corrections as the API takes them, in the order of the notice. */
export function correctionInputs(
  corrections: Corrections,
  projects: readonly Pick<Import_ProjectFragment, "tasks">[],
): ImportCorrectionInput[] {
  return projects.flatMap(({ tasks }, projectIndex) => {
    const own = corrections.get(projectSpot(projectIndex));
    const ofTasks = tasks.flatMap((_task, taskIndex) => {
      const correction = corrections.get(taskSpot(projectIndex, taskIndex));
      return correction ? [{ projectIndex, taskIndex, ...correction }] : [];
    });
    return [...(own ? [{ projectIndex, ...own }] : []), ...ofTasks];
  });
}

/** How many projects and tasks would be made: all but those left out, and the tasks of those. */
export function countKept(
  corrections: Corrections,
  projects: readonly Pick<Import_ProjectFragment, "tasks">[],
): { projects: number; tasks: number } {
  const kept = { projects: 0, tasks: 0 };
  projects.forEach(({ tasks }, projectIndex) => {
    if (corrections.get(projectSpot(projectIndex))?.leaveOut) return;
    kept.projects += 1;
    kept.tasks += tasks.filter(
      (_task, taskIndex) => !corrections.get(taskSpot(projectIndex, taskIndex))?.leaveOut,
    ).length;
  });
  return kept;
}
