import { createHash } from "node:crypto";
import { UniqueConstraintViolationException, type EntityManager } from "@mikro-orm/core";
import { newId } from "../../database/record.entity.js";
import { badInput } from "../../graphql/coded-error.js";
import type { Locale } from "../../graphql/locale.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { write } from "../../log/write.js";
import type { Notice, NoticeProject, NoticeTask, Reading } from "../../notice/notice.js";
import { Office } from "../offices/office.entity.js";
import { Person } from "../people/person.entity.js";
import { Role } from "../people/role.enum.js";
import { Programme } from "../programmes/programme.entity.js";
import { firstStages, Stage } from "../programmes/stage.entity.js";
import { Project } from "../projects/project.entity.js";
import { PeriodKind, Precision } from "../tasks/period-kind.enum.js";
import { Task } from "../tasks/task.entity.js";
import { NoticeAlreadyImported, NoticeDiffers } from "./import.problems.js";
import { NoticeImport } from "./notice-import.entity.js";
import { programmeTitle } from "./programme-title.js";
import type { GoodReading } from "./show-reading.js";

/** Who applies a notice, and when. */
export interface Applying {
  em: EntityManager;
  /** The person's id; null for the command line. */
  actorId: string | null;
  at: Date;
  locale: Locale;
}

/** A notice whose year is known. */
type DatedNotice = Notice & { year: number };

/** A reading whose notice says, or was told, what year it is for. */
export type DatedReading = GoodReading & { notice: DatedNotice };

/** Whether a reading can be applied: a programme is a year's. */
export function isDated(reading: Reading): reading is DatedReading {
  return reading.notice !== null && reading.notice.year !== null;
}

/**
 * SHA-256 (hex) of a notice's own words: its header and the cells of its rows, whatever file they came in, wherever
 * they stood there, and however its dates are read.
 */
export function fingerprintOf(notice: Notice): string {
  const words = JSON.stringify(notice, (key, value: unknown) => (readFromWords.has(key) ? undefined : value));
  return createHash("sha256").update(words).digest("hex");
}

/** What is no word of the notice, but was made of them. */
const readFromWords = new Set(["source", "sources", "tasks"]);

/** The programme that was made of a notice of this title and year, if any. */
export async function findEarlierImport(
  em: EntityManager,
  reading: DatedReading,
): Promise<NoticeImport | null> {
  const { blocks, notice } = reading;
  const programme = { year: notice.year, title: programmeTitle(blocks, notice) };
  return em.findOne(NoticeImport, { programme }, { populate: ["programme"], orderBy: { id: "desc" } });
}

/**
 * Makes a programme of a notice in one transaction: stages, projects, tasks, and whoever of the people and offices
 * is new. `fingerprint` is of the notice as read, before answers. Gives the programme's id; throws a `Refusal` when
 * the notice, or another version of it, was applied before.
 */
export async function applyNotice(
  applying: Applying,
  reading: DatedReading,
  fingerprint: string,
): Promise<string> {
  requireFitting(reading.notice);
  for (let tries = 1; ; tries += 1) {
    try {
      return await applyOnce({ ...applying, em: applying.em.fork() }, reading, fingerprint);
    } catch (error) {
      // Somebody else made the same programme, person or office meanwhile: it is found the next time.
      if (!(error instanceof UniqueConstraintViolationException) || tries === mostTries) throw error;
    }
  }
}

/** How often an import that ran into another one is tried anew. */
const mostTries = 3;

async function applyOnce(
  { em, actorId, at, locale }: Applying,
  reading: DatedReading,
  fingerprint: string,
): Promise<string> {
  const { notice } = reading;
  const id = newId("programme");
  await write(em, { chain: id, actorId, verb: ChangeVerb.IMPORT, at }, async (em) => {
    const earlier = await findEarlierImport(em, reading);
    if (earlier) {
      const Kind = earlier.fingerprint === fingerprint ? NoticeAlreadyImported : NoticeDiffers;
      throw new Refusal(new Kind(earlier.programme.id, locale));
    }
    const programme = makeProgramme(em, id, reading);
    const [firstStage] = makeStages(em, programme);
    const named = await findNamed(em, notice);
    const ranks = Task.firstRanks(
      notice.projects.reduce((count, project) => count + project.tasks.length, 0),
    );
    let next = 0;
    notice.projects.forEach((row, index) => {
      const project = makeProject(em, programme, row, index + 1, named);
      row.tasks.forEach((task, taskIndex) => {
        const rank = ranks[next++] ?? "";
        em.persist(
          makeTask(em, { programme, project, stage: firstStage, rank, position: taskIndex + 1 }, task),
        );
      });
    });
    em.persist(
      em.create(NoticeImport, {
        id: newId("import"),
        programme,
        name: reading.name,
        fingerprint,
        reading: JSON.stringify({ notice, diagnostics: reading.diagnostics }),
      }),
    );
  });
  return id;
}

