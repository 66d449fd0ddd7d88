import { beforeEach, describe, expect, it, vi } from "vitest";
import { nextTick } from "vue";
import { useImportDraft } from "../../web/features/imports/import-draft";
import { useImport } from "../../web/features/imports/useImport";
import { givenPageServer, onPage } from "./page-server";

const typename = (name: string) => ({ __typename: name });
const task = {
  ...typename("NoticeTask"),
  title: "完工",
  needsReview: false,
  implicit: false,
  recurrence: null,
  hints: [],
  period: {
    ...typename("Period"),
    startsOn: null,
    dueOn: "2022-06-30",
    kind: "DEADLINE",
    quarters: [2],
    words: "6月底前",
  },
  source: {
    ...typename("Source"),
    table: 1,
    row: 2,
    column: 4,
    paragraph: null,
    start: 0,
    end: 4,
    text: "",
  },
};
const project = {
  ...typename("NoticeProject"),
  number: 1,
  category: null,
  name: "修路",
  content: "",
  remarks: null,
  leaders: [],
  owners: [],
  offices: ["规划办"],
  assistingOffices: [],
  source: task.source,
  sources: [],
  tasks: [task],
};
const programme = { ...typename("Programme"), id: "programme-1", title: "责任表", year: 2022 };
const difference = (id: string, isSuggested: boolean) => ({
  ...typename("ImportDifference"),
  id,
  kind: "CHANGED",
  projectIndex: 0,
  taskIndex: 0,
  projectId: "p1",
  taskId: "t1",
  projectNumber: 1,
  projectName: "修路",
  taskTitle: "完工",
  match: "SAME",
  isSuggested,
  isApplicable: true,
  warnings: [],
  stage: null,
  fields: [],
});
const comparison = (isAmendment: boolean) => ({
  ...typename("ImportPreview"),
  programmeTitle: "责任表",
  existingProgramme: null,
  questions: [],
  officeQuestions: [],
  amends: isAmendment ? programme : null,
  boardRevision: isAmendment ? 7 : null,
  differences: isAmendment ? [difference("d1", true), difference("d2", false)] : [],
});
const preview = (isAmendment: boolean) => ({
  ...comparison(isAmendment),
  name: null,
  format: "TEXT",
  encoding: "text",
  blocks: [],
  diagnostics: [],
  notice: {
    ...typename("Notice"),
    title: "通知",
    year: 2022,
    documentNumber: null,
    issuers: [],
    issuedOn: null,
    cc: [],
    projects: [project],
  },
});

type Apply = () => unknown;

function givenImport(
  isAmendment: boolean,
  apply: Apply = () => ({ ...programme, projectCount: 1, taskCount: 1 }),
) {
  const reply = {
    preview: (): unknown => ({ previewImport: preview(isAmendment) }),
    compare: (): unknown => ({ previewImport: comparison(isAmendment) }),
  };
  const server = givenPageServer({
    Import_Preview: () => reply.preview(),
    Import_Compare: () => reply.compare(),
    Import_Apply: () => {
      const answer = apply();
      return answer instanceof Promise ? answer : { applyImport: answer };
    },
  });
  const page = onPage(() => ({ work: useImport(), draft: useImportDraft() }));
  page.result.draft.openFor("person-1");
  const names = () => server.asked.map(({ name }) => name);
  const lastInput = () => server.asked.at(-1)?.variables["input"] as Record<string, unknown>;
  return {
    ...page,
    ...page.result,
    names,
    lastInput,
    answerPreview: (next: () => Promise<unknown>) => (reply.preview = next),
    answerCompare: (next: () => Promise<unknown>) => (reply.compare = next),
  };
}

const longEnough = () => new Promise((resolve) => setTimeout(resolve, 700));

beforeEach(() => sessionStorage.clear());

describe("A notice that makes a new board", () => {
  it("is read once: corrections lie over it and are sent with the import", async () => {
    const { work, draft, names, lastInput } = givenImport(false);
    await work.give({ kind: "text", text: "通知" });
    draft.correct("task-0-0", { title: "竣工" }, { title: "完工" });
    draft.programmeTitle = "修路责任表";
    await longEnough();
    expect(names()).toEqual(["Import_Preview"]);
    expect((await work.apply())?.id).toBe("programme-1");
    expect(lastInput()).toMatchObject({
      document: { text: "通知" },
      corrections: [{ projectIndex: 0, taskIndex: 0, title: "竣工" }],
      programmeTitle: "修路责任表",
    });
    expect(lastInput()).not.toHaveProperty("accept");
  });

  it("asks about the offices anew when those are corrected", async () => {
    const { work, draft, names, lastInput } = givenImport(false);
    await work.give({ kind: "text", text: "通知" });
    draft.correct("project-0", { offices: ["规划建设办"] }, { offices: ["规划办"] });
    await vi.waitFor(() => expect(names()).toEqual(["Import_Preview", "Import_Compare"]), 2000);
    expect(lastInput()).toMatchObject({ corrections: [{ projectIndex: 0, offices: ["规划建设办"] }] });
  });
});

