import { beforeAll, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import type { Client, Variables } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";
import { readCard, writeBatch, writeCard } from "../kit/writing.js";

interface Stage {
  id: string;
  name: string;
  kind: string;
  position: number;
}

describeApi("Editing a board", (luoshi) => {
  const { given } = luoshi;
  let owner: Client, leader: Client, supervisor: Client;
  beforeAll(async () => {
    owner = await given.signedIn("板责任人");
    leader = await given.signedIn("板领导");
    supervisor = await given.signedIn("板督查", Role.SUPERVISOR);
  });

  const programmeOf = (tasks = 1): Promise<GivenProgramme> =>
    given.programme({
      projects: [
        { owners: ["板责任人"], leaders: ["板领导"], tasks: Array.from({ length: tasks }, () => ({})) },
      ],
    });

  /** What a mutation answered, or the code of its error. */
  async function send<Data>(
    client: Client,
    mutation: string,
    input: Variables,
    selection: string,
  ): Promise<Data> {
    const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!`;
    const document = `mutation ($input: ${type}) { ${mutation}(input: $input) { ${selection} } }`;
    const reply = await client.send<Record<string, Data>>(document, { input });
    return (reply.data?.[mutation] ?? reply.code) as Data;
  }

  const stagesOf = async ({ id }: GivenProgramme) => {
    const query = `query ($id: ID!) { programme(id: $id) { stages { id name kind position } } }`;
    return (await owner.ask<{ programme: { stages: Stage[] } }>(query, { id })).programme.stages;
  };

  it("labels are made, changed and taken away by those who run programmes, and hung on cards by those who work", async () => {
    const programme = await programmeOf();
    const taskId = programme.card.id;
    const fields = `__typename ... on Label { id name colour } ... on LabelNameTaken { code label { id } }`;
    const create = (client: Client, input: object) =>
      send<{ id: string }>(client, "createLabel", { programmeId: programme.id, ...input }, fields);
    expect(await create(owner, { name: "重点" })).toBe("FORBIDDEN");
    const made = await create(supervisor, { name: " 重点 ", colour: "#CC0000", idempotencyKey: "label" });
    expect(made).toMatchObject({ __typename: "Label", name: "重点", colour: "#CC0000" });
    const again = await create(supervisor, { name: " 重点 ", colour: "#CC0000", idempotencyKey: "label" });
    expect(again).toEqual(made);
    expect(await create(supervisor, { name: "重点" })).toEqual({
      __typename: "LabelNameTaken",
      code: "LABEL_NAME_TAKEN",
      label: { id: made.id },
    });
    expect(await create(supervisor, { name: "x", colour: "red" })).toBe("BAD_USER_INPUT");
    const label = (edit: object) => writeCard(owner, "labelTask", { taskId, labels: edit });
    expect((await label({ add: [made.id] })).__typename).toBe("Task");
    const links = () => luoshi.sql(`select label_id from task_labels where task_id = ?`, [taskId]);
    expect(await links()).toHaveLength(1);
    expect((await writeCard(owner, "undoTask", { taskId })).__typename).toBe("Task");
    expect(await links()).toEqual([]);
    await writeBatch(owner, "labelTasks", {
      programmeId: programme.id,
      tasks: [{ taskId }],
      labels: { set: [made.id] },
    });
    expect(await links()).toHaveLength(1);
    const renamed = await send(
      supervisor,
      "updateLabel",
      { labelId: made.id, name: "急", colour: null },
      fields,
    );
    expect(renamed).toEqual({ __typename: "Label", id: made.id, name: "急", colour: null });
    expect(await send(owner, "deleteLabel", { labelId: made.id }, "labelId")).toBe("FORBIDDEN");
    expect(await send(supervisor, "deleteLabel", { labelId: made.id }, "labelId")).toEqual({
      labelId: made.id,
    });
    expect(await links()).toEqual([]);
    const [last] = await luoshi.sql<{ verb: string }>(
      `select verb from change where subject_id = ? order by revision desc limit 1`,
      [taskId],
    );
    expect(last?.verb).toBe("LABEL");
  });

  it("a label of another programme is not found", async () => {
    const [one, other] = [await programmeOf(), await programmeOf()];
    const made = await send<{ id: string }>(
      supervisor,
      "createLabel",
      { programmeId: other.id, name: "别处" },
      "... on Label { id }",
    );
    const input = { taskId: one.card.id, labels: { add: [made.id] } };
    expect(await send(owner, "labelTask", input, "__typename")).toBe("NOT_FOUND");
  });

  it("stages are added, renamed, reordered and, empty, taken away; one of each kind stays", async () => {
    const programme = await programmeOf();
    const stageId = programme.stage("ACTIVE");
    const create = {
      programmeId: programme.id,
      kind: "ACTIVE",
      name: "联合推进",
      wipLimit: 5,
      colour: "#00AA00",
    };
    expect(await send(leader, "createStage", create, "id")).toBe("FORBIDDEN");
    const made = await send<Stage>(supervisor, "createStage", create, "id position wipLimit colour");
    expect(made).toMatchObject({ position: 3, wipLimit: 5, colour: "#00AA00" });
    expect((await stagesOf(programme)).map(({ position }) => position)).toEqual([1, 2, 3, 4, 5]);
    const renamed = await send(
      supervisor,
      "updateStage",
      { stageId: made.id, name: "协同", wipLimit: null },
      "name wipLimit",
    );
    expect(renamed).toEqual({ name: "协同", wipLimit: null });
    const order = (await stagesOf(programme)).map(({ id }) => id).toReversed();
    const reorder = (stageIds: string[]) =>
      send<Stage[]>(supervisor, "reorderStages", { programmeId: programme.id, stageIds }, "id");
    expect((await reorder(order)).map(({ id }) => id)).toEqual(order);
    expect(await reorder(order.slice(1))).toBe("BAD_USER_INPUT");
    const drop = (id: string) =>
      send(
        supervisor,
        "deleteStage",
        { stageId: id },
        "... on DeletedStage { stageId } ... on Problem { code }",
      );
    await owner.moveTo(programme.card, made.id);
    expect(await drop(made.id)).toEqual({ code: "STAGE_NOT_EMPTY" });
    expect(await drop(stageId)).toEqual({ stageId });
    await owner.move(programme.card, "PENDING");
    expect(await drop(made.id)).toEqual({ code: "LAST_STAGE_OF_KIND" });
    expect((await stagesOf(programme)).map(({ position }) => position)).toEqual([1, 2, 3, 4]);
  });

  it("a stage that is taken away gives its cards to another of its kind, behind those that stand there", async () => {
    const programme = await programmeOf(3);
    const [first, second, third] = ["1.1", "1.2", "1.3"].map((place) => programme.task(place));
    if (!first || !second || !third) throw new Error("Three cards were to be given");
    const create = { programmeId: programme.id, kind: "PENDING", name: "待定" };
    const made = await send<Stage>(supervisor, "createStage", create, "id");
    for (const card of [second, third]) await owner.moveTo(card, made.id);
    const drop = (cardsToStageId: string) =>
      send(
        supervisor,
        "deleteStage",
        { stageId: made.id, cardsToStageId },
        "... on DeletedStage { stageId } ... on Problem { code }",
      );
    expect(await drop(programme.stage("ACTIVE"))).toBe("BAD_USER_INPUT");
    expect(await drop(made.id)).toBe("BAD_USER_INPUT");
    expect(await drop((await programmeOf()).stage("PENDING"))).toBe("NOT_FOUND");
    expect(await drop(programme.stage("PENDING"))).toEqual({ stageId: made.id });
    const order = await luoshi.sql<{ id: string }>(`select id from task where stage_id = ? order by rank`, [
      programme.stage("PENDING"),
    ]);
    expect(order.map(({ id }) => id)).toEqual([first.id, second.id, third.id]);
    const log = await luoshi.sql<{ verb: string }>(
      `select verb from change where subject_id in (?, ?, ?) and chain = ? order by revision desc limit 3`,
      [second.id, third.id, made.id, programme.id],
    );
    expect(log.map(({ verb }) => verb).toSorted()).toEqual(["REMOVE", "REORDER", "REORDER"]);
  });

  it("a programme gets another title, unless its year has it", async () => {
    const [one, other] = [await programmeOf(), await programmeOf()];
    const edit = (client: Client, programmeId: string, title: string) =>
      send(
        client,
        "editProgramme",
        { programmeId, title },
        "... on Programme { title } ... on Problem { code }",
      );
    expect(await edit(owner, one.id, "改")).toBe("FORBIDDEN");
    expect(await edit(supervisor, one.id, `改名${one.id}`)).toEqual({ title: `改名${one.id}` });
    expect(await edit(supervisor, other.id, `改名${one.id}`)).toEqual({ code: "PROGRAMME_TITLE_TAKEN" });
  });

  it("a project gets other people and remarks, and says what was changed since", async () => {
    const { card } = await programmeOf();
    const projectId = card.projectId;
    const person = await given.person("板新人");
    const fields = `... on Project { version owners { name } remarks viewerCanEdit }
      ... on StaleProject { code project { remarks } conflicts { field after } }`;
    const edit = (client: Client, input: object) =>
      send(client, "editProject", { projectId, ...input }, fields);
    expect(await edit(leader, { remarks: "x" })).toBe("FORBIDDEN");
    expect(await edit(supervisor, { owners: { add: [person] }, reason: "调岗" })).toEqual({
      version: 2,
      owners: [{ name: "板责任人" }, { name: "板新人" }],
      remarks: null,
      viewerCanEdit: true,
    });
    expect(await edit(supervisor, { remarks: "一", expectedVersion: 1 })).toMatchObject({ version: 3 });
    expect(await edit(supervisor, { remarks: "二", expectedVersion: 2 })).toEqual({
      code: "STALE_PROJECT",
      project: { remarks: "一" },
      conflicts: [{ field: "remarks", after: `"一"` }],
    });
    expect(await edit(supervisor, { owners: { set: ["person_unknown"] } })).toBe("NOT_FOUND");
    expect(await edit(supervisor, {})).toBe("BAD_USER_INPUT");
  });

  it("cards are added behind the others, and taken away while nothing was reported", async () => {
    const { card, id } = await programmeOf(2);
    const add = { projectId: card.projectId, title: "新增", dueOn: "2022-11-30", assigneeIds: [] };
    expect(await send(owner, "addTask", add, "id")).toBe("FORBIDDEN");
    const made = await send<{ id: string }>(
      supervisor,
      "addTask",
      add,
      "id stage { kind } period { dueOn quarters } version",
    );
    expect(made).toMatchObject({
      stage: { kind: "PENDING" },
      period: { dueOn: "2022-11-30", quarters: [4] },
    });
    expect(await send(supervisor, "addTask", { ...add, startsOn: "2022-12-01" }, "id")).toBe(
      "BAD_USER_INPUT",
    );
    const remove = (client: Client, taskId: string, reason = "并入他项") =>
      send(client, "removeTask", { taskId, reason }, "... on RemovedTask { taskId } ... on Problem { code }");
    expect(await remove(owner, made.id)).toBe("FORBIDDEN");
    expect(await remove(supervisor, made.id, " ")).toEqual({ code: "REASON_REQUIRED" });
    expect(await remove(supervisor, made.id)).toEqual({ taskId: made.id });
    expect(await remove(supervisor, made.id)).toBe("NOT_FOUND");
    await writeCard(owner, "submitTask", { taskId: card.id, report: { done: "好" } });
    expect(await remove(supervisor, card.id)).toEqual({ code: "TASK_ON_RECORD" });
    expect((await readCard(owner, card.id)).stage.kind).toBe("SUBMITTED");
    const log = await luoshi.sql<{ verb: string }>(
      `select verb from change where chain = ? and subject_id = ?`,
      [id, made.id],
    );
    expect(log.map(({ verb }) => verb)).toEqual(["CREATE", "REMOVE"]);
  });
});
