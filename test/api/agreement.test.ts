import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Context } from "../../server/context.js";
import type { Office } from "../../server/features/offices/office.entity.js";
import type { Person } from "../../server/features/people/person.entity.js";
import { Role } from "../../server/features/people/role.enum.js";
import { everyScope } from "../../server/features/sessions/viewer.policy.js";
import { Programme } from "../../server/features/programmes/programme.entity.js";
import { readProgramme, readStages } from "../../server/features/programmes/read-programmes.js";
import { Stage } from "../../server/features/programmes/stage.entity.js";
import { Project } from "../../server/features/projects/project.entity.js";
import { readBoard, readTask } from "../../server/features/tasks/read-tasks.js";
import { Task } from "../../server/features/tasks/task.entity.js";
import type { TaskRow } from "../../server/features/tasks/task.row.js";
import { chineseCalendar } from "../../server/features/tasks/working-calendar.js";
import type { Client } from "../kit/client.js";
import type { GivenTask } from "../kit/given-programme.js";
import { describeApi, type Luoshi } from "../kit/luoshi.js";

const kinds = ["PENDING", "ACTIVE", "SUBMITTED", "ACCEPTED"] as const;

interface NextStages {
  task: {
    version: number;
    stage: { kind: string };
    nextStages: { stage: { kind: string }; allowed: boolean; needs: string[]; reason: string | null }[];
  };
}

describeApi("What a card says of its next stages", (luoshi) => {
  const { given } = luoshi;
  const query = `query ($id: ID!) { task(id: $id) {
    version stage { kind } nextStages { stage { kind } allowed needs reason }
  } }`;

  it("is what moving it there then does, in any state and for anybody", { timeout: 60_000 }, async () => {
    const programme = await given.programme({
      projects: [
        {
          leaders: ["性质领导", "性质双职"],
          owners: ["性质责任人", "性质双职"],
          offices: ["性质科室"],
          tasks: [{}, {}, {}],
        },
      ],
    });
    await given.person("性质主任");
    await given.headOf("性质科室", "性质主任");
    const players = await Promise.all([
      ...["性质领导", "性质双职", "性质责任人", "性质主任"].map((name) => given.signedIn(name)),
      given.signedIn("性质督查", Role.SUPERVISOR),
      given.reader(),
    ]);
    const step = fc.record({
      task: fc.constantFrom(...programme.tasks),
      player: fc.constantFrom(...players),
      to: fc.constantFrom(...kinds),
      withReport: fc.boolean(),
      withReason: fc.boolean(),
    });
    for (const { task, player, to, withReport, withReason } of fc.sample(step, {
      numRuns: 120,
      seed: 20_220_815,
    })) {
      await agree(player, task, to, { withReport, withReason });
    }
  });

  async function agree(
    client: Client,
    task: GivenTask,
    to: (typeof kinds)[number],
    { withReport, withReason }: { withReport: boolean; withReason: boolean },
  ): Promise<void> {
    const { task: seen } = await client.ask<NextStages>(query, { id: task.id });
    const said = seen.nextStages.find(({ stage }) => stage.kind === to);
    expect(seen.nextStages.map(({ stage }) => stage.kind)).toEqual(
      kinds.filter((kind) => kind !== seen.stage.kind),
    );
    if (!said) return;
    const answer = await client.move(task, to, {
      version: seen.version,
      ...(withReport && to === "SUBMITTED" && { report: { done: "做完了" } }),
      ...(withReason && { reason: "理由" }),
    });
    const given = [withReport && "REPORT", withReason && "REASON"];
    const missing = said.needs.filter((need) => !given.includes(need));
    const expected = !said.allowed
      ? { message: said.reason }
      : { kind: missing.length > 0 ? `${title(missing[0])}Required` : "Task" };
    expect({ from: seen.stage.kind, to, said, ...answer }).toMatchObject(expected);
    expect(["Task", "ReportRequired", "ReasonRequired"].includes(answer.kind)).toBe(said.allowed);
  }
});

function title(need = ""): string {
  return need.charAt(0) + need.slice(1).toLowerCase();
}

