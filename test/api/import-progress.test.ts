import { expect, it, vi } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { describeApi } from "../kit/luoshi.js";
import type { Event } from "../kit/socket-client.js";

const subscription = `subscription ($id: ID!) { importProgress(id: $id) { phase done total } }`;
const preview = `mutation ($input: PreviewImportInput!) { previewImport(input: $input) { __typename } }`;
const apply = `mutation ($input: ApplyImportInput!) { applyImport(input: $input) { __typename } }`;

interface Progress {
  importProgress: { phase: string; done: number; total: number };
}

/** Long enough to be told of more than once. */
const rows = 4_000;

function longNotice(year: number): string {
  const lines = Array.from(
    { length: rows },
    (_, index) => `${index + 1}\t修路${index}\t第一季度：开工；第四季度：完工`,
  );
  return [`${year}年为民办实事项目责任分解表`, "", "序号\t项目名称\t项目进度", ...lines].join("\n");
}

/** All that a subscription hears until it ends. */
async function all(events: AsyncIterableIterator<Event<Progress>>): Promise<Progress["importProgress"][]> {
  const heard: Progress["importProgress"][] = [];
  for await (const { data } of events) if (data) heard.push(data.importProgress);
  return heard;
}

describeApi("The progress of an import", (luoshi) => {
  const { given, stranger } = luoshi;
  const size = () => luoshi.app.progress.size;

  it("of a preview is told while rows are read, ends with it, and leaves nothing behind", async () => {
    const importer = await given.supervisor();
    const heard = all(importer.socket().follow<Progress>(subscription, { id: "预览" }));
    await vi.waitFor(() => expect(size()).toBe(1));
    await importer.ask(preview, { input: { document: { text: longNotice(2022) }, progressId: "预览" } });
    const told = await heard;
    expect(told[0]).toEqual({ phase: "READING", done: 0, total: 0 });
    expect(told.some(({ done, total }) => done > 0 && done < total && total === rows)).toBe(true);
    expect(size()).toBe(0);
  });

  it("of applying is told in phases", async () => {
    const importer = await given.supervisor();
    const heard = all(importer.socket().follow<Progress>(subscription, { id: "导入" }));
    await vi.waitFor(() => expect(size()).toBe(1));
    await importer.ask(apply, {
      input: { document: { text: "2022年\n项目名称\t项目进度\n修路\t年底前" }, progressId: "导入" },
    });
    const phases = (await heard).map(({ phase }) => phase);
    expect(phases).toContain("WRITING");
    expect(phases).toEqual(phases.toSorted((one, other) => order.indexOf(one) - order.indexOf(other)));
    expect(size()).toBe(0);
  });

  it("is heard by whoever comes late, and by the same person alone", async () => {
    const importer = await given.supervisor();
    const other = await given.signedIn("黄思远", Role.ADMIN);
    const foreign = other.socket();
    const unheard = all(foreign.follow<Progress>(subscription, { id: "晚" }));
    await vi.waitFor(() => expect(size()).toBe(1));
    const previewed = importer.ask(preview, {
      input: { document: { text: longNotice(2023) }, progressId: "晚" },
    });
    await vi.waitFor(() => expect(size()).toBe(2));
    expect(await all(importer.socket().follow<Progress>(subscription, { id: "晚" }))).not.toEqual([]);
    await previewed;
    await foreign.close();
    expect(await unheard).toEqual([]);
    await vi.waitFor(() => expect(size()).toBe(0));
  });

  it("goes with the socket of who follows it", async () => {
    const socket = (await given.supervisor()).socket();
    const heard = all(socket.follow<Progress>(subscription, { id: "走" }));
    await vi.waitFor(() => expect(size()).toBe(1));
    await socket.close();
    await heard;
    await vi.waitFor(() => expect(size()).toBe(0));
  });

  it.each([
    ["nobody", () => Promise.resolve(stranger), "UNAUTHENTICATED"],
    ["somebody who may not import", () => given.reader(), "FORBIDDEN"],
  ])("is not for %s", async (_who, client, code) => {
    const events = (await client()).socket().follow<Progress>(subscription, { id: "他人" });
    const refused = await events.next().then(
      ({ value }) => (value as Event<Progress>).errors,
      (errors: unknown) => errors,
    );
    expect(refused).toMatchObject([{ extensions: { code } }]);
    expect(size()).toBe(0);
  });
});

const order = ["READING", "COMPARING", "WRITING"];
