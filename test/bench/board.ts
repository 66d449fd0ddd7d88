import { sqliteFile } from "../../server/orm.config.js";
import { createApp } from "../../server/app.js";
import { Connection, requestBytes, type Answer } from "./connection.js";
import { boardFloor } from "./floor.js";
import { configOf, groundOf, pageDocuments, sizes, type Size } from "./ground.js";
import { figureOf, inRounds, ratioTo, type Figure } from "./rounds.js";
import { ratioLine, short, type Line } from "./table.js";

interface Targets {
  cold: number;
  ready: number | null;
  rounds: number;
  /** For one of the works in one round. */
  milliseconds: number;
}

const targets: Record<Size["tasks"], Targets> = {
  40: { cold: 0.4, ready: 1, rounds: 15, milliseconds: 80 },
  2500: { cold: 0.65, ready: 10, rounds: 9, milliseconds: 250 },
  20000: { cold: 0.65, ready: null, rounds: 7, milliseconds: 500 },
};

/** The whole board as the page asks for it: executed, ready-made, unchanged; each beside the floor. */
export async function benchBoard(): Promise<Line[]> {
  const lines: Line[] = [];
  const perTask: [number, number][] = [];
  for (const size of sizes) {
    const { made, cold } = await benchSize(size);
    lines.push(...made);
    perTask.push([size.tasks, (cold.median * 1000) / size.tasks]);
  }
  lines.push(growthLine(perTask));
  return lines;
}

async function benchSize(size: Size): Promise<{ made: Line[]; cold: Figure }> {
  const { dataDir, programmeId, movers } = await groundOf(size);
  const floor = await boardFloor(sqliteFile({ dataDir }), programmeId);
  const executing = await createApp(configOf(dataDir, { readyBytes: 0 }));
  const keeping = await createApp(configOf(dataDir));
  const { board } = await pageDocuments();
  const variables = { programmeId };
  const { cookie } = movers[0];
  const post = requestBytes("POST", "/graphql", { cookie }, JSON.stringify({ query: board, variables }));
  const zipped = { cookie, "accept-encoding": "gzip" };
  const postZipped = requestBytes("POST", "/graphql", zipped, JSON.stringify({ query: board, variables }));
  const [toFloor, toCold, toReady] = (await Promise.all(
    [floor, executing, keeping].map(({ url }) => Connection.open(url)),
  )) as [Connection, Connection, Connection];

  const floorAnswer = await toFloor.send(post);
  const coldAnswer = await toCold.send(post);
  const readyAnswer = await toReady.send(post);
  await toReady.send(postZipped);
  sameBoard(floorAnswer, coldAnswer, readyAnswer);
  const etag = /\r\netag: ("[^"]+")/i.exec(readyAnswer.head)?.[1] ?? "";
  const get = await unchangedRequest(toReady, cookie, board, variables, etag);

  const { cold: coldTarget, ready: readyTarget, rounds, milliseconds } = targets[size.tasks];
  const times = await inRounds(
    {
      floor: () => toFloor.send(post),
      cold: () => toCold.send(post),
      ready: () => toReady.send(post),
      unchanged: () => toReady.send(get),
    },
    { rounds, milliseconds },
  );
  const zippedTimes = await inRounds(
    {
      floor: () => toFloor.send(postZipped),
      cold: () => toCold.send(postZipped),
      ready: () => toReady.send(postZipped),
    },
    { rounds: 3, milliseconds },
  );
  const zippedSize = (await toCold.send(postZipped)).size;
  for (const connection of [toFloor, toCold, toReady]) connection.close();
  for (const server of [floor, executing, keeping]) await server.stop();

  const name = `board of ${size.tasks.toLocaleString("en")}`;
  const kilobytes = ({ size }: { size: number }) => `${short(size / 1024)} KB`;
  const note = (of: number[]) => `${short(figureOf(of).median)} ms`;
  const made = [
    ratioLine(
      `${name}, cold`,
      ratioTo(times.floor, times.cold),
      coldTarget,
      [
        `${note(times.cold)}, floor ${note(times.floor)}; ${kilobytes(coldAnswer)}, floor ${kilobytes(floorAnswer)}`,
      ].join(),
    ),
    ratioLine(
      `${name}, unchanged revision`,
      ratioTo(times.floor, times.ready),
      readyTarget,
      note(times.ready),
    ),
    ratioLine(`${name}, unchanged, 304`, ratioTo(times.floor, times.unchanged), null, note(times.unchanged)),
    ratioLine(
      `${name}, cold, gzip`,
      ratioTo(zippedTimes.floor, zippedTimes.cold),
      null,
      `${note(zippedTimes.cold)}, floor with gzip ${note(zippedTimes.floor)}; ${short(zippedSize / 1024)} KB`,
    ),
    ratioLine(
      `${name}, unchanged, gzip`,
      ratioTo(zippedTimes.floor, zippedTimes.ready),
      null,
      note(zippedTimes.ready),
    ),
  ];
  return { made, cold: figureOf(times.cold) };
}

/** A GET that the server answers with 304: what a browser sends that holds the board. */
async function unchangedRequest(
  connection: Connection,
  cookie: string,
  query: string,
  variables: object,
  etag: string,
): Promise<Buffer> {
  const search = new URLSearchParams({ query, variables: JSON.stringify(variables) });
  const headers = { cookie, "if-none-match": etag, "apollo-require-preflight": "true" };
  const request = requestBytes("GET", `/graphql?${search}`, headers);
  const { status } = await connection.send(request);
  if (status !== 304) throw new Error(`An unchanged board: expected 304, found ${status}`);
  return request;
}

interface BoardAnswer {
  data: { board: { projects: { id: string; tasks: { id: string }[] }[] } };
}

/** All answers show the same cards in the same order; otherwise nothing is compared. */
function sameBoard(...answers: Answer[]): void {
  const ids = answers.map(({ body }) => {
    const text = body().toString();
    const { data } = JSON.parse(text) as Partial<BoardAnswer>;
    if (!data?.board) throw new Error(`A board was refused: ${text.slice(0, 400)}`);
    return data.board.projects.map(({ id, tasks }) => [id, ...tasks.map((task) => task.id)].join()).join();
  });
  if (new Set(ids).size !== 1) throw new Error("The floor and the product show different boards");
}

function growthLine(perTask: [tasks: number, microseconds: number][]): Line {
  const [, town, county] = perTask.map(([, microseconds]) => microseconds) as [number, number, number];
  return {
    what: "growth of a cold board, per card",
    figure: `${short(county / town)} × from 2,500 to 20,000`,
    target: "linear or better",
    met: county / town <= 1.25,
    note: perTask.map(([tasks, microseconds]) => `${tasks}: ${short(microseconds)} µs`).join(", "),
  };
}
