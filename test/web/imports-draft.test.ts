import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { useImportDraft } from "../../web/features/imports/import-draft";

const place = "luoshi.import-draft";

/** Another page in the same tab: what was kept is all that it has. */
function openPage(reader = "person-1") {
  setActivePinia(createPinia());
  const draft = useImportDraft();
  draft.openFor(reader);
  return draft;
}

const isKept = (words: string) =>
  vi.waitFor(() => {
    const kept = sessionStorage.getItem(place) ?? "";
    if (!kept.includes(words)) throw new Error("Not kept yet");
  });

beforeEach(() => sessionStorage.clear());

describe("A draft survives a reload of the page", () => {
  it("with its document, answers, corrections and ticks", async () => {
    const draft = openPage();
    draft.give({ kind: "table", html: "<table></table>" });
    draft.year = 2023;
    draft.answer("0.1", 1);
    draft.officeAnswers.set("卫计办", { officeId: "office-1" });
    draft.correct("task-0-1", { title: "竣工" }, { title: "完工" });
    draft.ticks.set("d1", false);
    await isKept("竣工");

    const again = openPage();
    expect(again.given).toEqual({ kind: "table", html: "<table></table>" });
    expect(again.year).toBe(2023);
    expect(again.answers.get("0.1")).toBe(1);
    expect(again.officeAnswers.get("卫计办")).toEqual({ officeId: "office-1" });
    expect(again.corrections.get("task-0-1")).toEqual({ title: "竣工" });
    expect(again.ticks.get("d1")).toBe(false);
  });

  it("with its file, byte for byte", async () => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);
    openPage().give({ kind: "file", file: new File([bytes], "通知.docx") });
    await isKept("通知.docx");

    const { given } = openPage();
    if (given?.kind !== "file") throw new Error("The file is gone");
    expect(given.file.name).toBe("通知.docx");
    expect(new Uint8Array(await given.file.arrayBuffer())).toEqual(bytes);
  });

  it("but not with a file that is too large to keep, which it says", async () => {
    const draft = openPage();
    draft.give({ kind: "file", file: new File([new Uint8Array(4 * 1024 * 1024)], "大.xlsx") });
    await vi.waitFor(() => expect(draft.isUnkept).toBe(true));
    expect(openPage().given).toBeNull();
  });

  it("for its maker only", async () => {
    openPage().give({ kind: "text", text: "通知" });
    await isKept("通知");
    expect(openPage("person-2").given).toBeNull();
  });

  it("but is nobody's once its maker has signed out", async () => {
    const draft = openPage();
    draft.give({ kind: "text", text: "王强负责" });
    draft.text = "王强负责";
    await isKept("王强");
    draft.openFor(null);
    await vi.waitFor(() => expect(sessionStorage.getItem(place)).not.toContain("王强"));
    expect(openPage().given).toBeNull();
  });

  it("and is gone once it was put back", async () => {
    const draft = openPage();
    draft.give({ kind: "text", text: "通知" });
    draft.correct("project-0", { leaveOut: true }, {});
    await isKept("leaveOut");
    draft.putBack();
    await vi.waitFor(() => expect(sessionStorage.getItem(place)).not.toContain("leaveOut"));
    expect(openPage().given).toBeNull();
  });

  it("and what another version of the page kept does no harm", () => {
    sessionStorage.setItem(place, "{ not JSON");
    expect(openPage().given).toBeNull();
    sessionStorage.setItem(place, JSON.stringify({ personId: "person-1", answers: 7 }));
    expect(openPage().answers.size).toBe(0);
  });
});

describe("A draft that was put back", () => {
  function putBackWithWork() {
    const draft = openPage();
    draft.give({ kind: "text", text: "一" });
    draft.year = 2023;
    draft.correct("project-0", { name: "修桥" }, { name: "修路" });
    draft.ticks.set("d1", false);
    const restore = draft.remember();
    draft.putBack();
    return { draft, restore };
  }

  it("comes back as it was", () => {
    const { draft, restore } = putBackWithWork();
    expect([draft.hasWork, draft.given]).toEqual([false, null]);
    restore();
    expect(draft.given).toEqual({ kind: "text", text: "一" });
    expect([draft.year, draft.hasWork, draft.ticks.get("d1")]).toEqual([2023, true, false]);
    expect(draft.corrections.get("project-0")).toEqual({ name: "修桥" });
  });

  it("does not come back over another document, nor to another person", () => {
    const first = putBackWithWork();
    first.draft.give({ kind: "text", text: "二" });
    first.restore();
    expect([first.draft.given, first.draft.hasWork]).toEqual([{ kind: "text", text: "二" }, false]);

    const second = putBackWithWork();
    second.draft.openFor("person-2");
    second.restore();
    expect(second.draft.given).toBeNull();
  });
});

describe("A correction in the draft", () => {
  it("goes when it is what was read", () => {
    const draft = openPage();
    draft.correct("project-0", { name: "修桥" }, { name: "修路" });
    expect(draft.corrections.size).toBe(1);
    draft.correct("project-0", { name: "修路" }, { name: "修路" });
    expect(draft.corrections.size).toBe(0);
  });

  it("goes with the document that it is of; so do ticks, with the programme compared with", () => {
    const draft = openPage();
    draft.give({ kind: "text", text: "一" });
    draft.correct("project-0", { name: "修桥" }, { name: "修路" });
    draft.ticks.set("d1", true);
    draft.compareWith("programme-2");
    expect([draft.ticks.size, draft.corrections.size]).toEqual([0, 1]);
    draft.give({ kind: "text", text: "二" });
    expect([draft.corrections.size, draft.amends]).toEqual([0, null]);
  });
});
