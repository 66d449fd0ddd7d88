import { beforeAll, expect, it } from "vitest";
import { createApp } from "../../server/app.js";
import { forgetOldAnswers } from "../../server/log/once.js";
import type { Client, Variables } from "../kit/client.js";
import { describeApi } from "../kit/luoshi.js";
import { readCard, writeCard, writeDocument } from "../kit/writing.js";

const report = { done: "做完了" };

describeApi("A request sent again with its key", (luoshi) => {
  const { given } = luoshi;
  let owner: Client;
  beforeAll(async () => void (owner = await given.signedIn("键责任人")));
  const cardOf = async () => (await given.programme({ projects: [{ owners: ["键责任人"] }] })).card;
  const kept = () => luoshi.sql<{ id: string }>(`select id from kept_answer`);

  it("acts once, five times in a row", async () => {
    const { id: taskId } = await cardOf();
    const input = { taskId, report, expectedVersion: 1, idempotencyKey: "five in a row" };
    const answers = [];
    for (let time = 0; time < 5; time += 1) answers.push(await writeCard(owner, "submitTask", input));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(answers[0]).toMatchObject({ __typename: "Task", task: { version: 2, reports: [report] } });
  });

  it("acts once, five times at the same time, from two processes", async () => {
    const { id: taskId } = await cardOf();
    const other = await createApp({ ...luoshi.config, port: 0 }, luoshi.clock);
    try {
      const input = { taskId, report, idempotencyKey: "five at once" };
      const send = async (url: string) => {
        const response = await fetch(`${url}/graphql`, {
          method: "POST",
          headers: { "content-type": "application/json", cookie: owner.cookie ?? "" },
          body: JSON.stringify({ query: writeDocument("submitTask"), variables: { input } }),
        });
        return response.json() as Promise<{ data: { submitTask: { __typename: string; version: number } } }>;
      };
      const urls = [luoshi.url, other.url, luoshi.url, other.url, luoshi.url];
      const answers = await Promise.all(urls.map(send));
      for (const { data } of answers)
        expect(data.submitTask).toMatchObject({ __typename: "Task", version: 2 });
      expect(await readCard(owner, taskId)).toMatchObject({ version: 2, reports: [report] });
    } finally {
      await other.stop();
    }
  });

  it("makes one thing, and gives it again, where it makes something", async () => {
    const supervisor = await given.supervisor();
    const apply = `mutation ($input: ApplyImportInput!) { applyImport(input: $input) {
      __typename ... on Programme { id } ... on Problem { code } } }`;
    const text =
      "关于下达2031年为民办实事项目的通知\n\n| 项目名称 | 项目进度 |\n|---|---|\n| 路灯 | 第一季度完成。 |\n";
    const input = { document: { text }, idempotencyKey: "import" };
    const send = (sent: Variables) =>
      supervisor.ask<{ applyImport: { __typename: string; id?: string } }>(apply, { input: sent });
    const answers = await Promise.all([send(input), send({ ...input, progressId: null }), send(input)]);
    const made = answers[0].applyImport;
    expect(made).toMatchObject({ __typename: "Programme" });
    expect(answers.map(({ applyImport }) => applyImport.id)).toEqual(Array(3).fill(made.id));
    expect((await send({ document: { text } })).applyImport.__typename).toBe("NoticeAlreadyImported");
  });

  it("gives the card as it now is, when it went on since", async () => {
    const { id: taskId } = await cardOf();
    const input = { taskId, idempotencyKey: "went on" };
    await writeCard(owner, "startTask", input);
    await writeCard(owner, "postponeTask", { taskId });
    expect(await writeCard(owner, "startTask", input)).toMatchObject({
      task: { version: 3, stage: { kind: "PENDING" } },
    });
  });

  it("is refused when the key went with another input, or another mutation", async () => {
    const [{ id: taskId }, other] = [await cardOf(), await cardOf()];
    const send = (mutation: string, input: Variables) =>
      owner.send(writeDocument(mutation), { input: { ...input, idempotencyKey: "reused" } });
    expect((await send("startTask", { taskId })).code).toBeNull();
    expect((await send("startTask", { taskId: other.id })).code).toBe("IDEMPOTENCY_KEY_REUSED");
    expect((await send("postponeTask", { taskId })).code).toBe("IDEMPOTENCY_KEY_REUSED");
    expect((await send("startTask", { expectedVersion: null, taskId })).code).toBeNull();
    expect((await send("startTask", { taskId, idempotencyKey: "" })).code).toBeNull();
    expect(
      (await owner.send(writeDocument("startTask"), { input: { taskId, idempotencyKey: "" } })).code,
    ).toBe("BAD_USER_INPUT");
  });

  it("is another's request when another person sends it", async () => {
    const { id: taskId } = await cardOf();
    const reader = await given.reader();
    await writeCard(owner, "startTask", { taskId, idempotencyKey: "mine" });
    expect((await writeCard(reader, "startTask", { taskId, idempotencyKey: "mine" })).code).toBe(
      "NOT_FROM_HERE",
    );
  });

  it("is judged anew when it was refused and nothing was written", async () => {
    const { id: taskId } = await cardOf();
    const before = (await kept()).length;
    const input = { taskId, idempotencyKey: "refused" };
    expect((await writeCard(owner, "submitTask", input)).code).toBe("REPORT_REQUIRED");
    expect(await kept()).toHaveLength(before);
    expect((await writeCard(owner, "submitTask", { ...input, report })).__typename).toBe("Task");
  });

  it("is remembered for a day and more, and then forgotten", async () => {
    const { id: taskId } = await cardOf();
    await writeCard(owner, "startTask", { taskId, idempotencyKey: "old" });
    const em = luoshi.app.database.orm.em.fork();
    const now = luoshi.clock.now().getTime();
    await forgetOldAnswers(em, new Date(now + 24 * 3_600_000));
    expect(await kept()).not.toEqual([]);
    await forgetOldAnswers(em, new Date(now + 49 * 3_600_000));
    expect(await kept()).toEqual([]);
  });
});
