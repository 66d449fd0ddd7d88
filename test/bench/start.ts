import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { readFile, rm } from "node:fs/promises";
import { resolve } from "node:path";
import { Connection, requestBytes } from "./connection.js";
import { copyOf, environmentOf, groundOf, pageDocuments, sizes, type Ground } from "./ground.js";
import { MovingCard } from "./moving-card.js";
import { figureOf } from "./rounds.js";
import { boundLine, short, type Line } from "./table.js";

/** The same code as `npm start` runs. */
const builtServer = resolve(import.meta.dirname, "../../server/main.js");
const starts = 7;
const loads = 1000;

/** The server in a process of its own, as it is really run: how soon it shows a board, and what it holds after many. */
export async function benchStart(): Promise<Line[]> {
  const ground = await copyOf(await groundOf(sizes[1]));
  const request = await boardRequest(ground);
  const times: number[] = [];
  for (let start = 0; start < starts; start++) times.push(await firstBoard(ground, request));
  const { median, least, most } = figureOf(times);
  const spread = `${short(least)}–${short(most)} ms in ${starts} starts`;
  const memory = await memoryLine(ground, request);
  await rm(ground.dataDir, { recursive: true, force: true });
  return [boundLine("cold start to the first board of 2,500", median, "ms", 750, spread), memory];
}

async function firstBoard(ground: Ground, request: Buffer): Promise<number> {
  const start = performance.now();
  const server = await startServer(ground);
  const connection = await Connection.open(server.url);
  await connection.send(request);
  const took = performance.now() - start;
  connection.close();
  await server.stop();
  return took;
}

/** Every second board is compressed; every tenth follows a move, so that it is executed anew. */
async function memoryLine(ground: Ground, request: Buffer): Promise<Line> {
  const server = await startServer(ground);
  const connection = await Connection.open(server.url);
  const zipped = await boardRequest(ground, { "accept-encoding": "gzip" });
  const card = new MovingCard(ground, ground.movers[0], (await pageDocuments()).move);
  for (let load = 0; load < loads; load++) {
    if (load % 10 === 0) await card.move(connection);
    await connection.send(load % 2 === 0 ? request : zipped);
  }
  const [most, after] = [await memoryOf(server.process, "VmHWM"), await memoryOf(server.process, "VmRSS")];
  connection.close();
  await server.stop();
  const note = `${short(most)} MB at the most; 1 in 10 executed, the others ready-made`;
  return boundLine(`resident after ${loads.toLocaleString("en")} boards of 2,500`, after, "MB", 250, note);
}

/** Megabytes, from Linux's account of the process. */
export async function memoryOf({ pid }: ChildProcess, what: "VmRSS" | "VmHWM"): Promise<number> {
  const status = await readFile(`/proc/${pid}/status`, "utf8");
  return Number(new RegExp(`${what}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
}

async function boardRequest(
  { programmeId, movers }: Ground,
  headers: Record<string, string> = {},
): Promise<Buffer> {
  const { board } = await pageDocuments();
  const body = JSON.stringify({ query: board, variables: { programmeId } });
  return requestBytes("POST", "/graphql", { cookie: movers[0].cookie, ...headers }, body);
}

interface Spawned {
  process: ChildProcess;
  url: string;
  stop(): Promise<void>;
}

/** Starts the server as it is really run; resolves when it listens. */
export async function startServer(ground: Ground): Promise<Spawned> {
  const child = spawn(process.execPath, [builtServer], {
    env: environmentOf(ground),
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = once(child, "exit").then(() =>
    Promise.reject(new Error("The server ended before it served")),
  );
  const [line] = (await Promise.race([once(child.stdout, "data"), ended])) as [Buffer];
  ended.catch(() => undefined);
  const url = /http:\S+/.exec(line.toString())?.[0] ?? "";
  const stop = async () => {
    child.kill("SIGTERM");
    await once(child, "exit");
  };
  return { process: child, url, stop };
}