describeApi("The board's rows", (luoshi) => {
  const { given } = luoshi;

  /** A board with something in every column of every table. */
  async function fullProgramme() {
    const programme = await given.programme({
      documentNumber: "某政〔2022〕1号",
      issuedOn: "2022-01-13",
      issuers: ["某镇党委", "某镇人民政府"],
      cc: ["市委办"],
      projects: [
        {
          leaders: ["乙领导", "甲领导"],
          owners: ["乙责任人", "甲责任人"],
          offices: ["乙科", "甲科"],
          assistingOffices: ["协办科"],
          category: "民生",
          content: "内容",
          progressText: "进度",
          remarks: "备注",
          tasks: [
            { hints: [{ text: "合同截止8月份", dueOn: "2022-08-31", source: nowhere }] },
            { dueOn: null, words: null },
            {},
          ],
        },
        { number: null },
      ],
    });
    const [owner, leader] = [await given.signedIn("乙责任人"), await given.signedIn("甲领导")];
    await given.person("经办人丙");
    await given.person("经办人丁");
    await given.assignee(programme.card, "经办人丁");
    await given.assignee(programme.card, "经办人丙");
    await owner.move(programme.card, "SUBMITTED", { report: { done: "完成" } });
    await leader.move(programme.card, "ACTIVE", { reason: "不全" });
    await owner.move(programme.card, "SUBMITTED", { report: { done: "再次完成" } });
    await owner.move(programme.task("1.2"), "SUBMITTED", { report: { done: "完成" } });
    await leader.move(programme.task("1.2"), "ACCEPTED");
    return programme;
  }

  it("say of tasks what the entities say", async () => {
    const { id } = await fullProgramme();
    const { em, context } = surroundings(luoshi);
    const board = await readBoard(context, id, () => true);
    const rows = new Map([...(board?.tasksOf.values() ?? [])].flat().map((task) => [task.id, task]));
    const tasks = await em.find(
      Task,
      { programme: id },
      { populate: ["assignees", "submittedBy", "acceptedBy"] },
    );
    expect(rows.size).toBe(tasks.length);
    for (const task of tasks) {
      const alone = await readTask(context, task.id);
      for (const row of [rows.get(task.id), alone]) expect(row && shownTask(row)).toEqual(storedTask(task));
    }
  });

  it("say of projects what the entities say", async () => {
    const { id } = await fullProgramme();
    const { em, context } = surroundings(luoshi);
    const rows = (await readBoard(context, id, () => true))?.projects ?? [];
    const populate = ["leaders", "owners", "offices", "assistingOffices"] as const;
    const projects = await em.find(Project, { programme: id }, { populate, orderBy: { position: "asc" } });
    const names = (named: Iterable<{ name: string }>) => [...named].map(({ name }) => name);
    expect(
      rows.map((row) => ({
        ...row,
        leaders: names(row.leaders),
        owners: names(row.owners),
        offices: names(row.offices),
        assistingOffices: names(row.assistingOffices),
      })),
    ).toEqual(
      projects.map((project) => ({
        ...pick(project, [
          "id",
          "number",
          "position",
          "version",
          "name",
          "category",
          "content",
          "progressText",
          "remarks",
        ]),
        programmeId: id,
        programmeThen: null,
        leaders: names(project.leaders as Iterable<Person>),
        owners: names(project.owners as Iterable<Person>),
        offices: names(project.offices as Iterable<Office>),
        assistingOffices: names(project.assistingOffices as Iterable<Office>),
      })),
    );
  });

  it("say of the programme and its stages what the entities say", async () => {
    const { id } = await fullProgramme();
    const { em, context } = surroundings(luoshi);
    const row = await readProgramme(context, id);
    const programme = await em.findOneOrFail(Programme, id);
    const fields = [
      "id",
      "year",
      "title",
      "documentNumber",
      "issuers",
      "issuedOn",
      "cc",
      "timeZone",
    ] as const;
    expect(row && pick(row, fields)).toEqual(pick(programme, fields));
    const stages = await em.find(Stage, { programme: id }, { orderBy: { position: "asc" } });
    const ofStage = ["id", "kind", "name", "position", "colour", "wipLimit"] as const;
    const shown = (await readStages(context, id)).map((stage) => pick(stage, ofStage));
    expect(shown).toEqual(stages.map((stage) => pick(stage, ofStage)));
  });
});

