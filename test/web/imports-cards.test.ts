import { createPinia, setActivePinia } from "pinia";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { createApp, defineComponent, h, nextTick, type Component } from "vue";
import { createMemoryHistory, createRouter } from "vue-router";
import { client } from "../../web/api/client";
import { provideSpotlight } from "../../web/composables/useSpotlight";
import { officesAnswered, type OfficeQuestion } from "../../web/features/imports/answers";
import DiagnosticGroups from "../../web/features/imports/DiagnosticGroups.vue";
import { useImportDraft } from "../../web/features/imports/import-draft";
import ImportReview from "../../web/features/imports/ImportReview.vue";
import NoticeProjectCard from "../../web/features/imports/NoticeProjectCard.vue";
import { provideReadOnly } from "../../web/features/imports/read-only";
import { becomeViewer } from "../../web/features/sessions/session";
import { i18n, setLocale, withWords } from "../../web/i18n/i18n";
import ImportPage from "../../web/pages/ImportPage.vue";
import { givenPageServer } from "./page-server";

const pinia = createPinia();

beforeAll(async () => {
  await setLocale("zh-CN");
  await withWords("imports", () => Promise.resolve());
});
beforeEach(() => {
  sessionStorage.clear();
  setActivePinia(pinia);
  useImportDraft().openFor(null);
});

/** Puts a component on the page, in its main part, and gives that. */
function mount(component: Component, props: Record<string, unknown>, isReadOnly = false): HTMLElement {
  const host = document.body.appendChild(document.createElement("main"));
  const root = defineComponent(() => {
    provideSpotlight();
    provideReadOnly(() => isReadOnly);
    return () => h(component, props);
  });
  const router = createRouter({
    history: createMemoryHistory(),
    routes: [{ path: "/:rest(.*)*", component: root }],
  });
  createApp(root).use(pinia).use(i18n).use(router).provide("$urql", client).mount(host);
  return host;
}

const source = { table: 1, row: 2, column: 4, paragraph: null, start: 0, end: 4, text: "" };
const nothingSaid = { startsOn: null, dueOn: null, kind: "NONE", quarters: [], words: "第六季度" };
const task = (period: object) => ({
  title: "完工",
  needsReview: true,
  implicit: false,
  recurrence: null,
  hints: [],
  period: { ...nothingSaid, ...period },
  source,
});
const project = {
  number: 1,
  category: null,
  name: "修路",
  content: "",
  remarks: null,
  leaders: [],
  owners: [],
  offices: ["村建办"],
  assistingOffices: ["农业办"],
  source,
  sources: [],
  tasks: [task({}), task({ dueOn: "2022-06-30" })],
};
const notice = {
  title: "通知",
  year: 2022,
  documentNumber: null,
  issuers: [],
  issuedOn: null,
  cc: [],
  projects: [project],
};

function cardOf(officeNames = new Map<string, string>(), isReadOnly = false): HTMLElement {
  const about = { questions: [], today: "2022-01-01", problems: new Map() };
  return mount(NoticeProjectCard, { project, index: 0, officeNames, ...about }, isReadOnly);
}

describe("A task whose date is in doubt", () => {
  const tasksOf = (host: HTMLElement) => [...host.querySelectorAll("li")].map((item) => item.textContent);

  it("asks for a look at its date, and for the date itself where none was read", () => {
    const [undated, dated] = tasksOf(cardOf());
    expect(undated).toContain("没有日期");
    expect(undated).toContain("请确认日期");
    expect(dated).toContain("日期请核对");
  });

  it("asks nothing once the notice was imported", () => {
    for (const words of tasksOf(cardOf(new Map(), true))) expect(words).not.toMatch(/请确认|请核对/);
  });
});

