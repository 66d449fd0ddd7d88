import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { beforeAll, beforeEach, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { sweepEvidence } from "../../server/features/evidence/sweep-evidence.js";
import { verifyLog } from "../../server/log/verify-log.js";
import { DiskBlobs } from "../../server/storage/disk-blobs.js";
import type { Client, Variables } from "../kit/client.js";
import { phonePhoto, Uploads } from "../kit/evidence.js";
import { describeApi } from "../kit/luoshi.js";
import { temporaryFolder } from "../kit/program.js";
import { docxOf } from "../kit/table-files.js";
import { writeCard } from "../kit/writing.js";

interface EvidenceSeen {
  id: string;
  name: string;
  mediaType: string;
  bytes: number;
  hash: string;
  width: number | null;
  height: number | null;
  url: string;
  previewUrl: string | null;
  author: { name: string };
}

interface TaskSeen {
  pendingEvidence: EvidenceSeen[];
  reports: { id: string; done: string; evidence: EvidenceSeen[] }[];
}

const fields = "id name mediaType bytes hash width height url previewUrl author { name }";

const photo = await phonePhoto();
const png = await sharp(photo).png().toBuffer();
const pdf = new TextEncoder().encode("%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n");

/** What a picture says of itself; read from a file, since the server lets the library read nothing else. */
async function metadataOf(bytes: Uint8Array) {
  const path = join(await temporaryFolder(), "picture");
  await writeFile(path, bytes);
  return sharp(path).metadata();
}

describeApi("Evidence", (luoshi) => {
  const { given } = luoshi;
  const uploads = new Uploads(luoshi);
  let owner: Client, leader: Client, stranger: Client;
  let taskId: string, programmeId: string;
  beforeAll(async () => {
    owner = await given.signedIn("证责任人");
    leader = await given.signedIn("证领导");
    stranger = await given.signedIn("证旁人", Role.OWNER);
  });
  beforeEach(async () => {
    const programme = await given.programme({
      projects: [{ owners: ["证责任人"], leaders: ["证领导"] }],
    });
    taskId = programme.card.id;
    programmeId = programme.id;
  });

  const seenBy = async (client: Client): Promise<TaskSeen> => {
    const document = `query ($id: ID!) { task(id: $id) {
      pendingEvidence { ${fields} } reports { id done evidence { ${fields} } } } }`;
    return (await client.ask<{ task: TaskSeen }>(document, { id: taskId })).task;
  };
  const report = (client: Client, words: Variables) => {
    const document = `mutation ($input: ReportTaskInput!) { reportTask(input: $input) { __typename } }`;
    return client.send(document, { input: { taskId, report: words } });
  };
  const folder = (name: string) => join(luoshi.config.dataDir, "evidence", name);
  const arriving = () => readdir(folder("arriving"));
  const blobs = () => new DiskBlobs(folder("kept"));
  const handIn = async (bytes: Uint8Array, filename: string): Promise<string> => {
    const { evidenceId } = await uploads.whole(owner, taskId, filename, bytes);
    return evidenceId ?? "";
  };

  it("comes in pieces over a line that breaks, and is of the report that names it", async () => {
    const begun = await uploads.begin(owner, { taskId, filename: "现场 1.jpeg" }, photo.length);
    expect(begun.status).toBe(201);
    const place = begun.headers.get("location") ?? "";
    const half = Math.floor(photo.length / 2);
    await uploads.piece(owner, place, 0, photo.subarray(0, half));
    expect((await uploads.piece(owner, place, 0, photo.subarray(0, half))).status).toBe(409);
    expect(await uploads.offset(owner, place)).toBe(half);
    expect((await seenBy(owner)).pendingEvidence).toEqual([]);
    const { status, evidenceId } = await uploads.piece(owner, place, half, photo.subarray(half));
    expect(status).toBe(200);
    expect(place.endsWith(evidenceId ?? "?")).toBe(true);
    expect((await seenBy(owner)).pendingEvidence).toMatchObject([
      { id: evidenceId, name: "现场 1.jpg", mediaType: "image/jpeg", author: { name: "证责任人" } },
    ]);
    await report(owner, { done: "完成招标", evidenceIds: [evidenceId] });
    expect(await seenBy(leader)).toMatchObject({
      pendingEvidence: [],
      reports: [{ done: "完成招标", evidence: [{ id: evidenceId }] }],
    });
    expect(await arriving()).toEqual([]);
    expect(await verifyLog(luoshi.app.database.rows)).toMatchObject({ broken: [] });
  });

  it("of a photo keeps the picture, upright, and not where it was taken or by whose camera", async () => {
    expect((await metadataOf(photo)).exif).toBeDefined();
    await handIn(photo, "现场.jpg");
    const [seen] = (await seenBy(owner)).pendingEvidence;
    expect(seen).toMatchObject({ width: 800, height: 1200 });
    for (const url of [seen!.url, seen!.previewUrl!]) {
      const bytes = Buffer.from(await (await owner.fetch(url)).arrayBuffer());
      const { exif, width, height } = await metadataOf(bytes);
      expect(exif).toBeUndefined();
      expect(height).toBeGreaterThan(width);
      expect(bytes.includes("某手机")).toBe(false);
    }
  });

  it("is given with what keeps a browser from running it", async () => {
    await handIn(pdf, "方案.pdf");
    const [seen] = (await seenBy(owner)).pendingEvidence;
    const response = await owner.fetch(seen!.url);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(pdf);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      "content-type": "application/pdf",
      "content-disposition": `inline; filename*=UTF-8''${encodeURIComponent("方案.pdf")}`,
      "content-security-policy": expect.stringContaining("sandbox") as string,
      "x-content-type-options": "nosniff",
      "cache-control": "private, no-cache",
    });
    const etag = response.headers.get("etag") ?? "";
    expect((await owner.fetch(seen!.url, { headers: { "if-none-match": etag } })).status).toBe(304);
    const saved = await owner.fetch(`${seen!.url}?download`);
    expect(saved.headers.get("content-disposition")).toMatch(/^attachment;/);
    await handIn(docxOf({ title: "表", header: ["一"], rows: [["二"]] }), "表.docx");
    const word = (await seenBy(owner)).pendingEvidence.find(({ name }) => name === "表.docx");
    expect((await owner.fetch(word!.url)).headers.get("content-disposition")).toMatch(/^attachment;/);
  });

  it.each([
    [
      "a program that calls itself a photo",
      "现场.jpg",
      Buffer.from("MZ\x90\0".padEnd(400, "\0"), "latin1"),
      "FILE_KIND",
    ],
    ["a page", "方案.pdf", Buffer.from("<!doctype html><script>alert(1)</script>"), "FILE_KIND"],
    [
      "a drawing that may run",
      "图.svg",
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      "FILE_KIND",
    ],
    ["a photo that breaks off", "现场.jpg", photo.subarray(0, 700), "FILE_BROKEN"],
    [
      "a photo of the kind that only some phones show",
      "现场.heic",
      Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"),
      "FILE_HEIC",
    ],
  ])("refuses %s, says why, and keeps nothing of it", async (_what, filename, bytes, code) => {
    const answer = await uploads.whole(owner, taskId, filename, bytes);
    expect(answer).toMatchObject({ status: 415, code, message: expect.stringMatching(/[一-龥]/) as string });
    expect((await seenBy(owner)).pendingEvidence).toEqual([]);
    expect(await arriving()).toEqual([]);
  });

  it("refuses an empty file, one that is too large, and one without a name or a task", async () => {
    expect(await uploads.begin(owner, { taskId, filename: "大.jpg" }, 100 * 1024 * 1024)).toMatchObject({
      status: 413,
      code: "REQUEST_TOO_LARGE",
      message: "文件太大：每个文件不超过 50 MB",
    });
    expect((await uploads.begin(owner, { filename: "无任务.jpg" }, 10)).code).toBe("BAD_USER_INPUT");
    expect((await uploads.begin(owner, { taskId: "task_none", filename: "无.jpg" }, 10)).code).toBe(
      "NOT_FOUND",
    );
    expect(await arriving()).toEqual([]);
  });

  it("is handed in by those who work on the card, and is nobody else's while it waits", async () => {
    expect((await uploads.begin(null, { taskId, filename: "无名.jpg" }, 10)).status).toBe(401);
    for (const client of [stranger, leader])
      expect(await uploads.begin(client, { taskId, filename: "旁人.jpg" }, 10)).toMatchObject({
        status: 403,
        code: "NOT_A_WORKER",
      });
    const begun = await uploads.begin(owner, { taskId, filename: "我的.jpg" }, photo.length);
    const place = begun.headers.get("location") ?? "";
    expect(await uploads.offset(stranger, place)).toBeNull();
    expect((await uploads.piece(stranger, place, 0, photo)).code).toBe("NOT_FOUND");
    expect((await uploads.send(stranger, "DELETE", place)).status).toBe(404);
    expect((await uploads.send(owner, "GET", place)).status).toBe(404);
    const { evidenceId } = await uploads.piece(owner, place, 0, photo);
    for (const client of [stranger, leader]) {
      expect((await seenBy(client)).pendingEvidence).toEqual([]);
      expect((await client.fetch(`/evidence/${evidenceId}`)).status).toBe(404);
    }
    expect((await luoshi.stranger.fetch(`/evidence/${evidenceId}`)).status).toBe(401);
    await report(owner, { done: "完成", evidenceIds: [evidenceId] });
    for (const client of [stranger, leader])
      expect((await client.fetch(`/evidence/${evidenceId}`)).status).toBe(200);
  });

  it("is not taken from another report, task or person", async () => {
    const id = await handIn(photo, "现场.jpg");
    const other = (await given.programme({ projects: [{ owners: ["证责任人", "证旁人"] }] })).card.id;
    const elsewhere = { taskId: other, report: { done: "别处", evidenceIds: [id] } };
    const document = `mutation ($input: ReportTaskInput!) { reportTask(input: $input) { __typename } }`;
    for (const client of [owner, stranger])
      expect((await client.send(document, { input: elsewhere })).code).toBe("BAD_USER_INPUT");
    await report(owner, { done: "第一次", evidenceIds: [id] });
    expect((await report(owner, { done: "第二次", evidenceIds: [id] })).code).toBe("BAD_USER_INPUT");
    expect((await seenBy(owner)).reports).toHaveLength(1);
  });

  it("lies on the disk once, however often it is handed in", async () => {
    await handIn(pdf, "一.pdf");
    await handIn(pdf, "二.pdf");
    const pending = (await seenBy(owner)).pendingEvidence;
    expect(new Set(pending.map(({ hash }) => hash)).size).toBe(1);
    let there = 0;
    for await (const { hash } of blobs().all()) there += Number(hash === pending[0]!.hash);
    expect(there).toBe(1);
  });

  it("is let go by who handed it in while it waits; a report lets it go when it is written anew", async () => {
    const [one, two] = [await handIn(pdf, "一.pdf"), await handIn(photo, "二.jpg")];
    await report(owner, { done: "完成", evidenceIds: [one, two] });
    const [{ id: reportId }] = (await seenBy(owner)).reports as [TaskSeen["reports"][0]];
    const remove = `mutation ($input: RemoveEvidenceInput!) { removeEvidence(input: $input) { evidenceId } }`;
    expect((await owner.send(remove, { input: { evidenceId: one } })).code).toBe("NOT_FOUND");
    const edit = `mutation ($input: EditReportInput!) { editReport(input: $input) { __typename } }`;
    await owner.ask(edit, { input: { reportId, report: { done: "完成", evidenceIds: [two] } } });
    expect(await seenBy(owner)).toMatchObject({
      pendingEvidence: [{ id: one }],
      reports: [{ evidence: [{ id: two }] }],
    });
    expect((await stranger.send(remove, { input: { evidenceId: one } })).code).toBe("NOT_FOUND");
    await owner.ask(remove, { input: { evidenceId: one } });
    expect((await seenBy(owner)).pendingEvidence).toEqual([]);
    expect(await verifyLog(luoshi.app.database.rows)).toMatchObject({ broken: [] });
  });

  it("waits again when the submission that brought it is undone", async () => {
    const id = await handIn(pdf, "一.pdf");
    await writeCard(owner, "submitTask", { taskId, report: { done: "完成", evidenceIds: [id] } });
    expect(await seenBy(leader)).toMatchObject({ reports: [{ evidence: [{ id }] }] });
    await writeCard(owner, "undoTask", { taskId });
    expect(await seenBy(owner)).toMatchObject({ reports: [], pendingEvidence: [{ id }] });
    await writeCard(owner, "submitTask", { taskId, report: { done: "完成", evidenceIds: [id] } });
    expect(await seenBy(leader)).toMatchObject({ reports: [{ evidence: [{ id }] }] });
    expect(await verifyLog(luoshi.app.database.rows)).toMatchObject({ broken: [] });
  });

  it("is shown as it was on a day", async () => {
    const id = await handIn(pdf, "一.pdf");
    await report(owner, { done: "完成", evidenceIds: [id] });
    const before = luoshi.clock.now();
    luoshi.clock.moveTo("2022-08-17T01:00:00.000Z");
    const [{ id: reportId }] = (await seenBy(owner)).reports as [TaskSeen["reports"][0]];
    const edit = `mutation ($input: EditReportInput!) { editReport(input: $input) { __typename } }`;
    await owner.ask(edit, { input: { reportId, report: { done: "改了", evidenceIds: [] } } });
    const document = `query ($programmeId: ID!, $asOf: PointInTime!) { board(programmeId: $programmeId, asOf: $asOf) {
      projects { tasks { pendingEvidence { id } reports { done evidence { id name } } } } } }`;
    const { board } = await owner.ask<{ board: { projects: { tasks: object[] }[] } }>(document, {
      programmeId,
      asOf: "2022-08-16",
    });
    expect(board.projects[0]?.tasks[0]).toEqual({
      pendingEvidence: [],
      reports: [{ done: "完成", evidence: [{ id, name: "一.pdf" }] }],
    });
    luoshi.clock.moveTo(before.toISOString());
  });

  it("that no report came for is let go after two days, and the disk's room with it", async () => {
    await handIn(png, "等.png");
    const [{ hash }] = (await seenBy(owner)).pendingEvidence as [EvidenceSeen];
    const { orm, rows } = luoshi.app.database;
    const sweep = (hours: number) =>
      sweepEvidence(orm.em.fork(), rows, blobs(), new Date(luoshi.clock.now().getTime() + hours * 3_600_000));
    await sweep(47);
    expect((await seenBy(owner)).pendingEvidence).toHaveLength(1);
    await sweep(49);
    expect((await seenBy(owner)).pendingEvidence).toEqual([]);
    expect(await blobs().has(hash)).toBe(true);
    const unnamed = new DiskBlobs(folder("kept"));
    unnamed.all = async function* () {
      for await (const one of DiskBlobs.prototype.all.call(this))
        yield { ...one, keptAt: new Date(one.keptAt.getTime() - 2 * 3_600_000) };
    };
    await sweepEvidence(orm.em.fork(), rows, unnamed, luoshi.clock.now());
    expect(await blobs().has(hash)).toBe(false);
    expect(await verifyLog(luoshi.app.database.rows)).toMatchObject({ broken: [] });
  });
});
