import type { Client } from "./client.js";
import type { GivenProgramme } from "./given-programme.js";

/** Moves cards to and fro, one change each; after every so many, something happens. */
export async function moveOften(
  client: Client,
  programme: GivenProgramme,
  { changes, every, afterwards }: { changes: number; every: number; afterwards: () => Promise<void> | void },
): Promise<void> {
  const versions = new Map(programme.tasks.map(({ id }) => [id, 1]));
  for (let index = 0; index < changes; index++) {
    const task = programme.tasks[index % programme.tasks.length]!;
    const version = versions.get(task.id) ?? 1;
    const stageId = programme.stage(version % 2 === 1 ? "ACTIVE" : "PENDING");
    await client.sendMove({ taskId: task.id, stageId, expectedVersion: version });
    versions.set(task.id, version + 1);
    if (index % every === every - 1) await afterwards();
  }
}
