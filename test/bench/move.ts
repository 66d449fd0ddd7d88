import { rm } from "node:fs/promises";
import { createApp } from "../../server/app.js";
import { sqliteFile } from "../../server/orm.config.js";
import { Connection, requestBytes } from "./connection.js";
import { moveFloor } from "./floor.js";
import {
  configOf,
  copyOf,
  groundOf,
  pageDocuments,
  sizes,
  type Ground,
  type Mover,
  type Size,
} from "./ground.js";
import { MovingCard } from "./moving-card.js";
import { figureOf, inRounds, quantile, ratioTo, type Figure } from "./rounds.js";
import { boundLine, ratioLine, short, type Line } from "./table.js";

const taskQuery = `query Task($id: ID!) { task(id: $id) { id title version stage { id } project { id name } } }`;

/** `moveTask` by an owner between PENDING and ACTIVE, as the page sends it; beside the floor, and with size. */
export async function benchMove(): Promise<Line[]> {
  const [small, town, county] = [await moveAt(sizes[0]), await moveAt(sizes[1]), await moveAt(sizes[2])];
  const growth = (what: string, figure: (of: typeof small) => number): Line => {
    const times = figure(county) / figure(small);
    return {
      what: `${what}, 20,000 tasks against 40`,
      figure: `${short(times)} × the time`,
      target: "independent",
      met: times <= 1.5,
      note: [small, town, county].map((of) => `${short(figure(of))} ms`).join(", "),
    };
  };
  return [
    ratioLine("moveTask, one client, 2,500 tasks", town.ratio, 0.2, town.note),
    growth("moveTask", ({ move }) => move),
    growth("task(id)", ({ task }) => task),
    await moveUnderLoad(),
  ];
}

interface MoveFigures {
  ratio: Figure;
  move: number;
  task: number;
  note: string;
}

async function moveAt(size: Size): Promise<MoveFigures> {
  const ground = await copyOf(await groundOf(size));
  const [mover] = ground.movers;
  const app = await createApp(configOf(ground.dataDir));
  const apart = await copyOf(ground);
  const floor = await moveFloor(sqliteFile(apart));
  const [toApp, toFloor] = [await Connection.open(app.url), await Connection.open(floor.url)];
  const { move } = await pageDocuments();
  const card = new MovingCard(ground, mover, move);
  const ask = JSON.stringify({ query: taskQuery, variables: { id: mover.taskId } });
  const task = requestBytes("POST", "/graphql", { cookie: mover.cookie }, ask);
  let there = false;
  const times = await inRounds(
    {
      floor: () => toFloor.send(bareMove(ground, mover, (there = !there))),
      move: () => card.move(toApp),
      task: () => toApp.send(task),
    },
    { rounds: 15, milliseconds: 80 },
  );
  toApp.close();
  toFloor.close();
  await app.stop();
  await floor.stop();
  for (const { dataDir } of [ground, apart]) await rm(dataDir, { recursive: true, force: true });
  const [moved, floored] = [figureOf(times.move).median, figureOf(times.floor).median];
  const note = `${short(moved)} ms, floor ${short(floored)} ms`;
  return { ratio: ratioTo(times.floor, times.move), move: moved, task: figureOf(times.task).median, note };
}

const loadSeconds = 6;

/** 50 people move cards as fast as they are answered, while somebody reads the board twice a second. */
async function moveUnderLoad(): Promise<Line> {
  const ground = await copyOf(await groundOf(sizes[1]));
  const app = await createApp(configOf(ground.dataDir));
  const { move, board } = await pageDocuments();
  const ask = JSON.stringify({ query: board, variables: { programmeId: ground.programmeId } });
  const reading = requestBytes("POST", "/graphql", { cookie: ground.movers[0].cookie }, ask);
  const end = performance.now() + loadSeconds * 1000;
  const counted = end - (loadSeconds - 1) * 1000;
  const moves: number[] = [];
  const boards: number[] = [];
  const moveOn = async (mover: Mover) => {
    const card = new MovingCard(ground, mover, move);
    const connection = await Connection.open(app.url);
    while (performance.now() < end) {
      const start = performance.now();
      await card.move(connection);
      if (start > counted) moves.push(performance.now() - start);
    }
    connection.close();
  };
  const read = async () => {
    const connection = await Connection.open(app.url);
    while (performance.now() < end) {
      const start = performance.now();
      const { status } = await connection.send(reading);
      if (status !== 200) throw new Error(`A board was refused with ${status}`);
      const took = performance.now() - start;
      boards.push(took);
      await new Promise((resolve) => setTimeout(resolve, Math.max(0, 500 - took)));
    }
    connection.close();
  };
  await Promise.all([read(), ...ground.movers.map(moveOn)]);
  await app.stop();
  await rm(ground.dataDir, { recursive: true, force: true });
  const sorted = moves.toSorted((a, b) => a - b);
  const perSecond = sorted.length / (loadSeconds - 1);
  const [half, most] = [quantile(sorted, 0.5), quantile(sorted, 0.99)];
  const note =
    `p50 ${short(half)} ms, p99 ${short(most)} ms, ${short(perSecond)} moves/s; ` +
    `${boards.length} boards, ${short(figureOf(boards).median)} ms each`;
  return boundLine("moveTask, 50 clients beside a board reader, p95", quantile(sorted, 0.95), "ms", 50, note);
}

function bareMove({ stages }: Ground, { taskId, personId }: Mover, there: boolean): Buffer {
  const stageId = there ? stages.ACTIVE : stages.PENDING;
  return requestBytes("POST", "/", {}, JSON.stringify({ taskId, personId, stageId }));
}
