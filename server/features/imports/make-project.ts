import type { EntityManager } from "@mikro-orm/core";
import { newId } from "../../database/record.entity.js";
import type { NoticeProject, NoticeTask } from "../../notice/notice.js";
import type { Programme } from "../programmes/programme.entity.js";
import { Project } from "../projects/project.entity.js";
import { PeriodKind, Precision } from "../tasks/period-kind.enum.js";
import { Task, type StoredPeriod } from "../tasks/task.entity.js";
import type { Named, RowNames } from "./named-in-notice.js";

/** A project of a row, without its tasks. */
export function makeProject(
  em: EntityManager,
  programme: Programme,
  row: NoticeProject,
  position: number,
  named: Named,
): Project {
  const { number, name, category, content, progressText, remarks } = row;
  const words = { number, name, category, content, progressText, remarks };
  const project = em.create(Project, { id: newId("project"), programme, ...words, position });
  for (const part of rowNames) setNames(project, part, row[part], named);
  em.persist(project);
  return project;
}

export const rowNames = ["leaders", "owners", "offices", "assistingOffices"] as const;

/** Gives a project the people or offices of these names. An owner without an office belongs to the one that leads. */
export function setNames(
  project: Project,
  part: keyof RowNames,
  names: readonly string[],
  named: Named,
): void {
  if (part === "leaders" || part === "owners") {
    project[part].set(names.flatMap((name) => named.people.get(name) ?? []));
  } else {
    project[part].set(names.flatMap((name) => named.offices.get(name) ?? []));
  }
  if (part !== "owners" && part !== "offices") return;
  const leadOffice = project.offices[0];
  if (leadOffice) for (const owner of project.owners) owner.office ??= leadOffice;
}

type Place = Pick<Task, "programme" | "project" | "stage" | "rank" | "position">;

export function makeTask(em: EntityManager, place: Place, read: NoticeTask): Task {
  const { title, needsReview, source } = read;
  const { kind, words, ...period } = periodOfReading(read);
  return em.create(Task, {
    id: newId("task"),
    ...place,
    ...period,
    periodKind: kind,
    periodWords: words,
    title,
    needsReview,
    source,
    hints: hintsOf(read),
    attempt: 1,
    reportedAttempt: 0,
    timesReturned: 0,
  });
}

export function periodOfReading({
  startsOn,
  dueOn,
  quarters,
  kind,
  precision,
  words,
}: NoticeTask): StoredPeriod {
  return { startsOn, dueOn, quarters, words, kind: PeriodKind[kind], precision: Precision[precision] };
}

export function hintsOf({ hints }: NoticeTask): Task["hints"] {
  return hints.map(({ text, dueOn }) => ({ text, dueOn }));
}
