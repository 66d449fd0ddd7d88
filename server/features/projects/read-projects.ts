import type { Parameter, Rows } from "../../database/rows.js";
import { OfficeRow } from "../offices/office.row.js";
import { personColumns, personJoins, PersonRow, type PersonColumns } from "../people/person.row.js";
import { ProjectRow, projectSelect, type ProjectColumns } from "./project.row.js";

/** Which projects: a condition on `j`, with its parameters. */
export interface ProjectChoice {
  where: string;
  parameters: readonly Parameter[];
}

/** Whether a field of the API is asked for. */
export type Asked = (field: string) => boolean;

interface Link {
  projectId: string;
  part: string;
}

interface LinkedOffice {
  id: string;
  name: string;
  parentId: string | null;
  headId: string | null;
}

/**
 * Projects in the notice's order, with their leaders, owners and offices: four selects, however many there are. A person
 * stands on many projects and is read once, beside the links.
 */
export async function readProjects(
  rows: Rows,
  choice: ProjectChoice,
  asked: Asked = () => true,
): Promise<ProjectRow[]> {
  const { parameters } = choice;
  const found = await rows.all<ProjectColumns>(
    `${projectSelect(asked)} where ${choice.where} order by j.position`,
    parameters,
  );
  const projects = new Map(found.map((columns) => [columns.id, new ProjectRow(columns)]));
  const twice = [...parameters, ...parameters];
  const people = await rows.all<PersonColumns>(peopleSelect(choice.where), twice);
  const known = new Map(people.map((columns) => [columns.id, new PersonRow(columns)]));
  for (const link of await rows.all<Link & { personId: string }>(linkSelect(choice.where), twice)) {
    const project = projects.get(link.projectId);
    const person = known.get(link.personId);
    if (person) (link.part === "leader" ? project?.leaders : project?.owners)?.push(person);
  }
  const offices = await rows.all<Link & LinkedOffice>(officeSelect(choice.where), twice);
  for (const { projectId, part, ...columns } of offices) {
    const project = projects.get(projectId);
    (part === "lead" ? project?.offices : project?.assistingOffices)?.push(new OfficeRow(columns));
  }
  return [...projects.values()];
}

/** The project with this id, or null. */
export async function readProject(rows: Rows, id: string): Promise<ProjectRow | null> {
  const [project] = await readProjects(rows, { where: "j.id = ?", parameters: [id] });
  return project ?? null;
}

function peopleSelect(where: string): string {
  const linked = (table: string) =>
    `select l.person_id from ${table} l join project j on j.id = l.project_id where ${where}`;
  return `select ${personColumns} from person p ${personJoins}
    where p.id in (${linked("project_leaders")} union ${linked("project_owners")})`;
}

function linkSelect(where: string): string {
  const half = (part: string, table: string) =>
    `select '${part}' "part", l.id "order", l.project_id "projectId", l.person_id "personId" from ${table} l
    join project j on j.id = l.project_id where ${where}`;
  return `${half("leader", "project_leaders")} union all ${half("owner", "project_owners")} order by 1, 2`;
}

function officeSelect(where: string): string {
  const half = (
    part: string,
    table: string,
  ) => `select '${part}' "part", l.id "order", l.project_id "projectId",
    o.id, o.name, o.parent_id "parentId", o.head_id "headId" from ${table} l
    join project j on j.id = l.project_id join office o on o.id = l.office_id where ${where}`;
  return `${half("lead", "project_offices")} union all ${half("assisting", "project_assisting_offices")} order by 1, 2`;
}
