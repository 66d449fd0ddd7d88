import { rm } from "node:fs/promises";
import Database from "better-sqlite3";
import { createApp } from "../../server/app.js";
import { sqliteFile } from "../../server/orm.config.js";
import { Connection, requestBytes } from "./connection.js";
import { batchFloor } from "./floor.js";
import { configOf, copyOf, groundOf, sizes, type Ground } from "./ground.js";
import { figureOf, inRounds, ratioTo } from "./rounds.js";
import { ratioLine, short, type Line } from "./table.js";

/** How many cards go together: as many as may. */
const together = 100;

const query = `mutation Move($input: MoveTasksInput!) {
  moveTasks(input: $input) { applied undoToken items { task { id version stage { id } } problem { code } } }
}`;

/** `moveTasks` of 100 cards between PENDING and ACTIVE by their owner, beside the floor. */
export async function benchBatch(): Promise<Line[]> {
  const ground = await copyOf(await groundOf(sizes[2]));
  const apart = await copyOf(ground);
  const taskIds = ownTasks(ground);
  const app = await createApp(configOf(ground.dataDir));
  const floor = await batchFloor(sqliteFile(apart));
  const [toApp, toFloor] = [await Connection.open(app.url), await Connection.open(floor.url)];
  const { cookie, personId } = ground.movers[0];
  const { PENDING, ACTIVE } = ground.stages;
  const turn = () => {
    let there = false;
    return () => {
      there = !there;
      return there ? ACTIVE : PENDING;
    };
  };
  const [stage, bareStage] = [turn(), turn()];
  const times = await inRounds(
    {
      floor: () => {
        const stageId = bareStage();
        const moves = taskIds.map((taskId) => ({ taskId, personId, stageId }));
        return toFloor.send(requestBytes("POST", "/", {}, JSON.stringify(moves)));
      },
      batch: async () => {
        const tasks = taskIds.map((taskId) => ({ taskId }));
        const input = { programmeId: ground.programmeId, stageId: stage(), tasks };
        const body = JSON.stringify({ query, variables: { input } });
        const answer = await toApp.send(requestBytes("POST", "/graphql", { cookie }, body));
        requireApplied(answer.body().toString());
      },
    },
    { rounds: 15, milliseconds: 400 },
  );
  toApp.close();
  toFloor.close();
  await app.stop();
  await floor.stop();
  for (const { dataDir } of [ground, apart]) await rm(dataDir, { recursive: true, force: true });
  const [took, least] = [figureOf(times.batch).median, figureOf(times.floor).median];
  const note = `${short(took)} ms, floor ${short(least)} ms; ${short(took / together)} ms a card`;
  return [
    ratioLine(
      `moveTasks, ${together} of 20,000 tasks at once`,
      ratioTo(times.floor, times.batch),
      null,
      note,
    ),
  ];
}

function ownTasks({ dataDir, movers }: Ground): string[] {
  const database = new Database(sqliteFile({ dataDir }), { readonly: true });
  const select = database.prepare<[string, number], { id: string }>(
    `select t.id from task t join project_owners o on o.project_id = t.project_id where o.person_id = ? limit ?`,
  );
  const found = select.all(movers[0].personId, together).map(({ id }) => id);
  database.close();
  if (found.length < together)
    throw new Error(`Expected ${together} tasks of one owner, found ${found.length}`);
  return found;
}

function requireApplied(text: string): void {
  const { data } = JSON.parse(text) as { data?: { moveTasks: { applied: boolean } } };
  if (!data?.moveTasks.applied) throw new Error(`A batch was refused: ${text.slice(0, 500)}`);
}
