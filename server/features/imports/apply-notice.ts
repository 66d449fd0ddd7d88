import { UniqueConstraintViolationException, type EntityManager } from "@mikro-orm/core";
import { newId } from "../../database/record.entity.js";
import type { Locale } from "../../graphql/locale.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { write } from "../../log/write.js";
import type { Notice, Reading } from "../../notice/notice.js";
import { Programme } from "../programmes/programme.entity.js";
import { firstStages, Stage } from "../programmes/stage.entity.js";
import { Task } from "../tasks/task.entity.js";
import { importedRows, undecided, type DecidedReading } from "./decide-notice.js";
import { NoticeAlreadyImported, NoticeDiffers } from "./import.problems.js";
import { requireFitting } from "./fitting-names.js";
import { keepImport } from "./keep-import.js";
import { makeProject, makeTask } from "./make-project.js";
import { findNamed, rememberAliases } from "./named-in-notice.js";
import { NoticeImport, type MadeOfRow } from "./notice-import.entity.js";
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

/** A reading whose notice says, or was told, what year it is for. */
export type DatedReading = GoodReading & { notice: Notice & { year: number } };

/** Whether a reading can be applied: a programme is a year's. */
export function isDated(reading: Reading): reading is DatedReading {
  return reading.notice !== null && reading.notice.year !== null;
}

/** Makes a programme of a reading about which nothing was decided; see {@link makeProgramme}. */
export function applyNotice(applying: Applying, reading: DatedReading): Promise<string> {
  return makeProgramme(applying, undecided(reading), programmeTitle(reading.blocks, reading.notice));
}

/**
 * Makes a programme of a notice in one transaction: stages, projects, tasks, and whoever of the people and offices
 * is new. Gives the programme's id; throws a `Refusal` when a programme of this title and year was made before.
 */
export function makeProgramme(
  applying: Applying,
  decided: DecidedReading<DatedReading>,
  title: string,
): Promise<string> {
  requireFitting(decided.reading.notice.projects, decided.marks, applying.locale);
  return untilUnique(applying.em, (em) => makeOnce({ ...applying, em }, decided, title));
}

/** Runs `work`, anew when somebody else made the same programme, person or office meanwhile: it is found the next time. */
export async function untilUnique<Result>(
  em: EntityManager,
  work: (em: EntityManager) => Promise<Result>,
): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work(em.fork());
    } catch (error) {
      if (!(error instanceof UniqueConstraintViolationException) || tries === mostTries) throw error;
    }
  }
}

/** How often an import that ran into another one is tried anew. */
const mostTries = 3;

async function makeOnce(
  { em, actorId, at, locale }: Applying,
  decided: DecidedReading<DatedReading>,
  title: string,
): Promise<string> {
  const { notice } = decided.reading;
  const id = newId("programme");
  return write(em, { chain: id, actorId, verb: ChangeVerb.IMPORT, at }, async (em) => {
    await requireNew(em, { title, year: notice.year }, decided.fingerprint, locale);
    const programme = newProgramme(em, id, title, notice);
    const [stage] = makeStages(em, programme);
    const rows = importedRows(decided);
    const named = await findNamed(
      em,
      rows.map(({ row }) => row),
      locale,
    );
    await rememberAliases(em, decided.officeNames.confirmed, named);
    const ranks = Task.firstRanks(rows.reduce((count, { tasks }) => count + tasks.length, 0));
    const made: MadeOfRow[] = notice.projects.map(() => null);
    rows.forEach(({ row, index, tasks }, place) => {
      const project = makeProject(em, programme, row, place + 1, named);
      const taskIds: (string | null)[] = row.tasks.map(() => null);
      tasks.forEach(({ task, index: taskIndex }, taskPlace) => {
        const rank = ranks.shift() ?? "";
        const card = makeTask(em, { programme, project, stage, rank, position: taskPlace + 1 }, task);
        em.persist(card);
        taskIds[taskIndex] = card.id;
      });
      made[index] = { projectId: project.id, taskIds };
    });
    keepImport(em, programme, decided, made);
    return id;
  });
}

/** Throws a `Refusal` when there is a programme of this title and year. */
async function requireNew(
  em: EntityManager,
  programme: { title: string; year: number },
  fingerprint: string,
  locale: Locale,
): Promise<void> {
  const imports = await em.find(NoticeImport, { programme }, { populate: ["programme"] });
  const [earlier] = imports;
  if (!earlier) return;
  const isSame = imports.some((one) => one.fingerprint === fingerprint);
  throw new Refusal(new (isSame ? NoticeAlreadyImported : NoticeDiffers)(earlier.programme.id, locale));
}

function newProgramme(
  em: EntityManager,
  id: string,
  title: string,
  notice: DatedReading["notice"],
): Programme {
  const { year, documentNumber, issuers, issuedOn, cc } = notice;
  const header = { year, title, documentNumber, issuers, issuedOn, cc };
  const programme = em.create(Programme, { id, ...header, timeZone: "Asia/Shanghai" });
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
