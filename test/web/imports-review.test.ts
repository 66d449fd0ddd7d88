import { createPinia, setActivePinia } from "pinia";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createApp, h, nextTick, type Component } from "vue";
import { fetchTelling } from "../../web/api/send-file";
import AmendBanner from "../../web/features/imports/AmendBanner.vue";
import EditablePeriod from "../../web/features/imports/EditablePeriod.vue";
import { aliasTold } from "../../web/features/imports/office-aliases";
import { useReview } from "../../web/features/imports/useReview";
import { onSignOut, signOut } from "../../web/features/sessions/session";
import TaskFacts from "../../web/features/tasks/drawer/TaskFacts.vue";
import type { Refused } from "../../web/features/imports/useImport";
import { i18n, setLocale, withWords } from "../../web/i18n/i18n";
import { givenPageServer, onPage } from "./page-server";

type Review = ReturnType<Parameters<typeof useReview>[0]>;

beforeAll(async () => {
  await setLocale("zh-CN");
  await withWords("imports", () => Promise.resolve());
});
beforeEach(() => {
  sessionStorage.clear();
  setActivePinia(createPinia());
});
afterEach(() => vi.unstubAllGlobals());

/** Puts a component on the page, and gives the place where it stands. */
function mount(component: Component, props: Record<string, unknown>): HTMLElement {
  const host = document.body.appendChild(document.createElement("div"));
  createApp({ render: () => h(component, props) })
    .use(createPinia())
    .use(i18n)
    .mount(host);
  return host;
}

describe("What the server has against an answer", () => {
  const source = { table: 1, row: 2, column: 4, paragraph: null, start: 0, end: 4, text: "" };
  const comparison = {
    existingProgramme: null,
    amends: null,
    differences: [],
    questions: [{ id: "q-1", projectIndex: 0, taskIndex: 1, source, choices: [], defaultChoice: 0 }],
    officeQuestions: [{ id: "q-2", name: "规建办", projectIndexes: [0], choices: [], variants: [] }],
  };
  const reading = { blocks: [], diagnostics: [], notice: { year: 2022, projects: [] } };
  const problemsOf = (questionId: string) => {
    const refused = { __typename: "InvalidAnswer", questionId, message: "没有这一选项" } as Refused;
    const review = { reading, comparison, refused, trouble: null, isRenewed: false } as unknown as Review;
    return [...onPage(() => useReview(() => review)).result.problems.value];
  };

  it("stands at the question, whether it is of a date or of an office", () => {
    expect(problemsOf("q-1")).toEqual([["question-task-0-1", "没有这一选项"]]);
    expect(problemsOf("q-2")).toEqual([["office-q-2", "没有这一选项"]]);
  });

  it("stands nowhere when it is not asked any more", () => {
    expect(problemsOf("q-3")).toEqual([]);
  });
});

describe("The alias that a diagnostic tells of", () => {
  const offices = [
    { id: "o-1", name: "规划建设办公室", aliases: [{ id: "a-1", name: "规建办" }] },
    { id: "o-2", name: "农业办", aliases: [{ id: "a-2", name: "办" }] },
  ] as unknown as Parameters<typeof aliasTold>[1];
  const known = { id: "a-1", name: "规建办", office: "规划建设办公室" };

  it("is found by the two names that it quotes, in either language", () => {
    expect(aliasTold("「规建办」按已确认的别名，读作「规划建设办公室」。", offices)).toEqual(known);
    const english = "“规建办” is another name of “规划建设办公室”, as was confirmed before.";
    expect(aliasTold(english, offices)).toEqual(known);
  });

  it("is none once it is forgotten", () => {
    expect(aliasTold("「规建站」按已确认的别名，读作「规划建设办公室」。", offices)).toBeNull();
  });
});

describe("What a notice is compared with", () => {
  const comparison = { existingProgramme: null, amends: null, differences: [] };
  const programmes = [{ id: "programme", title: "责任表", year: 2022 }];

  const bannerOf = (year: number) => mount(AmendBanner, { comparison, programmes, year }).textContent;

  it("is a plan of its own year; where there is none, there is nothing to choose", () => {
    expect(bannerOf(2022)).toContain("改换比较对象");
    expect(bannerOf(2024)).toBe("");
  });
});

describe("A task's facts", () => {
  const period = { startsOn: null, dueOn: "2022-06-30", kind: "DEADLINE", quarters: [], words: null };
  const nobody = { leaders: [], owners: [], offices: [], assistingOffices: [] };
  const programme = { today: "2022-01-17", timeZone: "Asia/Shanghai" };
  const task = { assignees: [], labels: [], timesReturned: 0, period, project: { ...nobody, programme } };
  const factsOf = (originalPeriod: object | null) =>
    mount(TaskFacts, { task: { ...task, originalPeriod } }).textContent;

  it("say when it was first to be done, where that has been changed", () => {
    expect(factsOf({ ...period, dueOn: "2022-04-30" })).toContain("原定4月30日前");
    expect(factsOf({ ...period })).toBe("");
    expect(factsOf(null)).toBe("");
  });
});

describe("A period typed by hand", () => {
  function givenPeriod() {
    const saved: unknown[] = [];
    const props = { startsOn: null, dueOn: "2022-06-30", words: "6月底前", year: 2022, read: null };
    const onSave = (...days: unknown[]) => saved.push(days);
    const host = mount(EditablePeriod, { ...props, onSave });
    const dueOn = () => host.querySelectorAll("input")[1] as HTMLInputElement;
    return {
      saved,
      host,
      dueOn,
      async type(day: string) {
        host.querySelector("button")?.click();
        await nextTick();
        dueOn().value = day;
        dueOn().dispatchEvent(new Event("input"));
        dueOn().dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true }));
        await nextTick();
      },
    };
  }

  it("is of the plan's own time", async () => {
    const { type, saved } = givenPeriod();
    await type("2042-12-31");
    expect(saved).toEqual([[null, "2042-12-31"]]);
  });

  it("with a mistyped year is not taken, and says so", async () => {
    const { type, saved, host, dueOn } = givenPeriod();
    await type("0202-06-30");
    expect(saved).toEqual([]);
    expect([dueOn().min, dueOn().max]).toEqual(["2017-01-01", "2042-12-31"]);
    expect(host.querySelector('[role="alert"]')?.textContent).toContain("2017");
  });
});

describe("Signing out", () => {
  it("is told to those who keep something of whoever signs out", async () => {
    givenPageServer({ Session_SignOut: () => ({ signOut: true }) });
    const clear = vi.fn<() => void>();
    onSignOut(clear);
    await signOut();
    expect(clear).toHaveBeenCalledOnce();
  });
});

describe("A file whose sending was taken back before it began", () => {
  it("is not sent", async () => {
    const send = vi.fn<() => void>();
    vi.stubGlobal(
      "XMLHttpRequest",
      class {
        send = send;
      },
    );
    const request = fetchTelling(() => {}, AbortSignal.abort())("/graphql", { method: "POST" });
    await expect(request).rejects.toThrow("Aborted");
    expect(send).not.toHaveBeenCalled();
  });
});
