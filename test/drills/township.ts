import { readingWithout } from "../../server/commands/make-up-notice.js";
import { readConfig } from "../../server/config.js";
import { applyNotice } from "../../server/features/imports/apply-notice.js";
import { ChangeFeed } from "../../server/log/change-feed.js";
import { verifyDatabase } from "../../server/log/verify-database.js";
import { openDatabase } from "../../server/orm.config.js";
import { givenToken } from "../fuzz/requests-main.js";
import { noticeOf } from "../kit/given-programme.js";
import type { Aftermath } from "../kit/history-checker.js";
import { temporaryFolder } from "../kit/program.js";

/** A database with one board, and somebody who may do everything there. */
export interface Township {
  /** The environment of whatever program works on it. */
  settings: Record<string, string>;
  programmeId: string;
  projectId: string;
  stages: Record<string, string>;
  cards: string[];
  token: string;
}

interface Plan {
  databaseUrl?: string;
  dataDir?: string;
  cards?: number;
}

/** Makes one, in a folder of its own unless another is given. */
export async function makeTownship({ databaseUrl, dataDir, cards = 6 }: Plan = {}): Promise<Township> {
  const settings = {
    DATA_DIR: dataDir ?? (await temporaryFolder()),
    SECRET: "the secret of the drills",
    RATE_LIMIT_POINTS: "1000000000000",
    ...(databaseUrl && { DATABASE_URL: databaseUrl }),
  };
  const config = readConfig(settings);
  const database = await openDatabase(config, new ChangeFeed());
  try {
    const token = await givenToken({ database }, config.secret);
    const tasks = Array.from({ length: cards }, () => ({}));
    const notice = noticeOf({ projects: [{ owners: ["试错人"], leaders: ["试错人"], tasks }] }, "演练");
    const applying = { em: database.orm.em.fork(), actorId: null, at: new Date(), locale: "zh-CN" } as const;
    const programmeId = await applyNotice(applying, readingWithout(notice));
    const stages = await database.rows.all<{ id: string; kind: string }>(`select id, kind from stage`);
    const tasksMade = await database.rows.all<{ id: string; projectId: string }>(
      `select id, project_id "projectId" from task order by id`,
    );
    return {
      settings,
      programmeId,
      projectId: tasksMade[0]?.projectId ?? "",
      stages: Object.fromEntries(stages.map(({ id, kind }) => [kind, id])),
      cards: tasksMade.map(({ id }) => id),
      token,
    };
  } finally {
    await database.close();
  }
}

/** The titles of the cards on its board, as a server gives them. */
export async function readBoard(url: string, { programmeId, token }: Township): Promise<string[]> {
  const query = `query ($id: ID!) { board(programmeId: $id) { projects { tasks { title } } } }`;
  const response = await fetch(`${url}/graphql`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${token}` },
    body: JSON.stringify({ query, variables: { id: programmeId } }),
  });
  interface Answer {
    data: { board: { projects: { tasks: { title: string }[] }[] } };
  }
  const { data } = (await response.json()) as Answer;
  return data.board.projects.flatMap(({ tasks }) => tasks.map(({ title }) => title));
}

/** Marks of operations, in titles and in reasons. */
const markForm = /^w\d+-\d+$/;

/** What is in the database once nothing writes any more. Opening it is what a restart does. */
export async function aftermathOf(settings: Record<string, string>): Promise<Aftermath> {
  const database = await openDatabase(readConfig(settings), new ChangeFeed());
  try {
    const { rows } = database;
    const log = await rows.all<{
      chain: string;
      revision: number;
      subjectId: string;
      reason: string | null;
      fields: string;
    }>(`select chain, revision, subject_id "subjectId", reason, fields from change order by chain, revision`);
    const titles = new Map<string, string[]>();
    const changes = log.map(({ chain, revision, subjectId, reason, fields }) => {
      const title = (JSON.parse(fields) as { title?: { after: unknown } }).title?.after;
      const titled = typeof title === "string" && markForm.test(title) ? title : null;
      if (titled !== null) titles.set(subjectId, [...(titles.get(subjectId) ?? []), titled]);
      return { chain, revision, subjectId, mark: reason && markForm.test(reason) ? reason : titled };
    });
    const cards = await rows.all<{ id: string; stage: string; rank: string; title: string; version: number }>(
      `select id, stage_id "stage", rank, title, version from task`,
    );
    const { verdict } = await verifyDatabase(database);
    const problems = [...verdict.broken, ...verdict.wrong, ...verdict.lost];
    return {
      changes,
      things: cards,
      cards: cards.map((card) => ({ ...card, marks: titles.get(card.id) ?? [] })),
      verified: problems.map((problem) => JSON.stringify(problem)),
    };
  } finally {
    await database.close();
  }
}