describeApi("The migrations", (luoshi) => {
  describe("make the tables that the entities describe", () => {
    it("and nothing else, but for the indexes, the collation and the trigger made by hand", async () => {
      const { orm } = luoshi.app.database;
      const difference = await orm.schema.getUpdateSchemaSQL({ wrap: false, safe: false, dropTables: false });
      const statements = difference
        .split(";")
        .map((statement) => statement.trim())
        .filter(Boolean);
      const byHand =
        /^drop index( if exists)? "\w+_index"$|^alter table "task" alter column "rank" type varchar\(255\)|^drop (trigger|function) if exists "\w*luoshi_announce\w*"/;
      expect(statements.filter((statement) => !byHand.test(statement))).toEqual([]);
    });

    it("and have all been run", async () => {
      expect(await luoshi.app.database.orm.migrator.getPending()).toEqual([]);
    });

    it("and compare ranks by code unit", async () => {
      const [row] = await luoshi.sql<{ ordered: unknown }>(
        luoshi.kind === "SQLite"
          ? `select ('Zz' < 'a0') as ordered`
          : `select collation_name = 'C' as ordered from information_schema.columns where table_name = 'task' and column_name = 'rank'`,
      );
      expect(Boolean(row?.ordered)).toBe(true);
    });
  });
});

const nowhere = {
  document: null,
  table: 1,
  row: 2,
  column: 4,
  paragraph: null,
  start: 0,
  end: 2,
  text: "条款",
};

/** What the read path asks of a request's context. */
function surroundings({ app, clock }: Luoshi) {
  const em = app.database.orm.em.fork();
  const viewer = {
    personId: "",
    name: "",
    role: Role.VIEWER,
    supervises: false,
    mustChangePassword: false,
    officeId: null,
    sessionId: null,
    tokenId: null,
    scopes: everyScope,
    programmeIds: null,
  };
  const context: Pick<Context, "rows" | "clock" | "calendar" | "locale" | "viewer"> = {
    rows: app.database.rows,
    clock,
    viewer,
    calendar: chineseCalendar(),
    locale: "zh-CN",
  };
  return { em, context: context as Context };
}

function shownTask(row: TaskRow) {
  const { startsOn, dueOn, kind, precision, quarters, words } = row.period;
  return {
    ...pick(row, [
      "id",
      "title",
      "rank",
      "version",
      "attempt",
      "timesReturned",
      "needsReview",
      "submittedAt",
      "acceptedAt",
      "source",
      "hints",
      "originalPeriod",
    ]),
    startsOn,
    dueOn,
    periodKind: kind,
    precision,
    quarters,
    periodWords: words,
    reportedAttempt: row.position.reportedAttempt,
    stage: row.stage.id,
    project: row.project.id,
    submittedBy: row.columns.submittedById,
    acceptedBy: row.columns.acceptedById,
    assignees: row.assignees.map(({ name }) => name),
  };
}

function storedTask(task: Task) {
  return {
    ...pick(task, [
      "id",
      "title",
      "rank",
      "version",
      "attempt",
      "timesReturned",
      "needsReview",
      "submittedAt",
      "acceptedAt",
      "source",
      "hints",
      "originalPeriod",
    ]),
    ...pick(task, [
      "startsOn",
      "dueOn",
      "periodKind",
      "precision",
      "quarters",
      "periodWords",
      "reportedAttempt",
    ]),
    stage: task.stage.id,
    project: task.project.id,
    submittedBy: task.submittedBy?.id ?? null,
    acceptedBy: task.acceptedBy?.id ?? null,
    assignees: [...task.assignees].map(({ name }) => name),
  };
}

function pick<Thing, Key extends keyof Thing>(thing: Thing, keys: readonly Key[]): Pick<Thing, Key> {
  return Object.fromEntries(keys.map((key) => [key, thing[key]])) as Pick<Thing, Key>;
}