describe("A project's card", () => {
  it("names the office that was said to be meant", () => {
    const host = cardOf(new Map([["村建办", "村镇建设办"]]));
    expect(host.textContent).toContain("村镇建设办");
    expect(host.textContent).not.toContain("村建办");
    expect(host.textContent).toContain("农业办");
  });

  it("says what it is that is not stated", async () => {
    const host = cardOf();
    host.querySelector<HTMLElement>(".more")?.click();
    await nextTick();
    expect(host.querySelector(".category")?.textContent).toMatch(/^类别\s+未写明$/);
  });
});

describe("What offices were said to be", () => {
  const choices = [{ id: "o-1", name: "村镇建设办" }];
  const question = (name: string) => ({ id: name, name, projectIndexes: [0], choices, variants: ["农业办"] });
  const questions = ["村建办", "农办", "水利站", "民政办"].map(question) as OfficeQuestion[];

  it("is known by its name, unless it is an office of its own or not said", () => {
    const answers = new Map([
      ["村建办", { officeId: "o-1" }],
      ["农办", { sameAs: "农业办" }],
      ["水利站", {}],
    ]);
    expect([...officesAnswered(questions, answers)]).toEqual([
      ["村建办", "村镇建设办"],
      ["农办", "农业办"],
    ]);
  });
});

describe("What was read with doubt", () => {
  const diagnostic = { severity: "WARNING", code: "X", message: "请确认", source: null };
  const groupOf = (isReadOnly: boolean) => {
    const host = mount(DiagnosticGroups, { diagnostics: [{ spot: "note-0", diagnostic }] }, isReadOnly);
    return [host.querySelector("summary")?.textContent.trim(), host.querySelector("details")?.open];
  };

  it("is to be checked, and only told of once the notice was imported", () => {
    expect(groupOf(false)).toEqual(["需要核对 · 1 处", true]);
    expect(groupOf(true)).toEqual(["读取时有疑问 · 1 处", false]);
  });
});

describe("A review", () => {
  const reading = { name: null, format: "TEXT", encoding: "text", blocks: [], diagnostics: [], notice };
  const programme = { id: "programme-1", title: "责任表", year: 2022 };
  const difference = {
    id: "d1",
    kind: "CHANGED",
    projectIndex: 0,
    taskIndex: 0,
    projectNumber: 1,
    projectName: "修路",
    taskTitle: "完工",
    match: "SAME",
    isSuggested: true,
    isApplicable: true,
    warnings: [],
    stage: null,
    fields: [],
  };
  const comparison = {
    programmeTitle: "责任表",
    existingProgramme: null,
    questions: [],
    officeQuestions: [],
    amends: programme,
    boardRevision: 7,
    differences: [difference],
  };
  const state = { refused: null, trouble: null, isRenewed: false, doing: null, progress: null };
  const review = () =>
    mount(ImportReview, { reading, comparison, programmes: [programme], ...state }) as HTMLElement;

  it("opens at its beginning, wherever the page before it was", () => {
    const scrollTo = vi.spyOn(Element.prototype, "scrollTo").mockReturnValue();
    const host = review();
    expect(scrollTo.mock.contexts).toContain(host);
    expect(scrollTo).toHaveBeenCalledWith({ top: 0 });
    scrollTo.mockRestore();
  });

  it("of an amendment does not say that all that was read will be made", async () => {
    const host = review();
    const [changes, all] = host.querySelectorAll<HTMLElement>(".parts button");
    expect(changes?.textContent).toContain("不同 1");
    all?.click();
    await nextTick();
    expect(host.textContent).toContain("读到的项目和任务");
    expect(host.textContent).not.toContain("将要生成");
  });
});

describe("The page of a session that ended by itself", () => {
  it("leaves the draft to its maker", () => {
    givenPageServer({ Import_Programmes: () => ({ programmes: [] }) });
    const draft = useImportDraft();
    draft.openFor("person-1");
    draft.give({ kind: "text", text: "通知" });
    draft.answer("q-1", 1);
    becomeViewer(null);
    mount(ImportPage, {});
    draft.openFor("person-1");
    expect(draft.given).toEqual({ kind: "text", text: "通知" });
    expect(draft.answers.get("q-1")).toBe(1);
  });
});
