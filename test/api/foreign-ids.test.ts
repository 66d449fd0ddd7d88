import { beforeAll, expect, it } from "vitest";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";

describeApi("An id of another programme, or of another kind of thing,", (luoshi) => {
  const { given } = luoshi;
  let own: GivenProgramme;
  let other: GivenProgramme;
  let supervisor: Client;
  let foreignLabel: string;
  beforeAll(async () => {
    const project = { owners: ["陈美治"], leaders: ["曾智伟"], tasks: [{}, {}] };
    own = await given.programme({ projects: [project] });
    other = await given.programme({ projects: [project] });
    supervisor = await given.supervisor();
    const create = `mutation ($input: CreateLabelInput!) { createLabel(input: $input) { ... on Label { id } } }`;
    const input = { programmeId: other.id, name: "急" };
    foreignLabel = (await supervisor.ask<{ createLabel: { id: string } }>(create, { input })).createLabel.id;
  });

  const attempts = (): Record<string, Record<string, unknown>> => ({
    moveTask: { taskId: own.card.id, stageId: other.stage("ACTIVE"), expectedVersion: 1 },
    labelTask: { taskId: own.card.id, labels: { add: [foreignLabel] } },
    labelTasks: { programmeId: own.id, tasks: [{ taskId: own.card.id }], labels: { add: [foreignLabel] } },
    moveTasks: { programmeId: own.id, tasks: [{ taskId: own.card.id }], stageId: other.stage("ACTIVE") },
    addTask: { projectId: own.card.projectId, title: "x", dueOn: "2022-09-30", assigneeIds: [own.card.id] },
    deleteStage: { stageId: own.card.id },
    updateLabel: { labelId: other.stage("ACTIVE"), name: "x" },
  });

  it.each(["moveTask", "labelTask", "labelTasks", "moveTasks", "addTask", "deleteStage", "updateLabel"])(
    "in %s is not there, and nothing is written",
    async (mutation) => {
      const before = await luoshi.dump();
      const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
      const reply = await supervisor.send<Record<string, { __typename: string }>>(
        `mutation ($input: ${type}!) { ${mutation}(input: $input) { __typename } }`,
        { input: attempts()[mutation] },
      );
      expect({ mutation, code: reply.code, data: reply.data }).toMatchObject({ code: "NOT_FOUND" });
      expect(await luoshi.dump()).toEqual(before);
    },
  );
});
