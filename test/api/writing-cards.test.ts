import { beforeAll, expect, it } from "vitest";
import { verifyLog } from "../../server/log/verify-log.js";
import { Role } from "../../server/features/people/role.enum.js";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";
import { readCard, writeCard } from "../kit/writing.js";

const report = { done: "全部走访完毕" };
const reason = "缺少村级意见";

describeApi("Writing a card", (luoshi) => {
  const { given } = luoshi;
  let owner: Client, leader: Client, supervisor: Client, reader: Client;
  const ids: Record<string, string> = {};

  beforeAll(async () => {
    owner = await given.signedIn("写责任人");
    leader = await given.signedIn("写领导");
    supervisor = await given.signedIn("写督查", Role.SUPERVISOR);
    reader = await given.reader();
    for (const name of ["经办甲", "经办乙", "经办丙"]) ids[name] = await given.person(name);
  });

  const programmeOf = (tasks = 1): Promise<GivenProgramme> =>
    given.programme({
      projects: [
        { owners: ["写责任人"], leaders: ["写领导"], tasks: Array.from({ length: tasks }, () => ({})) },
      ],
    });

  const last = async (taskId: string) =>
    (
      await luoshi.sql<{ verb: string; reason: string | null; fields: string }>(
        `select verb, reason, fields from change where subject_id = ? order by revision desc limit 1`,
        [taskId],
      )
    )[0];

  it("by verbs goes the way of the stage table, without a column being named", async () => {
    const { card } = await programmeOf();
    const taskId = card.id;
    const way: [Client, string, object, string][] = [
      [owner, "startTask", {}, "ACTIVE"],
      [owner, "postponeTask", {}, "PENDING"],
      [owner, "submitTask", { report }, "SUBMITTED"],
      [owner, "withdrawTask", {}, "ACTIVE"],
      [owner, "submitTask", {}, "SUBMITTED"],
      [leader, "returnTask", { reason }, "ACTIVE"],
      [owner, "submitTask", { report }, "SUBMITTED"],
      [leader, "acceptTask", {}, "ACCEPTED"],
      [supervisor, "reopenTask", { reason }, "ACTIVE"],
    ];
    for (const [client, mutation, input, kind] of way) {
      const answer = await writeCard(client, mutation, { taskId, ...input });
      expect({ mutation, ...answer }).toMatchObject({ __typename: "Task", task: { stage: { kind } } });
    }
    expect((await readCard(owner, taskId)).timesReturned).toBe(1);
  });

  it("by a verb that does not begin where the card stands, is refused with the card", async () => {
    const { card } = await programmeOf();
    const answer = await writeCard(owner, "withdrawTask", { taskId: card.id });
    expect(answer).toMatchObject({
      __typename: "IllegalMove",
      code: "NOT_FROM_HERE",
      task: { stage: { kind: "PENDING" } },
    });
    expect((await writeCard(reader, "startTask", { taskId: card.id })).code).toBe("NOT_A_WORKER");
    expect((await writeCard(owner, "submitTask", { taskId: card.id })).code).toBe("REPORT_REQUIRED");
  });

  it("gives it assignees, all anew or some, and says in the log who they were", async () => {
    const { card } = await programmeOf();
    const assign = (assignees: object) => writeCard(owner, "assignTask", { taskId: card.id, assignees });
    const names = async () => (await readCard(owner, card.id)).assignees.map(({ name }) => name);
    await assign({ set: [ids["经办乙"], ids["经办甲"]] });
    expect(await names()).toEqual(["经办乙", "经办甲"]);
    await assign({ add: [ids["经办丙"]], remove: [ids["经办乙"]] });
    expect(await names()).toEqual(["经办甲", "经办丙"]);
    const { verb, fields } = (await last(card.id)) ?? { verb: "", fields: "{}" };
    expect(verb).toBe("ASSIGN");
    expect(JSON.parse(fields)).toEqual({
      assignees: { before: [ids["经办乙"], ids["经办甲"]], after: [ids["经办甲"], ids["经办丙"]] },
    });
    const { version } = await readCard(owner, card.id);
    await assign({ add: [ids["经办丙"]] });
    expect((await readCard(owner, card.id)).version).toBe(version);
    const [refused, unknown, empty] = await Promise.all(
      [
        [reader, { set: [] }],
        [owner, { set: ["person_unknown"] }],
        [owner, {}],
      ].map(([client, assignees]) =>
        (client as Client).send<object>(
          `mutation ($input: AssignTaskInput!) { assignTask(input: $input) { ... on Problem { code } } }`,
          { input: { taskId: card.id, assignees } },
        ),
      ),
    );
    expect(refused?.data).toEqual({ assignTask: { code: "EDIT_NOT_PERMITTED" } });
    expect([unknown?.code, empty?.code]).toEqual(["NOT_FOUND", "BAD_USER_INPUT"]);
  });

  it("gives it another period with a reason, by leaders and supervisors, and keeps the first for ever", async () => {
    const { card } = await programmeOf();
    const reschedule = (client: Client, input: object) =>
      writeCard(client, "rescheduleTask", { taskId: card.id, reason, ...input });
    expect((await reschedule(owner, { dueOn: "2022-10-31" })).code).toBe("EDIT_NOT_PERMITTED");
    expect((await reschedule(leader, { dueOn: "2022-10-31", reason: " " })).code).toBe("REASON_REQUIRED");
    expect((await reschedule(leader, { dueOn: "2022-06-30" })).code).toBe("INVALID_PERIOD");
    expect((await reschedule(leader, { dueOn: "2062-06-30" })).code).toBe("INVALID_PERIOD");
    expect(await reschedule(leader, { dueOn: "2022-10-31" })).toMatchObject({
      task: {
        period: { startsOn: "2022-07-01", dueOn: "2022-10-31", quarters: [3, 4] },
        originalPeriod: { dueOn: "2022-09-30" },
      },
    });
    expect(await last(card.id)).toMatchObject({ verb: "RESCHEDULE", reason });
    expect(await reschedule(supervisor, { dueOn: "2022-12-31", startsOn: null })).toMatchObject({
      task: {
        period: { startsOn: null, dueOn: "2022-12-31", kind: "DEADLINE" },
        originalPeriod: { dueOn: "2022-09-30" },
      },
    });
  });

  it("changes its words by its leader, and by nobody who works on it", async () => {
    const { card } = await programmeOf();
    expect((await writeCard(owner, "editTask", { taskId: card.id, title: "新" })).code).toBe(
      "EDIT_NOT_PERMITTED",
    );
    const edited = await writeCard(leader, "editTask", {
      taskId: card.id,
      title: " 新标题 ",
      needsReview: true,
    });
    expect(edited.task).toMatchObject({ title: "新标题", needsReview: true, version: 2 });
  });

  it("says before what the viewer may do", async () => {
    const { card } = await programmeOf();
    const query = `query ($id: ID!) { task(id: $id) {
      viewerCanEdit viewerCanReschedule viewerCanAssign viewerCanLabel } }`;
    const may = async (client: Client) =>
      Object.values((await client.ask<{ task: Record<string, boolean> }>(query, { id: card.id })).task);
    expect(await may(owner)).toEqual([false, false, true, true]);
    expect(await may(leader)).toEqual([true, true, true, true]);
    expect(await may(supervisor)).toEqual([true, true, true, true]);
    expect(await may(reader)).toEqual([false, false, false, false]);
  });

  it("on an old version is refused only where the very field was changed since, and says by whom", async () => {
    const { card } = await programmeOf();
    const { version } = await readCard(owner, card.id);
    const taskId = card.id;
    await writeCard(leader, "rescheduleTask", { taskId, reason, dueOn: "2022-10-31" });
    await writeCard(leader, "rescheduleTask", { taskId, reason, dueOn: "2022-11-30" });
    const assign = { taskId, assignees: { set: [ids["经办甲"]] }, expectedVersion: version };
    expect((await writeCard(owner, "assignTask", assign)).__typename).toBe("Task");
    expect((await writeCard(owner, "startTask", { taskId, expectedVersion: version })).__typename).toBe(
      "Task",
    );
    const again = { taskId, reason, dueOn: "2022-12-31", expectedVersion: version };
    expect(await writeCard(supervisor, "rescheduleTask", again)).toMatchObject({
      __typename: "StaleVersion",
      code: "STALE_VERSION",
      task: { period: { dueOn: "2022-11-30" } },
      conflicts: [
        {
          field: "dueOn",
          before: `"2022-09-30"`,
          after: `"2022-11-30"`,
          change: { verb: "RESCHEDULE", actor: { name: "写领导" }, at: luoshi.clock.now().toISOString() },
        },
      ],
    });
    const move = await writeCard(owner, "moveTask", {
      taskId,
      stageId: card.programme.stage("PENDING"),
      expectedVersion: version,
    });
    expect(move).toMatchObject({ code: "STALE_VERSION", conflicts: [{ field: "stage" }] });
    const future = await writeCard(owner, "startTask", { taskId, expectedVersion: 99 });
    expect(future).toMatchObject({ code: "STALE_VERSION", conflicts: [] });
  });

  it("puts a card in another order whoever else did so meanwhile: nobody loses by it", async () => {
    const programme = await programmeOf(3);
    const [one, two, three] = ["1.1", "1.2", "1.3"].map((place) => programme.task(place));
    const { version } = await owner.card(one!);
    await owner.move(one!, "PENDING", { after: two!.id });
    expect((await leader.move(one!, "PENDING", { after: three!.id, version })).kind).toBe("Task");
    expect((await owner.move(one!, "ACTIVE", { version })).kind).toBe("Task");
  });

  it("loses nothing when 8 write the same hot card, and each loser gets the card as it is", async () => {
    const { card } = await programmeOf();
    const taskId = card.id;
    const people = await Promise.all(Array.from({ length: 8 }, (_, index) => given.person(`热卡${index}`)));
    const written = await Promise.all(
      people.map((id) =>
        writeCard(owner, "assignTask", { taskId, assignees: { add: [id] }, expectedVersion: 1 }),
      ),
    );
    expect(written.map(({ __typename }) => __typename)).toEqual(Array<string>(8).fill("Task"));
    expect((await readCard(owner, taskId)).assignees).toHaveLength(8);
    const { version } = await readCard(owner, taskId);
    const titles = await Promise.all(
      people.map((_, index) =>
        writeCard(leader, "editTask", { taskId, title: `标题${index}`, expectedVersion: version }),
      ),
    );
    const winner = titles.find(({ __typename }) => __typename === "Task");
    const losers = titles.filter(({ __typename }) => __typename === "StaleVersion");
    expect(losers).toHaveLength(7);
    for (const { task } of losers) expect(task?.title).toBe(winner?.task?.title);
    const [row] = await luoshi.sql<{ changes: number | string }>(
      `select count(*) changes from change where subject_id = ?`,
      [taskId],
    );
    expect((await readCard(owner, taskId)).version).toBe(Number(row?.changes));
    expect(await verifyLog(luoshi.app.database.rows)).toMatchObject({ broken: [] });
  });

  it("gives every card of a column a place of its own, however many are put into the same gap at once", async () => {
    const programme = await programmeOf(17);
    const [top, ...others] = programme.tasks;
    for (let round = 0; round < 3; round += 1) {
      const moves = others.map((task) => owner.move(task, "PENDING", { after: top!.id }));
      expect(new Set((await Promise.all(moves)).map(({ kind }) => kind))).toEqual(new Set(["Task"]));
    }
    const ranks = await luoshi.sql<{ rank: string }>(`select rank from task where programme_id = ?`, [
      programme.id,
    ]);
    expect(new Set(ranks.map(({ rank }) => rank)).size).toBe(17);
  });
});
