import fc from "fast-check";
import { expect, it } from "vitest";
import { describeApi } from "../kit/luoshi.js";

const boardFields = `
  programme { id title year today revision taskCount projectCount issuers cc }
  stages { id kind name position colour wipLimit }
  projects {
    id version number name category content progressText remarks
    leaders { id name } owners { id name } offices { name } assistingOffices { name }
    tasks {
      id title rank version attempt timesReturned needsReview submittedAt acceptedAt
      submittedBy { name } acceptedBy { name }
      period { startsOn dueOn kind precision quarters words } originalPeriod { startsOn dueOn words }
      hints { text dueOn } source { text start end }
      light { colour workingDaysLeft explanation } assignees { name } stage { id kind }
      reports { id done percent attempt createdAt author { name } } latestReport { done }
    }
  }`;
const now = `query ($id: ID!) { board(programmeId: $id) { ${boardFields} } }`;
const then = `query ($id: ID!, $asOf: PointInTime!) { board(programmeId: $id, asOf: $asOf) { ${boardFields} } }`;

describeApi("The past", (luoshi) => {
  const { given } = luoshi;
  const report = { done: "做完了", percent: 80 };

  /** Puts the clock to 9 o'clock in China, so many days after the first of July. */
  const onDay = (days: number) => {
    luoshi.clock.moveTo(new Date(Date.parse("2022-07-01T01:00:00Z") + days * 86_400_000).toISOString());
    return luoshi.clock.today("Asia/Shanghai");
  };

  it(
    "is told from the log as it was on each day, whatever happened since",
    { timeout: 120_000 },
    async () => {
      onDay(0);
      const programme = await given.programme({
        projects: [
          {
            leaders: ["往日领导"],
            owners: ["往日责任人"],
            offices: ["往日科室"],
            tasks: [{}, { quarter: 4 }, {}],
          },
          { leaders: ["往日领导"], owners: ["往日责任人"], tasks: [{ quarter: 2 }] },
        ],
      });
      const owner = await given.signedIn("往日责任人");
      const [leader, supervisor] = [await given.signedIn("往日领导"), await given.supervisor()];
      const id = programme.id;
      const step = fc.record({
        who: fc.constantFrom(owner, leader, supervisor),
        task: fc.constantFrom(...programme.tasks),
        what: fc.constantFrom(
          "PENDING",
          "ACTIVE",
          "SUBMITTED",
          "ACCEPTED",
          "ASSIGN",
          "EDIT",
          "RESCHEDULE",
          "UNDO",
        ),
        number: fc.nat({ max: 27 }),
      });
      const [steps] = fc.sample(fc.array(step, { minLength: 40, maxLength: 40 }), 1);
      const person = await given.person("往日经办人");
      const seen: [day: string, board: unknown][] = [];
      for (const [index, { who, task, what, number }] of (steps ?? []).entries()) {
        const day = onDay(index);
        const { version, stage } = await who.card(task);
        const ground = { taskId: task.id, expectedVersion: version };
        const send = (mutation: string, type: string, input: object) =>
          who.send(`mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename } }`, {
            input: { ...ground, ...input },
          });
        if (what === "ASSIGN") {
          const edit = number % 2 ? { add: [person] } : { remove: [person] };
          await send("assignTask", "AssignTaskInput", { assignees: edit });
        } else if (what === "EDIT") await send("editTask", "EditTaskInput", { title: `标题${number}` });
        else if (what === "UNDO") await send("undoTask", "UndoTaskInput", {});
        else if (what === "RESCHEDULE") {
          const dueOn = `2022-09-${String(number + 1).padStart(2, "0")}`;
          await send("rescheduleTask", "RescheduleTaskInput", {
            startsOn: "2022-07-01",
            dueOn,
            reason: "调整",
          });
        } else
          await who.move(task, what as "ACTIVE", {
            report: what === "SUBMITTED" && stage.kind !== "SUBMITTED" ? report : undefined,
            reason: "材料不全",
          });
        seen.push([day, (await owner.ask<{ board: unknown }>(now, { id })).board]);
      }
      expect(new Set(seen.map(([, board]) => JSON.stringify(board))).size).toBeGreaterThan(10);
      for (const [day, board] of seen) {
        const past = await owner.ask<{ board: unknown }>(then, { id, asOf: day });
        expect({ day, board: past.board }).toEqual({ day, board });
      }
    },
  );

  it("has its projects and cards in it, those that an amendment took away too", async () => {
    onDay(0);
    const programme = await given.programme({
      projects: [{ owners: ["甲经办"], tasks: [{}, {}] }, { name: "撤销的项目" }],
    });
    const reader = await given.reader();
    const before = (await reader.ask<{ board: unknown }>(now, { id: programme.id })).board;
    const [gone, card] = [programme.task("2.1"), programme.task("1.2")];
    onDay(1);
    const at = luoshi.clock.now();
    const { write } = await import("../../server/log/write.js");
    const { ChangeVerb } = await import("../../server/log/change.entity.js");
    const { Task } = await import("../../server/features/tasks/task.entity.js");
    const { Project } = await import("../../server/features/projects/project.entity.js");
    const em = luoshi.app.database.orm.em.fork();
    await write(em, { chain: programme.id, actorId: null, verb: ChangeVerb.IMPORT, at }, async (em) => {
      for (const id of [gone.id, card.id])
        em.remove(await em.findOneOrFail(Task, id, { populate: ["assignees", "labels"] }));
      em.remove(
        await em.findOneOrFail(Project, gone.projectId, {
          populate: ["leaders", "owners", "offices", "assistingOffices"],
        }),
      );
    });
    const after = (await reader.ask<{ board: { projects: unknown[] } }>(now, { id: programme.id })).board;
    expect(after.projects).toHaveLength(1);
    const past = await reader.ask<{ board: unknown }>(then, { id: programme.id, asOf: "2022-07-01" });
    expect(past.board).toEqual(before);
  });

  it("has the columns and labels of that day, under its programme, and its projects' and cards', as beside it", async () => {
    onDay(0);
    const programme = await given.programme({ projects: [{ owners: ["往日责任人"] }] });
    const supervisor = await given.supervisor();
    const ask = async (asOf: string | null) =>
      (
        await supervisor.ask<{
          board: {
            stages: object[];
            programme: { stages: object[]; labels: object[] };
            projects: { programme: object; tasks: { project: { programme: object } }[] }[];
          };
        }>(
          `query ($id: ID!, $asOf: PointInTime) { board(programmeId: $id, asOf: $asOf) {
            stages { id name } programme { ...Then }
            projects { programme { ...Then } tasks { project { programme { ...Then } } } } } }
          fragment Then on Programme { today revision stages { id name } labels { name } }`,
          { id: programme.id, asOf },
        )
      ).board;
    const input = { programmeId: programme.id, name: "急" };
    await supervisor.ask(
      `mutation ($input: CreateLabelInput!) { createLabel(input: $input) { __typename } }`,
      {
        input,
      },
    );
    const before = await ask(null);
    expect(before.programme.labels).toEqual([{ name: "急" }]);
    onDay(1);
    await supervisor.ask(`mutation ($input: CreateStageInput!) { createStage(input: $input) { id } }`, {
      input: { programmeId: programme.id, name: "新一列", kind: "ACTIVE" },
    });
    await supervisor.ask(
      `mutation ($input: CreateLabelInput!) { createLabel(input: $input) { __typename } }`,
      {
        input: { ...input, name: "缓" },
      },
    );
    expect((await ask(null)).programme.stages).toHaveLength(before.stages.length + 1);
    const past = await ask("2022-07-01");
    expect(past).toEqual(before);
    expect(past.programme.stages).toEqual(past.stages);
    const [project] = past.projects;
    expect(project?.programme).toEqual(past.programme);
    expect(project?.tasks[0]?.project.programme).toEqual(past.programme);
  });

  it("is searched as today: in that day's texts, and for names by their sound", async () => {
    onDay(0);
    const programme = await given.programme({ projects: [{ owners: ["曾智伟"] }] });
    const supervisor = await given.supervisor();
    const found = async (search: string, asOf: string | null) =>
      supervisor.ask<{ view: { count: number } }>(
        `query ($id: ID!, $asOf: PointInTime) { view(id: $id) { count(asOf: $asOf) } }`,
        { id: await viewOf(search), asOf },
      );
    const viewOf = async (search: string) => {
      const filter = { search, programme: { id: { eq: programme.id } } };
      const { createView } = await supervisor.ask<{ createView: { id: string } }>(
        `mutation ($input: CreateViewInput!) { createView(input: $input) { ... on View { id } } }`,
        { input: { name: "往日所寻", filter } },
      );
      return createView.id;
    };
    const { version } = await supervisor.card(programme.card);
    onDay(1);
    await supervisor.ask(`mutation ($input: EditTaskInput!) { editTask(input: $input) { __typename } }`, {
      input: { taskId: programme.card.id, expectedVersion: version, title: "栽上银杏" },
    });
    expect((await found("银杏", null)).view.count).toBe(1);
    expect((await found("银杏", "2022-07-01")).view.count).toBe(0);
    for (const sound of ["zengzhiwei", "zzw", "智伟"]) {
      expect((await found(sound, "2022-07-01")).view.count).toBe(1);
      expect((await found(sound, null)).view.count).toBe(1);
    }
  });

  it("does not reach beyond the import, nor into the future", async () => {
    onDay(10);
    const programme = await given.programme();
    const reader = await given.reader();
    const code = async (asOf: string) => (await reader.send(then, { id: programme.id, asOf })).code;
    expect(await code("2022-07-10")).toBe("NOT_FOUND");
    expect(await code("2022-07-11")).toBeNull();
    expect(await code("2022-07-12")).toBe("BAD_USER_INPUT");
    expect(await code("2022-07-11T02:00:00Z")).toBe("BAD_USER_INPUT");
    expect(await code("2022-07-11T00:59:59Z")).toBe("NOT_FOUND");
    expect(await code("2022-07-11T09:00:00+08:00")).toBeNull();
    expect(await code("2022-02-30")).toBe("BAD_USER_INPUT");
  });

  it("is never answered with the present that is kept ready, and may be asked beside it", async () => {
    onDay(0);
    const programme = await given.programme({ projects: [{ owners: ["往日责任人"] }] });
    const owner = await given.signedIn("往日责任人");
    const id = programme.id;
    const both = `query ($id: ID!, $asOf: PointInTime) {
      now: board(programmeId: $id) { projects { tasks { stage { kind } nextStages { allowed } } } }
      then: board(programmeId: $id, asOf: $asOf) { projects { tasks { stage { kind } nextStages { allowed } } } } }`;
    const kindOf = (board: { projects: { tasks: { stage: { kind: string } }[] }[] }) =>
      board.projects[0]?.tasks[0]?.stage.kind;
    type Boards = Record<
      "now" | "then",
      { projects: { tasks: { stage: { kind: string }; nextStages: unknown[] }[] }[] }
    >;
    onDay(1);
    await owner.move(programme.card, "ACTIVE");
    for (let round = 0; round < 3; round += 1) {
      const boards = await owner.ask<Boards>(both, { id, asOf: "2022-07-01" });
      expect([kindOf(boards.now), kindOf(boards.then)]).toEqual(["ACTIVE", "PENDING"]);
      expect(boards.then.projects[0]?.tasks[0]?.nextStages).toEqual([]);
      const one = `query ($id: ID!, $asOf: PointInTime) { board(programmeId: $id, asOf: $asOf) { projects { tasks { stage { kind } } } } }`;
      const present = await owner.ask<{ board: Boards["now"] }>(one, { id });
      const past = await owner.ask<{ board: Boards["now"] }>(one, { id, asOf: "2022-07-01" });
      expect([kindOf(present.board), kindOf(past.board)]).toEqual(["ACTIVE", "PENDING"]);
    }
  });
});