describe("A notice that amends a board", () => {
  it("is compared anew once what was said has come to rest", async () => {
    const { work, draft, names, lastInput } = givenImport(true);
    await work.give({ kind: "text", text: "通知" });
    draft.correct("task-0-0", { title: "竣" }, { title: "完工" });
    draft.correct("task-0-0", { title: "竣工" }, { title: "完工" });
    draft.officeAnswers.set("规划办", {});
    await longEnough();
    expect(names()).toEqual(["Import_Preview", "Import_Compare"]);
    expect(lastInput()).toMatchObject({
      corrections: [{ title: "竣工" }],
      officeAnswers: [{ name: "规划办" }],
    });
  });

  it("is applied with what is ticked, upon the board that was compared", async () => {
    const { work, draft, lastInput } = givenImport(true);
    await work.give({ kind: "text", text: "通知" });
    draft.ticks.set("d2", true);
    await work.apply();
    expect(lastInput()).toMatchObject({
      amends: "programme-1",
      accept: ["d1", "d2"],
      expectedRevision: 7,
    });
  });

  it("is compared anew when the board has changed meanwhile, and what was ticked stays ticked", async () => {
    const changed = {
      ...typename("BoardChanged"),
      code: "BOARD_CHANGED",
      message: "看板刚有改动",
      programme,
    };
    const { work, draft, names } = givenImport(true, () => changed);
    await work.give({ kind: "text", text: "通知" });
    draft.ticks.set("d1", false);
    expect(await work.apply()).toBeNull();
    expect(names()).toEqual(["Import_Preview", "Import_Apply", "Import_Compare"]);
    expect(work.refused.value?.__typename).toBe("BoardChanged");
    expect(draft.ticks.get("d1")).toBe(false);
  });

  it("is compared with another programme, or with none, as somebody chooses", async () => {
    const { work, draft, lastInput } = givenImport(true);
    await work.give({ kind: "text", text: "通知" });
    draft.compareWith("programme-2");
    await vi.waitFor(() => expect(lastInput()).toMatchObject({ amends: "programme-2" }));
    draft.compareWith(null, true);
    await vi.waitFor(() => expect(lastInput()).toMatchObject({ asNew: true }));
    expect(lastInput()).not.toHaveProperty("amends");
  });

  it("is not applied with a correction that nobody has seen the differences of, but compared at once", async () => {
    const { work, draft, names, lastInput } = givenImport(true);
    await work.give({ kind: "text", text: "通知" });
    draft.correct("task-0-0", { title: "竣工" }, { title: "完工" });
    expect(await work.apply()).toBeNull();
    expect(names()).toEqual(["Import_Preview", "Import_Compare"]);
    expect(lastInput()).toMatchObject({ corrections: [{ title: "竣工" }] });
    expect(work.isRenewed.value).toBe(true);
    await longEnough();
    expect(names()).toEqual(["Import_Preview", "Import_Compare"]);

    expect((await work.apply())?.id).toBe("programme-1");
    expect(lastInput()).toMatchObject({ corrections: [{ title: "竣工" }], accept: ["d1"] });
    expect(work.isRenewed.value).toBe(false);
  });

  it("is not applied to a programme just chosen before it was compared with that", async () => {
    const { work, draft, names, lastInput } = givenImport(true);
    await work.give({ kind: "text", text: "通知" });
    draft.compareWith("programme-2");
    expect(await work.apply()).toBeNull();
    expect(names()).not.toContain("Import_Apply");
    expect(lastInput()).toMatchObject({ amends: "programme-2" });
  });

  it("is compared anew after a correction that is taken back while the former one is being compared", async () => {
    let arrive: (answer: object) => void = () => {};
    const { work, draft, names, answerCompare } = givenImport(true);
    answerCompare(() => new Promise((resolve) => (arrive = resolve)));
    await work.give({ kind: "text", text: "通知" });
    draft.correct("task-0-0", { title: "竣工" }, { title: "完工" });
    await vi.waitFor(() => expect(names()).toHaveLength(2));
    draft.correct("task-0-0", { title: "完工" }, { title: "完工" });
    await Promise.resolve();
    arrive({ previewImport: comparison(true) });
    await vi.waitFor(() => expect(names()).toHaveLength(3), 2000);
  });

  it("does not say that it was compared anew when it could not be", async () => {
    const { work, draft, answerCompare } = givenImport(true);
    answerCompare(() => Promise.reject(new TypeError("Failed to fetch")));
    await work.give({ kind: "text", text: "通知" });
    draft.correct("task-0-0", { title: "竣工" }, { title: "完工" });
    expect(await work.apply()).toBeNull();
    expect([work.isRenewed.value, work.trouble.value]).toEqual([false, "unreachable"]);
    expect(draft.corrections.size).toBe(1);
  });

  it("asks nothing more of the server once its page is left", async () => {
    const { work, draft, names, leave } = givenImport(true);
    await work.give({ kind: "text", text: "通知" });
    draft.correct("task-0-0", { title: "竣工" }, { title: "完工" });
    await Promise.resolve();
    leave();
    await longEnough();
    expect(names()).toEqual(["Import_Preview"]);
  });
});