/** Throws BAD_USER_INPUT for a name that no column holds: it is a sentence, or cells that ran together. */
function requireFitting({ title, documentNumber, projects }: Notice): void {
  const limits: [number, (string | null)[]][] = [
    [500, [title]],
    [100, [documentNumber, ...projects.flatMap(({ leaders, owners }) => [...leaders, ...owners])]],
    [
      200,
      projects.flatMap(({ category, offices, assistingOffices }) => [
        category,
        ...offices,
        ...assistingOffices,
      ]),
    ],
  ];
  for (const [limit, texts] of limits) {
    const found = texts.find((text) => text !== null && text.length > limit);
    if (found)
      throw badInput(`不能超过 ${limit} 字 · Longer than ${limit} characters: ${found.slice(0, 30)}…`);
  }
}

function makeProgramme(em: EntityManager, id: string, { blocks, notice }: DatedReading): Programme {
  const { year, documentNumber, issuers, issuedOn, cc } = notice;
  const title = programmeTitle(blocks, notice);
  const programme = em.create(Programme, {
    id,
    year,
    title,
    documentNumber,
    issuers,
    issuedOn,
    cc,
    timeZone: "Asia/Shanghai",
  });
  em.persist(programme);
  return programme;
}

function makeStages(em: EntityManager, programme: Programme): [Stage, ...Stage[]] {
  const stages = firstStages.map((stage, index) =>
    em.create(Stage, { id: newId("stage"), programme, ...stage, position: index + 1 }),
  );
  stages.forEach((stage) => em.persist(stage));
  return stages as [Stage, ...Stage[]];
}

/** Everybody and every office that a notice names: found, or made. */
interface Named {
  people: Map<string, Person>;
  offices: Map<string, Office>;
}

async function findNamed(em: EntityManager, { projects }: Notice): Promise<Named> {
  const officeNames = new Set(
    projects.flatMap((project) => [...project.offices, ...project.assistingOffices]),
  );
  const leaderNames = new Set(projects.flatMap((project) => project.leaders));
  const names = new Set([...leaderNames, ...projects.flatMap((project) => project.owners)]);
  const offices = new Map(
    (await em.find(Office, { name: [...officeNames] })).map((office) => [office.name, office]),
  );
  const people = new Map(
    (await em.find(Person, { name: [...names] })).map((person) => [person.name, person]),
  );
  for (const name of officeNames) {
    if (!offices.has(name)) offices.set(name, em.create(Office, { id: newId("office"), name }));
  }
  for (const name of names) {
    if (people.has(name)) continue;
    const role = leaderNames.has(name) ? Role.LEADER : Role.OWNER;
    people.set(name, em.create(Person, { id: newId("person"), name, role }, { partial: true }));
  }
  for (const record of [...offices.values(), ...people.values()]) em.persist(record);
  return { people, offices };
}

function makeProject(
  em: EntityManager,
  programme: Programme,
  row: NoticeProject,
  position: number,
  named: Named,
): Project {
  const { number, name, category, content, progressText, remarks } = row;
  const project = em.create(Project, {
    id: newId("project"),
    programme,
    number,
    name,
    category,
    content,
    progressText,
    remarks,
    position,
  });
  const people = (names: string[]) => names.flatMap((name) => named.people.get(name) ?? []);
  const offices = (names: string[]) => names.flatMap((name) => named.offices.get(name) ?? []);
  project.leaders.set(people(row.leaders));
  project.owners.set(people(row.owners));
  project.offices.set(offices(row.offices));
  project.assistingOffices.set(offices(row.assistingOffices));
  const leadOffice = project.offices[0];
  if (leadOffice) for (const owner of project.owners) owner.office ??= leadOffice;
  em.persist(project);
  return project;
}

type Place = Pick<Task, "programme" | "project" | "stage" | "rank" | "position">;

function makeTask(em: EntityManager, place: Place, read: NoticeTask): Task {
  const { title, startsOn, dueOn, quarters, needsReview, source } = read;
  return em.create(Task, {
    id: newId("task"),
    ...place,
    title,
    startsOn,
    dueOn,
    quarters,
    needsReview,
    source,
    periodKind: PeriodKind[read.kind],
    precision: Precision[read.precision],
    periodWords: read.words,
    hints: read.hints.map(({ text, dueOn }) => ({
      text,
      dueOn,
    })),
    attempt: 1,
    reportedAttempt: 0,
    timesReturned: 0,
  });
}
