import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { usualLimits } from "../../server/reader/reader.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import type { Client } from "../kit/client.js";
import { harmlessDocuments, harmlessTexts, hostileDocuments, longDocuments } from "../kit/hostile-files.js";
import { Luoshi } from "../kit/luoshi.js";
import { luoshi, temporaryFolder, type Outcome } from "../kit/program.js";
import type { NamedDocument } from "../kit/table-files.js";

const previewMutation = `mutation ($input: PreviewImportInput!) {
  previewImport(input: $input) {
    __typename
    ... on ImportPreview { notice { projects { content } } }
    ... on UnreadableNotice { code message }
  }
}`;

interface Preview {
  previewImport: {
    __typename: string;
    code?: string;
    message?: string;
    notice?: { projects: { content: string }[] };
  };
}

/** How long nine of ten others may wait meanwhile, in milliseconds. */
const patience = 200;

/** What a process that reads may take beside what it holds when idle, and may hold in all, in megabytes. */
const mostMegabytes = usualLimits.megabytes + 64;

describe("A hostile document", () => {
  const luoshi = new Luoshi("SQLite");
  let programme: GivenProgramme;
  beforeAll(async () => {
    await luoshi.start();
    programme = await givenBoard(luoshi);
  });
  afterAll(() => luoshi.stop());

  it.each(hostileDocuments)(
    "such as $what is answered within the limits, holds nobody up and writes nothing",
    { timeout: 60_000 },
    async ({ make, code }) => {
      const before = JSON.stringify(await luoshi.dump());
      const { preview, waits } = await previewAmongOthers(programme, luoshi, make());
      expect(preview.code ?? null).toBe(code);
      expect(preview.__typename).toBe(code === null ? "ImportPreview" : "UnreadableNotice");
      expect(preview.message).not.toBe("");
      expect(waits).toSatisfy(areShort);
      expect(mostHeld()).toBeLessThan(mostMegabytes);
      expect(JSON.stringify(await luoshi.dump()) === before).toBe(true);
    },
  );

  it("never becomes anything but text", async () => {
    const importer = await luoshi.given.supervisor();
    for (const document of harmlessDocuments()) {
      const { notice } = await previewOf(importer, document);
      const contents = notice?.projects.map(({ content }) => content);
      expect({ name: document.name, contents }).toEqual({ name: document.name, contents: harmlessTexts });
    }
  });
});

describe("luoshi import", { timeout: 60_000 }, () => {
  const bomb = hostileDocuments.find(({ what }) => what.includes("ZIP bomb"))!;

  async function importing(settings: Record<string, string> = {}): Promise<Outcome> {
    const folder = await temporaryFolder();
    const { name, input } = bomb.make();
    await writeFile(join(folder, name), input as Uint8Array);
    return luoshi(["import", join(folder, name), "--dry-run", "--json"], { DATA_DIR: folder, ...settings });
  }

  it("refuses a hostile document as the server does", async () => {
    const { code, stdout } = await importing();
    expect({ code, ...(JSON.parse(stdout) as object) }).toMatchObject({
      code: 1,
      notice: null,
      diagnostics: [{ severity: "ERROR", code: bomb.code }],
    });
  });

  it("says which limit cannot be used", async () => {
    const { code, stderr } = await importing({ READING_SECONDS: "soon" });
    expect({ code, stderr }).toEqual({
      code: 2,
      stderr: 'READING_SECONDS: expected a number from 1 to 600, found "soon"\n',
    });
  });
});

describe("A document as long as one may be", () => {
  // How long it takes is for the benchmark to say: here other tests take their share of the machine.
  const luoshi = new Luoshi("SQLite");
  beforeAll(() => luoshi.start({ reading: { ...usualLimits, seconds: 60 } }));
  afterAll(() => luoshi.stop());

  it.each(longDocuments)(
    "in $what ($rows rows) is read whole, within the memory, while others are served",
    { timeout: 90_000 },
    async ({ rows, make }) => {
      const programme = await givenBoard(luoshi);
      const { preview, waits } = await previewAmongOthers(programme, luoshi, make());
      expect(preview.notice?.projects).toHaveLength(rows);
      expect(waits.length).toBeGreaterThan(10);
      expect(waits).toSatisfy(areShort);
      expect(mostHeld()).toBeLessThan(mostMegabytes);
    },
  );
});

async function previewOf(
  importer: Client,
  { name, input }: NamedDocument,
): Promise<Preview["previewImport"]> {
  const document = new File([input as Uint8Array<ArrayBuffer>], name);
  const reply = await importer.upload<Preview>(previewMutation, { input: { document: {} } }, document);
  if (!reply.data) throw new Error(`The API refused: ${reply.text}`);
  return reply.data.previewImport;
}

/** A board for others to read, and everybody's accounts. */
async function givenBoard({ given }: Luoshi): Promise<GivenProgramme> {
  await given.supervisor();
  await given.reader();
  return given.programme({ projects: Array.from({ length: 50 }, () => ({})) });
}

/** A preview, and how long somebody who reads boards and asks for the server's health waited each time meanwhile. */
async function previewAmongOthers(
  programme: GivenProgramme,
  { given, stranger }: Luoshi,
  document: NamedDocument,
): Promise<{ preview: Preview["previewImport"]; waits: number[] }> {
  const [importer, reader] = [await given.supervisor(), await given.reader()];
  const query = `query ($id: ID!) { board(programmeId: $id) { projects { name tasks { title } } } }`;
  let isDone = false;
  const previewed = previewOf(importer, document).finally(() => (isDone = true));
  const waits: number[] = [];
  while (!isDone) {
    const start = performance.now();
    await stranger.fetch("/healthz");
    await reader.ask(query, { id: programme.id });
    waits.push(performance.now() - start);
  }
  return { preview: await previewed, waits };
}

function areShort(waits: number[]): boolean {
  return waits.toSorted((one, other) => one - other)[Math.floor(waits.length * 0.9)]! < patience;
}

/** The most that a process of this one's has held so far, in megabytes; 0 where the system does not tell. */
function mostHeld(): number {
  try {
    const children = readdirSync("/proc/self/task").flatMap((thread) =>
      readFileSync(`/proc/self/task/${thread}/children`, "utf8").trim().split(" ").filter(Boolean),
    );
    const held = children.map((child) => {
      const status = readFileSync(`/proc/${child}/status`, "utf8");
      return Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024;
    });
    return Math.max(0, ...held);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return 0;
    throw error;
  }
}