describe("An import whose answer never came", () => {
  it("may have been written, and does not say that nothing was", async () => {
    const { work } = givenImport(false, () => Promise.reject(new TypeError("Failed to fetch")));
    await work.give({ kind: "text", text: "通知" });
    expect(await work.apply()).toBeNull();
    expect(work.trouble.value).toBe("unanswered");
  });
});

describe("What was said of a document", () => {
  const unreadable = {
    ...typename("UnreadableNotice"),
    code: "NO_TABLE",
    message: "没有表格",
    diagnostics: [],
  };

  it("of a file goes when a text is pasted", async () => {
    const { work, draft } = givenImport(false);
    await work.give({ kind: "file", file: new File([], "空.docx") });
    expect(work.trouble.value).toBe("empty");
    draft.text = "通知";
    await nextTick();
    expect(work.trouble.value).toBeNull();
  });

  it("of a text stays while it is mended, and goes with it", async () => {
    const { work, draft, answerPreview } = givenImport(false);
    answerPreview(() => Promise.resolve({ previewImport: unreadable }));
    draft.text = "通知";
    await work.give({ kind: "text", text: draft.text });
    draft.text = "通知一";
    await nextTick();
    expect(work.unreadable.value?.message).toBe("没有表格");
    draft.text = "";
    await nextTick();
    expect(work.unreadable.value).toBeNull();
  });
});

describe("A document that could not be read this time", () => {
  const unreached = () => Promise.reject(new TypeError("Failed to fetch"));

  it("is kept with what was decided, and read again", async () => {
    const { work, draft, answerPreview } = givenImport(false);
    answerPreview(unreached);
    await work.give({ kind: "text", text: "通知" });
    draft.correct("task-0-0", { title: "竣工" }, { title: "完工" });
    expect([work.trouble.value, work.isOffered.value]).toEqual(["unreachable", true]);

    answerPreview(() => Promise.resolve({ previewImport: preview(false) }));
    await work.read();
    expect([work.trouble.value, work.isOffered.value]).toEqual([null, false]);
    expect(work.reading.value).not.toBeNull();
    expect(draft.corrections.size).toBe(1);
  });

  it("is the same when it is pasted once more, and stays when an unfit file is dropped beside it", async () => {
    const { work, draft, answerPreview } = givenImport(false);
    answerPreview(unreached);
    await work.give({ kind: "text", text: "通知" });
    draft.correct("task-0-0", { title: "竣工" }, { title: "完工" });
    await work.give({ kind: "file", file: new File([], "空.docx") });
    expect([work.trouble.value, work.isOffered.value]).toEqual(["empty", true]);
    await work.give({ kind: "text", text: "通知" });
    expect(draft.corrections.size).toBe(1);
    await work.give({ kind: "text", text: "另一份" });
    expect(draft.corrections.size).toBe(0);
  });

  it("is kept by a server that is too busy for it", async () => {
    const { work, draft, answerPreview } = givenImport(false);
    answerPreview(() =>
      Promise.resolve({ errors: [{ message: "busy", extensions: { code: "READER_BUSY" } }] }),
    );
    await work.give({ kind: "text", text: "通知" });
    expect(work.trouble.value).toBe("busy");
    expect(draft.given).toEqual({ kind: "text", text: "通知" });
  });

  it("is put back when its reading is stopped, unless something was decided about it", async () => {
    const { work, draft, answerPreview } = givenImport(false);
    answerPreview(() => new Promise(() => {}));
    void work.give({ kind: "text", text: "通知" });
    await vi.waitFor(() => expect(work.doing.value).toBe("reading"));
    await work.cancel();
    expect(draft.given).toBeNull();

    void work.give({ kind: "text", text: "通知" });
    draft.answer("0.0", 1);
    await vi.waitFor(() => expect(work.doing.value).toBe("reading"));
    await work.cancel();
    expect([draft.given === null, work.isOffered.value]).toEqual([false, true]);
  });
});

describe("An import that is taken back", () => {
  it("leaves the review as it was, after asking what the board is now", async () => {
    const { work, names } = givenImport(true, () => new Promise(() => {}));
    await work.give({ kind: "text", text: "通知" });
    const applied = work.apply();
    await vi.waitFor(() => expect(names()).toContain("Import_Apply"));
    expect(work.doing.value).toBe("applying");
    await work.cancel();
    expect(await applied).toBeNull();
    expect(names()).toEqual(["Import_Preview", "Import_Apply", "Import_Compare"]);
    expect([work.doing.value, work.trouble.value]).toEqual([null, null]);
    expect(work.reading.value).not.toBeNull();
  });

  it("shows how far it is only when it takes long", async () => {
    const { work } = givenImport(true, () => new Promise(() => {}));
    await work.give({ kind: "text", text: "通知" });
    expect(work.progress.value).toBeNull();
    void work.apply();
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(work.progress.value).toBeNull();
    await vi.waitFor(() => expect(work.progress.value?.phase).toBe("STARTING"));
    await work.cancel();
    expect(work.progress.value).toBeNull();
  });
});
