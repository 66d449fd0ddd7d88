import { expect, it } from "vitest";
import { makeSchema } from "../../server/schema.js";
import { fuzzRequests } from "../fuzz/requests.js";
import { givenBoard, givenToken, sender } from "../fuzz/requests-main.js";
import { describeApi } from "../kit/luoshi.js";

/** `npm run fuzz -- requests` sends many more. */
const count = 700;

describeApi("Mutated requests", (luoshi) => {
  it("found that a batch of a programme that there is not was taken for a bug", async () => {
    const query = `mutation ($input: RescheduleTasksInput!) { rescheduleTasks(input: $input) { applied } }`;
    const programmeId = "stage_01h455vb4pex5vsknk084sn02q";
    const tasks = [{ taskId: "task_01h455vb4pex5vsknk084sn02q" }];
    const input = { programmeId, tasks, dueOn: "2022-08-15", reason: "x", dryRun: true };
    expect((await (await luoshi.given.supervisor()).send(query, { input })).code).toBe("NOT_FOUND");
  });

  it(`are answered in time, by no error of ours and without a trace (${count} of them)`, async () => {
    const token = await givenToken(luoshi.app, luoshi.config.secret);
    const ids = await givenBoard(luoshi.app);
    const seed = 20220815;
    const result = await fuzzRequests(
      makeSchema(),
      sender(luoshi.url, token),
      { ids },
      seed,
      (sent) => sent >= count,
    );
    expect(result.failures.slice(0, 3)).toEqual([]);
    expect(result.parsed / result.count).toBeGreaterThanOrEqual(0.4);
    expect(result.outcomes.get("200 answered") ?? 0).toBeGreaterThan(count / 20);
  }, 120_000);
});
