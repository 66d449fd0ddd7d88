import { readFile, rm } from "node:fs/promises";
import { createApp, type App } from "../../server/app.js";
import { Person } from "../../server/features/people/person.entity.js";
import { Role } from "../../server/features/people/role.enum.js";
import { docxOf, type PlainNotice } from "../kit/table-files.js";
import { Connection, requestBytes } from "./connection.js";
import { configOf, copyOf, groundOf, pageFile, sizes, type Ground } from "./ground.js";
import { figureOf } from "./rounds.js";
import { boundLine, short, type Line } from "./table.js";

const previews = 5;

/** A preview of a Word file over HTTP, all that the page asks for; and how long others wait for their board meanwhile. */
export async function benchPreview(notice: PlainNotice): Promise<Line[]> {
  const ground = await copyOf(await groundOf(sizes[0]));
  const app = await createApp(configOf(ground.dataDir));
  const request = await previewRequest(app, ground, notice);
  const connection = await Connection.open(app.url);
  const times: number[] = [];
  const waits: number[] = [];
  for (let count = 0; count < previews; count += 1) {
    const start = performance.now();
    const answer = connection.send(request);
    waits.push(await longestWait(app, ground, answer));
    const { status, body } = await answer;
    if (status !== 200 || !body().toString().includes(`"projects":[{`))
      throw new Error(body().toString().slice(0, 500));
    times.push(performance.now() - start);
  }
  connection.close();
  await app.stop();
  await rm(ground.dataDir, { recursive: true, force: true });
  const { median, least, most } = figureOf(times);
  const rows = notice.rows.length;
  return [
    boundLine(
      `preview of ${rows} rows of Word over HTTP`,
      median,
      "ms",
      2_000,
      `${short(least)}–${short(most)} ms`,
    ),
    boundLine(`a board of 40 meanwhile, the longest wait`, figureOf(waits).median, "ms", 200, ""),
  ];
}

/** How long at most somebody waits who reads a board again and again until `work` is done. */
async function longestWait(
  app: App,
  { programmeId, movers }: Ground,
  work: Promise<unknown>,
): Promise<number> {
  const query = `query ($id: ID!) { board(programmeId: $id) { projects { name tasks { title } } } }`;
  const body = JSON.stringify({ query, variables: { id: programmeId } });
  const request = requestBytes("POST", "/graphql", { cookie: movers[0].cookie }, body);
  const connection = await Connection.open(app.url);
  let isDone = false;
  void work.finally(() => (isDone = true));
  let longest = 0;
  while (!isDone) {
    const start = performance.now();
    await connection.send(request);
    longest = Math.max(longest, performance.now() - start);
  }
  connection.close();
  return longest;
}

async function previewRequest({ database }: App, { movers }: Ground, notice: PlainNotice): Promise<Buffer> {
  const [{ personId, cookie }] = movers;
  await database.orm.em.fork().nativeUpdate(Person, { id: personId }, { role: Role.SUPERVISOR });
  const query = await readFile(pageFile("features/imports/Import.graphql"), "utf8");
  const document = { name: "notice.docx", base64: Buffer.from(docxOf(notice)).toString("base64") };
  const body = JSON.stringify({ query, operationName: "Import_Preview", variables: { input: { document } } });
  return requestBytes("POST", "/graphql", { cookie }, body);
}
