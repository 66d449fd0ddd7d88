import { expect, it, vi } from "vitest";
import { readTouchedTasks } from "../../server/features/changes/read-touched-tasks.js";
import { describeApi } from "../kit/luoshi.js";

describeApi("What was touched after a revision", (luoshi) => {
  const { given } = luoshi;

  async function begun() {
    const tasks = [{}, {}, {}];
    const programme = await given.programme({ projects: [{ owners: ["陈美治"], tasks }, { tasks }] });
    const [head] = await luoshi.sql<{ revision: number }>(`select revision from log_head where chain = ?`, [
      programme.id,
    ]);
    return { programme, since: head?.revision ?? 0, owner: await given.signedIn("陈美治") };
  }

  const touchedAfter = (programmeId: string, revision: number) =>
    readTouchedTasks(luoshi.app.database.rows, programmeId, revision);

  it("is nothing when nothing was", async () => {
    const { programme, since } = await begun();
    expect(await touchedAfter(programme.id, since)).toEqual([]);
  });

  it("is each task once, up to the last change, however often it changed", async () => {
    const { programme, since, owner } = await begun();
    const [one, other] = [programme.task("1.1"), programme.task("1.3")];
    for (const to of ["ACTIVE", "PENDING", "ACTIVE"] as const) await owner.move(one, to);
    await owner.move(other, "SUBMITTED", { report: { done: "完成" } });
    const [touched] = await touchedAfter(programme.id, since);
    expect(touched).toMatchObject({ programmeId: programme.id, revision: since + 5, isWhole: false });
    expect(touched?.taskIds.toSorted()).toEqual([one.id, other.id].toSorted());
  });

  it("is for each follower what was touched since they began", async () => {
    const { programme, since, owner } = await begun();
    const [one, other] = [programme.task("1.1"), programme.task("1.2")];
    const { app } = luoshi;
    const follow = (revision: number) =>
      app.feed.follow(programme.id, revision, app.database.rows, readTouchedTasks);
    await owner.move(one, "ACTIVE");
    await owner.move(other, "ACTIVE");
    const followers = [follow(since), follow(since + 1)];
    const heard = await Promise.all(
      followers.map(async (follower) => (await follower.next()).value?.taskIds),
    );
    expect(heard.map((ids) => ids?.toSorted())).toEqual([[one.id, other.id].toSorted(), [other.id]]);
    for (const follower of followers) await follower.return();
  });

  it("is everything after a change of a stage, and after an import", async () => {
    const { programme, since } = await begun();
    expect(await touchedAfter(programme.id, 0)).toMatchObject([
      { isWhole: true, taskIds: [], revision: since },
    ]);
    await given.renamedStage(programme, "ACTIVE", "办理中");
    expect(await touchedAfter(programme.id, since)).toMatchObject([{ isWhole: true, revision: since + 1 }]);
  });

  it("takes two statements, however many projects changed", async () => {
    const programme = await given.programme({
      projects: Array.from({ length: 8 }, () => ({ tasks: [{}, {}] })),
    });
    const [head] = await luoshi.sql<{ revision: number }>(`select revision from log_head where chain = ?`, [
      programme.id,
    ]);
    for (let number = 1; number <= 8; number += 1)
      await given.renamedProject(programme, programme.task(`${number}.1`).projectId, `改名${number}`);
    const spy = vi.spyOn(luoshi.app.database.rows, "all");
    const [touched] = await touchedAfter(programme.id, head?.revision ?? 0);
    expect(touched?.taskIds).toHaveLength(16);
    expect(spy).toHaveBeenCalledTimes(2);
    spy.mockRestore();
  });

  it("is all tasks of a project that changed itself", async () => {
    const { programme, since } = await begun();
    const { projectId } = programme.task("2.1");
    await given.renamedProject(programme, projectId, "改名的项目");
    const [touched] = await touchedAfter(programme.id, since);
    const ofProject = ["2.1", "2.2", "2.3"].map((place) => programme.task(place).id);
    expect(touched?.taskIds.toSorted()).toEqual(ofProject.toSorted());
  });
});
