import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { NoticeImport } from "../../server/features/imports/notice-import.entity.js";
import { verifyLog } from "../../server/log/verify-log.js";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";
import { noticeText, type TextRow } from "../kit/notice-text.js";
import { take } from "../kit/socket-client.js";

const previewMutation = `mutation ($input: PreviewImportInput!) {
  previewImport(input: $input) {
    __typename
    ... on Problem { code message }
    ... on ImportPreview {
      programmeTitle boardRevision
      existingProgramme { id } amends { id title }
      notice { projects { name } }
      differences {
        id kind projectIndex taskIndex projectId taskId projectNumber projectName taskTitle match stage { kind }
        fields { field imported board notice isConflict } isSuggested isApplicable warnings
      }
    }
  }
}`;
const applyMutation = `mutation ($input: ApplyImportInput!) {
  applyImport(input: $input) {
    __typename
    ... on Problem { code message }
    ... on Programme { id title year taskCount projectCount revision }
    ... on NoticeAlreadyImported { programme { id } }
    ... on NoticeDiffers { programme { id } }
    ... on BoardChanged { programme { id revision } }
    ... on UnknownDifference { id }
  }
}`;
const boardQuery = `query ($id: ID!) { board(programmeId: $id) {
  programme { revision }
  projects {
    id number name content progressText leaders { name role } owners { name office { name } } offices { name }
    tasks {
      id title version rank stage { kind } attempt timesReturned period { startsOn dueOn precision words }
      originalPeriod { startsOn dueOn precision words kind quarters }
      source { start end text }
    }
  }
} }`;

interface Difference {
  id: string;
  kind: string;
  projectIndex: number | null;
  taskIndex: number | null;
  taskId: string | null;
  projectName: string;
  taskTitle: string | null;
  stage: { kind: string } | null;
  fields: { field: string; imported: string | null; board: string | null; notice: string | null }[];
  isSuggested: boolean;
  isApplicable: boolean;
  warnings: string[];
}
interface Preview {
  __typename: string;
  programmeTitle: string;
  boardRevision: number | null;
  existingProgramme: { id: string } | null;
  amends: { id: string; title: string } | null;
  differences: Difference[];
}
interface Applied {
  __typename: string;
  code?: string;
  id: string;
  title: string;
  taskCount: number;
  projectCount: number;
  revision: number;
  programme?: { id: string };
}
interface BoardTask {
  id: string;
  title: string;
  version: number;
  rank: string;
  stage: { kind: string };
  attempt: number;
  period: { startsOn: string | null; dueOn: string | null };
  originalPeriod: { startsOn: string | null; dueOn: string | null; words: string } | null;
  source: { start: number; end: number; text: string } | null;
}
interface PastOfTask {
  reports: { done: string }[];
  history: { verb: string; fields: { field: string; before: string | null; after: string | null }[] }[];
}
interface BoardProject {
  id: string;
  number: number;
  name: string;
  content: string;
  progressText: string;
  leaders: { name: string; role: string }[];
  owners: { name: string; office: { name: string } | null }[];
  offices: { name: string }[];
  tasks: BoardTask[];
}

describeApi("An amended notice", (luoshi) => {
  const { given } = luoshi;
  let supervisor: Client;
  beforeAll(async () => void (supervisor = await given.supervisor()));
  afterEach(() => vi.restoreAllMocks());

  const preview = async (text: string, more: object = {}) => {
    const input = { document: { text }, ...more };
    return (await supervisor.ask<{ previewImport: Preview }>(previewMutation, { input })).previewImport;
  };
  const apply = async (text: string, more: object = {}, client = supervisor) => {
    const input = { document: { text }, ...more };
    return (await client.ask<{ applyImport: Applied }>(applyMutation, { input })).applyImport;
  };
  const projectsOf = async (id: string) => {
    const { board } = await supervisor.ask<{ board: { projects: BoardProject[] } }>(boardQuery, { id });
    return board.projects;
  };

  const pastOf = async (id: string) => {
    const query = `query ($id: ID!) { task(id: $id) { reports { done } history { verb fields { field before after } } } }`;
    return (await supervisor.ask<{ task: PastOfTask }>(query, { id })).task;
  };

  let towns = 0;
  /** A notice of a town of its own, applied; and how its amended version is written. */
  async function applied(rows: readonly TextRow[]) {
    towns += 1;
    const town = `${"甲乙丙丁戊己庚辛壬癸"[Math.floor(towns / 10)] ?? ""}${"东西南北中上下左右前"[towns % 10] ?? ""}镇`;
    const text = (amended: readonly TextRow[]) =>
      noticeText(`关于下达2022年${town}为民办实事项目的通知`, amended);
    const { id, __typename } = await apply(text(rows));
    expect(__typename).toBe("Programme");
    return { id, text, town, programme: await given.programmeWithId(id) };
  }

  /** Work on a card as its owner does; the owner is whoever the notice names. */
  async function submit(programme: GivenProgramme, place: string, owner: string) {
    const client = await given.signedIn(owner);
    const task = programme.task(place);
    await client.move(task, "ACTIVE");
    const { kind } = await client.move(task, "SUBMITTED", { report: { done: "都做完了" } });
    expect(kind).toBe("Task");
  }

  const road = { name: "村道硬化", content: "两公里", owners: "路大海", leaders: "钱文", offices: "规建办" };
  const lamp = { name: "路灯改造", owners: "灯小明", leaders: "钱文", offices: "规建办" };
  const tree = { name: "植树绿化", owners: "林森", leaders: "孙武", offices: "农业服务中心" };

  it("is found by its title, compared, and refused while nobody chose", async () => {
    const { id, text } = await applied([road, lamp]);
    const amended = text([{ ...road, content: "三公里" }, lamp]);
    const before = await luoshi.dump();
    const seen = await preview(amended);
    expect(seen).toMatchObject({
      existingProgramme: null,
      amends: { id },
      differences: [
        {
          kind: "CHANGED",
          projectIndex: 0,
          taskIndex: null,
          projectNumber: 1,
          projectName: "村道硬化",
          match: "SAME",
          stage: null,
          fields: [
            { field: "CONTENT", imported: "两公里", board: "两公里", notice: "三公里", isConflict: false },
          ],
          isSuggested: true,
          isApplicable: true,
          warnings: [],
        },
      ],
    });
    expect(await apply(amended)).toMatchObject({ __typename: "NoticeDiffers", programme: { id } });
    expect(await luoshi.dump()).toEqual(before);
  });

  it("changes what was accepted, keeps what was not, and is the last notice from then on", async () => {
    const { id, text } = await applied([road, lamp]);
    const amended = text([
      { ...road, content: "三公里" },
      { ...lamp, name: "路灯改造工程" },
    ]);
    const { differences, boardRevision } = await preview(amended);
    const [content, name] = differences;
    const done = await apply(amended, { accept: [content?.id], expectedRevision: boardRevision });
    expect(done).toMatchObject({ __typename: "Programme", id, projectCount: 2, taskCount: 4 });
    expect(await projectsOf(id)).toMatchObject([{ content: "三公里" }, { name: "路灯改造" }]);
    expect(name?.fields).toMatchObject([{ field: "NAME" }]);
    expect(await apply(amended, { accept: [] })).toMatchObject({ __typename: "NoticeAlreadyImported" });
    const next = text([
      { ...road, content: "四公里" },
      { ...lamp, name: "路灯改造工程" },
    ]);
    expect((await preview(next)).differences).toMatchObject([
      { fields: [{ field: "CONTENT", imported: "三公里", board: "三公里", notice: "四公里" }] },
    ]);
    const [kept] = await luoshi.sql<{ decisions: unknown }>(
      `select decisions from notice_import where programme_id = ? order by id desc limit 1`,
      [id],
    );
    const decisions: unknown =
      typeof kept?.decisions === "string" ? JSON.parse(kept.decisions) : kept?.decisions;
    expect(decisions).toMatchObject([{ accepted: true }, { accepted: false }]);
  });

  it("the same notice is the same although the board moved on", async () => {
    const { id, text, programme } = await applied([road, lamp]);
    await submit(programme, "1.1", "路大海");
    const told = { __typename: "NoticeAlreadyImported", programme: { id } };
    expect(await apply(text([road, lamp]))).toMatchObject(told);
    const amended = text([road, lamp, tree]);
    const { differences } = await preview(amended);
    await apply(amended, { accept: differences.map((one) => one.id) });
    expect(await apply(amended, { accept: [] })).toMatchObject(told);
    expect((await preview(amended)).existingProgramme).toEqual({ id });
  });

  it("may be taken back: the version before it is compared, and applied, as any other", async () => {
    const { id, text } = await applied([road, lamp]);
    const amended = text([{ ...road, content: "三公里" }, lamp]);
    const { differences } = await preview(amended);
    await apply(amended, { accept: differences.map((one) => one.id) });
    const back = await preview(text([road, lamp]));
    expect(back).toMatchObject({
      amends: { id },
      existingProgramme: null,
      differences: [{ isSuggested: true, fields: [{ field: "CONTENT", board: "三公里", notice: "两公里" }] }],
    });
    const accept = back.differences.map((one) => one.id);
    expect(await apply(text([road, lamp]), { accept })).toMatchObject({ __typename: "Programme", id });
    expect((await projectsOf(id))[0]).toMatchObject({ content: "两公里" });
    expect(await apply(text([road, lamp]))).toMatchObject({ __typename: "NoticeAlreadyImported" });
  });

  describe("whose earlier version somebody decided about", () => {
    const doubtful = { ...lamp, progress: "第一季度动工；第四季度前完工。" };
    const misprinted = { ...tree, name: "直树绿化" };
    const corrections = [
      { projectIndex: 2, name: "植树绿化", owners: ["林深"] },
      { projectIndex: 2, taskIndex: 0, title: "开工", startsOn: null, dueOn: "2022-02-20" },
    ];
    const answers = [{ questionId: "1.1", choice: 1 }];
    interface Read {
      previewImport: {
        questions: { id: string }[];
        notice: { projects: { correctedFields: string[]; owners: string[]; tasks: ReadTask[] }[] };
      };
    }
    interface ReadTask {
      title: string;
      correctedFields: string[];
      period: { dueOn: string | null };
    }
    const read = async (text: string, more: object = {}) => {
      const query = `mutation ($input: PreviewImportInput!) { previewImport(input: $input) { ... on ImportPreview {
        questions { id }
        notice { projects { name owners correctedFields tasks { title correctedFields period { dueOn } } } } } } }`;
      const input = { document: { text }, ...more };
      return (await supervisor.ask<Read>(query, { input })).previewImport;
    };

    async function decidedAbout() {
      towns += 1;
      const title = `关于下达2022年第${towns}县为民办实事项目的通知`;
      const text = (rows: readonly TextRow[]) => noticeText(title, rows);
      const first = text([road, doubtful, misprinted]);
      expect((await read(first)).questions).toEqual([{ id: "1.1" }]);
      const { id } = await apply(first, { corrections, answers });
      const amended = text([{ ...road, content: "三公里" }, { name: "新的一件" }, doubtful, misprinted]);
      return { id, text, amended, days: await daysOf(id) };
    }
    const daysOf = async (id: string) =>
      (await projectsOf(id)).find(({ name }) => name === "路灯改造")?.tasks[1]?.period;

    it("asks nothing twice, and keeps what was corrected where the notice says what it said", async () => {
      const { id, amended, days } = await decidedAbout();
      const seen = await read(amended);
      expect(seen.questions).toEqual([]);
      expect(seen.notice.projects[2]?.tasks[1]).toMatchObject({ period: { dueOn: days?.dueOn } });
      expect(seen.notice.projects[3]).toMatchObject({
        name: "植树绿化",
        owners: ["林深"],
        correctedFields: ["NAME", "OWNERS"],
        tasks: [
          { title: "开工", correctedFields: ["TITLE", "PERIOD"], period: { dueOn: "2022-02-20" } },
          { title: "完工", correctedFields: [] },
        ],
      });
      const { differences } = await preview(amended);
      expect(differences.map(({ kind, projectName }) => `${kind} ${projectName}`)).toEqual([
        "CHANGED 村道硬化",
        "ADDED 新的一件",
        "CHANGED 路灯改造",
        "CHANGED 植树绿化",
      ]);
      const renumbered = differences.slice(2).flatMap(({ fields }) => fields.map(({ field }) => field));
      expect(renumbered).toEqual(["NUMBER", "NUMBER"]);
      await apply(amended, { accept: differences.map((one) => one.id) });
      expect(await daysOf(id)).toEqual(days);
    });

    it("nor at the third version, which was the second's to keep", async () => {
      const { id, text, amended, days } = await decidedAbout();
      await apply(amended, { accept: [] });
      const third = text([{ ...road, content: "四公里" }, doubtful, misprinted]);
      const seen = await read(third);
      expect(seen.questions).toEqual([]);
      expect(seen.notice.projects[2]).toMatchObject({ name: "植树绿化", owners: ["林深"] });
      await apply(third, { accept: (await preview(third)).differences.map((one) => one.id) });
      expect(await daysOf(id)).toEqual(days);
      expect((await projectsOf(id))[2]).toMatchObject({ name: "植树绿化", owners: [{ name: "林深" }] });
    });

    it("takes another answer, another correction, and another text of the notice before the earlier ones", async () => {
      const { text, amended, days } = await decidedAbout();
      const again = {
        answers: [{ questionId: "2.1", choice: 0 }],
        corrections: [{ projectIndex: 3, name: "种树" }],
      };
      const seen = await read(amended, again);
      expect(seen.notice.projects[2]?.tasks[1]?.period.dueOn).not.toBe(days?.dueOn);
      expect(seen.notice.projects[3]).toMatchObject({ name: "种树", owners: ["林深"] });
      const rewritten = text([
        road,
        { ...doubtful, progress: "第一季度动工；第三季度前完工。" },
        { ...misprinted, owners: "林海" },
      ]);
      const other = await read(rewritten);
      expect(other.questions).toEqual([{ id: "1.1" }]);
      expect(other.notice.projects[2]).toMatchObject({ name: "植树绿化", owners: ["林海"] });
    });
  });

  describe("after a list of changes", () => {
    const others = [
      { name: "河道清淤", content: "一公里" },
      { name: "校舍修缮", content: "两栋" },
      { name: "饮水安全", content: "三口井" },
    ];
    const all = [road, lamp, tree, ...others];
    /** The programme of six projects, once a list of one changed project was applied. */
    async function changed() {
      const given = await applied(all);
      const list = given.text([{ ...road, number: 1, content: "三公里" }]);
      const seen = await preview(list);
      const accept = seen.differences.filter(({ isSuggested }) => isSuggested).map((one) => one.id);
      expect(accept).toHaveLength(1);
      await apply(list, { accept });
      return given;
    }
    const newRoad = { ...road, content: "三公里" };

    it("another list suggests no removals either", async () => {
      const { text } = await changed();
      const { differences } = await preview(text([{ ...road, number: 1, content: "四公里" }]));
      expect(differences.filter(({ isSuggested }) => isSuggested)).toMatchObject([
        { kind: "CHANGED", fields: [{ field: "CONTENT", imported: "三公里" }] },
      ]);
      expect(differences.filter(({ kind }) => kind === "REMOVED")).toHaveLength(5);
    });

    it("the whole list is compared with what was last said of each project", async () => {
      const { text } = await changed();
      const whole = [newRoad, lamp, tree, others[0]!, { ...others[1]!, content: "三栋" }];
      expect((await preview(text([newRoad, lamp, tree, ...others]))).differences).toEqual([]);
      const { differences } = await preview(text(whole));
      expect(differences).toMatchObject([
        {
          kind: "CHANGED",
          isSuggested: true,
          fields: [{ field: "CONTENT", imported: "两栋", board: "两栋", notice: "三栋", isConflict: false }],
        },
        { kind: "REMOVED", projectName: "饮水安全", isSuggested: true },
      ]);
    });

    it("what was taken off on its word is no more known", async () => {
      const { id, text } = await applied(all);
      const list = text([{ ...road, number: 1, content: "三公里" }]);
      const { differences } = await preview(list);
      const accept = differences
        .filter(({ isSuggested, projectName }) => isSuggested || projectName === "饮水安全")
        .map((one) => one.id);
      await apply(list, { accept });
      expect(await projectsOf(id)).toHaveLength(5);
      expect((await preview(text([newRoad, lamp, tree, ...others]))).differences).toMatchObject([
        { kind: "ADDED", projectName: "饮水安全", isSuggested: true },
      ]);
    });
  });

  it("with an empty choice nothing changes on the board, and the notice is kept", async () => {
    const { id, text } = await applied([road]);
    const before = await projectsOf(id);
    expect(await apply(text([{ ...road, content: "新" }]), { accept: [] })).toMatchObject({
      __typename: "Programme",
    });
    expect(await projectsOf(id)).toEqual(before);
    expect(await luoshi.sql(`select id from notice_import where programme_id = ?`, [id])).toHaveLength(2);
  });

  it("a new project comes in its place, with its people, its tasks in the first stage, and what follows renumbered", async () => {
    const { id, text } = await applied([road, tree]);
    const newcomer = { ...lamp, owners: "新来的甲", leaders: "新来的乙", offices: "新来的办" };
    const amended = text([road, newcomer, { ...tree, number: 3 }]);
    const { differences } = await preview(amended);
    expect(differences.map(({ kind, isSuggested }) => [kind, isSuggested])).toEqual([
      ["ADDED", true],
      ["CHANGED", true],
    ]);
    await apply(amended, { accept: differences.map((one) => one.id) });
    const projects = await projectsOf(id);
    expect(projects.map(({ number, name }) => `${number} ${name}`)).toEqual([
      "1 村道硬化",
      "2 路灯改造",
      "3 植树绿化",
    ]);
    expect(projects[1]).toMatchObject({
      leaders: [{ name: "新来的乙", role: "LEADER" }],
      owners: [{ name: "新来的甲", office: { name: "新来的办" } }],
      tasks: [
        { title: "动工", stage: { kind: "PENDING" }, attempt: 1, originalPeriod: null },
        { title: "完工", stage: { kind: "PENDING" } },
      ],
    });
    const ranks = projects.flatMap(({ tasks }) => tasks.map(({ rank }) => rank));
    expect(ranks).toEqual(ranks.toSorted());
    expect(new Set(ranks).size).toBe(6);
  });

  it("a new due day keeps the card, its stage, its reports and its history, and the first period for ever", async () => {
    const { id, text, programme } = await applied([road]);
    await submit(programme, "1.1", "路大海");
    const later = text([{ ...road, progress: "第二季度动工；第三季度完工。" }]);
    const seen = await preview(later);
    const [, first, second] = seen.differences;
    expect(first).toMatchObject({
      kind: "CHANGED",
      taskIndex: 0,
      taskTitle: "动工",
      stage: { kind: "SUBMITTED" },
      isSuggested: false,
      warnings: ["TASK_MOVED", "HAS_REPORTS"],
      fields: [{ field: "PERIOD", imported: "2022-01-01 – 2022-03-31", notice: "2022-04-01 – 2022-06-30" }],
    });
    expect(second).toMatchObject({ taskTitle: "完工", isSuggested: true, stage: { kind: "PENDING" } });
    await apply(later, {
      accept: seen.differences.map((one) => one.id),
      expectedRevision: seen.boardRevision,
    });
    const [[task] = []] = (await projectsOf(id)).map(({ tasks }) => tasks);
    expect(task).toMatchObject({
      id: programme.task("1.1").id,
      stage: { kind: "SUBMITTED" },
      period: { startsOn: "2022-04-01", dueOn: "2022-06-30", words: "第二季度" },
      originalPeriod: {
        startsOn: "2022-01-01",
        dueOn: "2022-03-31",
        words: "第一季度",
        precision: "QUARTER",
      },
    });
    const { history, reports } = await pastOf(task?.id ?? "");
    expect(reports).toEqual([{ done: "都做完了" }]);
    expect(history.map(({ verb }) => verb)).toEqual(["IMPORT", "SUBMIT", "START", "IMPORT"]);
    const due = history[0]?.fields.find(({ field }) => field === "dueOn");
    expect(due).toMatchObject({ before: '"2022-03-31"', after: '"2022-06-30"' });
    const again = text([{ ...road, progress: "第三季度动工；第四季度完工。" }]);
    const { differences } = await preview(again);
    await apply(again, { accept: differences.map((one) => one.id) });
    const [[twice] = []] = (await projectsOf(id)).map(({ tasks }) => tasks);
    expect(twice).toMatchObject({ period: { dueOn: "2022-09-30" }, originalPeriod: { dueOn: "2022-03-31" } });
  });

  it("shows each clause where it now stands in the progress text", async () => {
    const { id, text } = await applied([road]);
    const longer = text([{ ...road, progress: "第一季度完成招投标并动工；第二季度完工，第四季度绿化。" }]);
    const { differences } = await preview(longer);
    await apply(longer, { accept: differences.map((one) => one.id) });
    const [project] = await projectsOf(id);
    expect(project?.tasks.map(({ title }) => title)).toEqual(["完成招投标并动工", "完工", "绿化"]);
    for (const { source } of project?.tasks ?? []) {
      expect(project?.progressText.slice(source?.start, source?.end)).toBe(source?.text);
    }
  });

  it("a clause has no place in a progress text that was not accepted", async () => {
    const { id, text } = await applied([road]);
    const longer = text([{ ...road, progress: "第一季度动工；第二季度完工；第四季度绿化。" }]);
    const { differences } = await preview(longer);
    await apply(longer, { accept: differences.filter(({ kind }) => kind === "ADDED").map((one) => one.id) });
    const [project] = await projectsOf(id);
    expect(project?.progressText).toBe("第一季度动工；第二季度完工。");
    expect(project?.tasks.map(({ source }) => source?.text ?? null)).toEqual([
      expect.any(String),
      expect.any(String),
      null,
    ]);
  });

  it("takes off what it has no more, and the log says what it was", async () => {
    const { id, text } = await applied([road, lamp, tree]);
    const shorter = text([{ ...road, progress: "第一季度动工。" }, lamp]);
    const { differences } = await preview(shorter);
    expect(differences.map(({ kind, taskTitle, isSuggested }) => [kind, taskTitle, isSuggested])).toEqual([
      ["CHANGED", null, true],
      ["REMOVED", "完工", true],
      ["REMOVED", null, true],
    ]);
    const { revision } = await apply(shorter, { accept: differences.map((one) => one.id) });
    const projects = await projectsOf(id);
    expect(projects.map(({ name, tasks }) => [name, tasks.length])).toEqual([
      ["村道硬化", 1],
      ["路灯改造", 2],
    ]);
    const log = await luoshi.sql<{ subject_kind: string; fields: string; verb: string }>(
      `select subject_kind, verb, fields from change where chain = ? and revision <= ? order by revision desc`,
      [id, revision],
    );
    const removals = log.filter(({ fields }) => {
      const values = Object.values(JSON.parse(fields) as Record<string, { after: unknown }>);
      return values.length > 3 && values.every(({ after }) => after === null);
    });
    expect(removals.map(({ subject_kind }) => subject_kind).toSorted()).toEqual([
      "PROJECT",
      "TASK",
      "TASK",
      "TASK",
    ]);
    expect(removals.every(({ verb }) => verb === "IMPORT")).toBe(true);
    const project = removals.find(({ subject_kind }) => subject_kind === "PROJECT");
    expect(JSON.parse(project?.fields ?? "{}")).toMatchObject({
      name: { before: "植树绿化", after: null },
      owners: { before: [expect.stringMatching(/^person_/)], after: null },
    });
  });

  it("never takes off a task that was reported on: not by its own difference, nor with its project", async () => {
    const { id, text, programme } = await applied([road, lamp, tree]);
    await submit(programme, "3.1", "林森");
    const shorter = text([road, lamp]);
    const seen = await preview(shorter);
    expect(seen.differences).toMatchObject([
      { kind: "REMOVED", isSuggested: false, isApplicable: true, warnings: ["TASK_MOVED", "HAS_REPORTS"] },
    ]);
    const accept = seen.differences.map((one) => one.id);
    await apply(shorter, { accept, expectedRevision: seen.boardRevision });
    expect((await projectsOf(id))[2]).toMatchObject({
      name: "植树绿化",
      tasks: [{ title: "动工", stage: { kind: "SUBMITTED" } }],
    });
    const [only] = (await preview(text([road]))).differences.filter(
      ({ projectName }) => projectName === "植树绿化",
    );
    expect(only).toBeUndefined();
  });

  it("refuses to remove a reported task when that is all the difference is about", async () => {
    const { text, programme } = await applied([road, { ...lamp, progress: "第一季度完工。" }, tree]);
    await submit(programme, "2.1", "灯小明");
    const shorter = text([road, tree]);
    const removed = (await preview(shorter)).differences.find(({ kind }) => kind === "REMOVED");
    expect(removed).toMatchObject({ projectName: "路灯改造", isApplicable: false, isSuggested: false });
    const before = await luoshi.dump();
    expect(await apply(shorter, { accept: [removed?.id] })).toMatchObject({
      __typename: "UnknownDifference",
      code: "UNKNOWN_DIFFERENCE",
      id: removed?.id,
    });
    expect(await luoshi.dump()).toEqual(before);
  });

  it("a task that was begun goes only when somebody says so", async () => {
    const { id, text, programme } = await applied([road, lamp]);
    await (await given.signedIn("灯小明")).move(programme.task("2.2"), "ACTIVE");
    const shorter = text([road, { ...lamp, progress: "第一季度动工。" }]);
    const { differences } = await preview(shorter);
    const removed = differences.find(({ kind }) => kind === "REMOVED");
    expect(removed).toMatchObject({
      isSuggested: false,
      warnings: ["TASK_MOVED"],
      stage: { kind: "ACTIVE" },
    });
    await apply(shorter, { accept: [removed?.id] });
    expect((await projectsOf(id))[1]?.tasks).toHaveLength(1);
  });

  it("swapped rows keep their cards", async () => {
    const { id, text, programme } = await applied([road, lamp, tree]);
    const swapped = text([tree, lamp, road]);
    const { differences } = await preview(swapped);
    expect(new Set(differences.map(({ kind }) => kind))).toEqual(new Set(["CHANGED"]));
    await apply(swapped, { accept: differences.map((one) => one.id) });
    const projects = await projectsOf(id);
    expect(projects.map(({ number, name }) => `${number} ${name}`)).toEqual([
      "1 植树绿化",
      "2 路灯改造",
      "3 村道硬化",
    ]);
    expect(projects[2]?.tasks.map((task) => task.id)).toEqual(
      ["1.1", "1.2"].map((place) => programme.task(place).id),
    );
  });

  describe("belongs to", () => {
    const many = [road, lamp, tree, { name: "河道清淤" }, { name: "校舍修缮" }];

    it("a programme of the year whose title is alike and which has some of its projects", async () => {
      const { id, town } = await applied(many);
      const text = noticeText(`关于调整${town}2022年部分为民办实事项目的通知`, [
        { ...lamp, number: 2, content: "新" },
      ]);
      const seen = await preview(text);
      expect(seen.amends).toMatchObject({ id });
      const removals = seen.differences.filter(({ kind }) => kind === "REMOVED");
      expect(removals.length).toBe(4);
      expect(removals.some(({ isSuggested }) => isSuggested)).toBe(false);
    });

    it("a programme of the year with most of its projects, whatever it is called", async () => {
      const own = many.map((row) => ({ ...row, name: `${row.name}惠民${towns}` }));
      const { id } = await applied(own);
      const seen = await preview(noticeText("2022年民生工程任务一览", [...own.slice(1), { name: "别的" }]));
      expect(seen.amends).toMatchObject({ id });
    });

    it("nothing, when it is another batch, another year's or another town's", async () => {
      const { town } = await applied(many);
      const others = [{ name: "另一件事" }, { name: "又一件事" }, { name: "还有一事" }];
      const again = noticeText(`关于下达2022年${town}第二批为民办实事项目的通知`, others);
      expect(await preview(again)).toMatchObject({ amends: null, existingProgramme: null, differences: [] });
      const nextYear = noticeText(`关于下达2023年${town}为民办实事项目的通知`, many);
      expect((await preview(nextYear)).amends).toBeNull();
      const elsewhere = noticeText(`关于下达2022年另一${town}为民办实事项目的通知`, many);
      expect((await preview(elsewhere)).amends?.title ?? "").not.toContain("另一");
    });

    it("the programme that somebody names, and to a new one when somebody says so", async () => {
      const { id } = await applied(many);
      const { text, town } = await applied([{ name: "完全不同的事" }]);
      const amended = text([{ name: "完全不同的事", content: "新" }]);
      expect((await preview(amended, { amends: id })).amends).toMatchObject({ id });
      const asNew = await preview(amended, { asNew: true });
      expect(asNew).toMatchObject({ amends: null, programmeTitle: `2022年${town}为民办实事项目（2）` });
      const made = await apply(amended, { asNew: true });
      expect(made).toMatchObject({ __typename: "Programme", title: `2022年${town}为民办实事项目（2）` });
      expect(await apply(amended, { asNew: true })).toMatchObject({
        __typename: "NoticeAlreadyImported",
        programme: { id: made.id },
      });
    });

    it("a new one when somebody says so, although it is the last notice of another", async () => {
      const { id, text, town } = await applied(many);
      const first = await apply(text(many), { asNew: true });
      expect(first).toMatchObject({ __typename: "Programme", title: `2022年${town}为民办实事项目（2）` });
      expect(first.id).not.toBe(id);
      const told = { __typename: "NoticeAlreadyImported", programme: { id: first.id } };
      expect(await apply(text(many), { asNew: true })).toMatchObject(told);
      const programmeTitle = `${town}另立`;
      const second = { asNew: true, programmeTitle };
      expect(await apply(text(many), second)).toMatchObject({
        __typename: "Programme",
        title: programmeTitle,
      });
      expect(await apply(text(many), second)).toMatchObject({ __typename: "NoticeAlreadyImported" });
    });

    it.each([
      ["chosen differences", { accept: [] }],
      ["a board's revision", { expectedRevision: 3 }],
    ])("nothing, and is no new programme, when it comes with %s", async (what, more) => {
      const text = noticeText(`关于下达2022年无处可归的${what.length}件实事的通知`, [
        { name: `孤${what.length}` },
      ]);
      const before = await luoshi.dump();
      expect((await supervisor.send(applyMutation, { input: { document: { text }, ...more } })).code).toBe(
        "BAD_USER_INPUT",
      );
      expect(await luoshi.dump()).toEqual(before);
    });

    it("a new programme under the title that was given", async () => {
      towns += 1;
      const text = noticeText(`关于下达2022年第${towns}乡实事项目的通知`, [{ name: `自定名称${towns}` }]);
      const title = `自己起的名称${towns}`;
      expect(await apply(text, { programmeTitle: `  ${title} ` })).toMatchObject({
        __typename: "Programme",
        title,
      });
    });

    it.each([
      ["both a programme and a new one", { amends: "programme_x", asNew: true }, "BAD_USER_INPUT"],
      ["another year's programme", { amends: "of 2022" }, "BAD_USER_INPUT"],
      ["a programme that there is not", { amends: "programme_01h455vb4pex5vsknk084sn02q" }, "NOT_FOUND"],
    ])("refuses %s", async (_what, more, code) => {
      const ofYear = more.amends === "of 2022" ? { amends: (await applied([tree])).id } : {};
      const text = noticeText("2023年实事", [{ name: `什么${code}` }]);
      const input = { document: { text }, ...more, ...ofYear };
      expect((await supervisor.send(previewMutation, { input })).code).toBe(code);
      expect((await supervisor.send(applyMutation, { input })).code).toBe(code);
    });
  });

  describe("when the board goes on meanwhile", () => {
    it("is refused with BoardChanged, and nothing is written", async () => {
      const { id, text, programme } = await applied([road]);
      const amended = text([{ ...road, content: "新" }]);
      const { differences, boardRevision } = await preview(amended);
      await (await given.signedIn("路大海")).move(programme.task("1.1"), "ACTIVE");
      const before = await luoshi.dump();
      const accept = differences.map((one) => one.id);
      expect(await apply(amended, { accept, expectedRevision: boardRevision })).toMatchObject({
        __typename: "BoardChanged",
        code: "BOARD_CHANGED",
        programme: { id },
      });
      expect(await luoshi.dump()).toEqual(before);
    });

    it("a tick for a task that has moved since fits nothing, even without a revision", async () => {
      const { text, programme } = await applied([road]);
      const amended = text([{ ...road, progress: "第二季度动工；第三季度完工。" }]);
      const { differences } = await preview(amended);
      await (await given.signedIn("路大海")).move(programme.task("1.1"), "ACTIVE");
      expect(await apply(amended, { accept: differences.map((one) => one.id) })).toMatchObject({
        __typename: "UnknownDifference",
      });
    });

    it("of two who apply it at once one wins, and the other is told", async () => {
      const { text } = await applied([road, lamp]);
      const amended = text([{ ...road, content: "新" }, lamp, tree]);
      const { differences, boardRevision } = await preview(amended);
      const administrator = await given.signedIn("黄思远", Role.ADMIN);
      const more = { accept: differences.map((one) => one.id), expectedRevision: boardRevision };
      const answers = await Promise.all([apply(amended, more), apply(amended, more, administrator)]);
      expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual([
        "NoticeAlreadyImported",
        "Programme",
      ]);
    });

    it("of two who apply different versions at once one wins, and the other is told", async () => {
      const { text } = await applied([road, lamp]);
      const versions = ["三公里", "四公里"].map((content) => text([{ ...road, content }, lamp]));
      const answers = await Promise.all(
        versions.map(async (version) => {
          const { differences, boardRevision } = await preview(version);
          return {
            version,
            more: { accept: differences.map((one) => one.id), expectedRevision: boardRevision },
          };
        }),
      ).then((seen) => Promise.all(seen.map(({ version, more }) => apply(version, more))));
      expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual(["BoardChanged", "Programme"]);
    });
  });

  it("one that fails midway leaves nothing behind", async () => {
    const { text } = await applied([road, lamp]);
    const amended = text([{ ...road, content: "新" }, tree]);
    const { differences } = await preview(amended);
    const before = await luoshi.dump();
    vi.spyOn(NoticeImport.prototype, "logSubject").mockImplementation(() => {
      throw new Error("the power went");
    });
    const input = { document: { text: amended }, accept: differences.map((one) => one.id) };
    expect((await supervisor.send(applyMutation, { input })).code).toBe("INTERNAL");
    expect(await luoshi.dump()).toEqual(before);
  });

  it("is in the log in order and without a gap, and boards that were kept ready are made anew", async () => {
    const { id, text } = await applied([road, lamp]);
    await projectsOf(id);
    const amended = text([lamp, tree]);
    const seen = await preview(amended);
    const { revision } = await apply(amended, { accept: seen.differences.map((one) => one.id) });
    expect((await projectsOf(id)).map(({ name }) => name)).toEqual(["路灯改造", "植树绿化"]);
    const [log] = await luoshi.sql<{ changes: number | string }>(
      `select count(*) changes from change where chain = ?`,
      [id],
    );
    expect(Number(log?.changes)).toBe(revision);
    expect((await verifyLog(luoshi.app.database.rows)).broken).toEqual([]);
  });

  it("is in the log by what was decided of it, and not with the whole notice once more", async () => {
    const { id, text } = await applied([road, lamp]);
    const amended = text([{ ...road, content: "三公里" }, lamp]);
    const { differences } = await preview(amended);
    await apply(amended, { accept: differences.map((one) => one.id) });
    const log = await luoshi.sql<{ fields: string }>(
      `select fields from change where chain = ? and subject_kind = 'NOTICE_IMPORT' order by revision`,
      [id],
    );
    const fields = log.map((row) => JSON.parse(row.fields) as Record<string, { after: unknown }>);
    expect(fields.map((one) => Object.keys(one))).toEqual([["programme"], ["decisions", "programme"]]);
    expect(JSON.stringify(fields[1]?.["decisions"]?.after)).toContain("村道硬化");
  });

  it("is heard on open boards", async () => {
    const { id, text } = await applied([road]);
    const heard = supervisor.socket().follow<{ changes: { project: object | null } }>(
      `subscription ($id: ID!, $since: Int) {
          changes(programmeId: $id, sinceRevision: $since) { verb task { title } project { name } }
        }`,
      { id, since: (await preview(text([{ ...road, content: "新" }]))).boardRevision },
    );
    const amended = text([road, { name: "没有新人的事" }]);
    const { differences } = await preview(amended);
    await apply(amended, { accept: differences.map((one) => one.id) });
    const changes = (await take(heard, 4)).map((event) => event.changes);
    const ofProject = { verb: "IMPORT", task: null, project: { name: "没有新人的事" } };
    expect(changes.filter(({ project }) => project !== null)).toEqual([ofProject, ofProject, ofProject]);
  });

  it("the same cell is the same, although by now its names are told apart in another way", async () => {
    const together = { ...road, leaders: "贺同心宋同行", owners: "温故 党建服务办" };
    const { id, text } = await applied([together, tree]);
    expect((await projectsOf(id))[0]).toMatchObject({ leaders: [{ name: "贺同心宋同行" }] });
    await applied([{ name: "别处的事", leaders: "贺同心、宋同行", offices: "党建服务办" }]);
    await luoshi.sql(
      `delete from project_leaders where person_id = (select id from person where name = '贺同心宋同行')`,
    );
    await luoshi.sql(
      `delete from project_owners where person_id = (select id from person where name = '党建服务办')`,
    );
    await luoshi.sql(`delete from person where name in ('贺同心宋同行', '党建服务办')`);
    const read = async (notice: string) => {
      const query = `mutation ($input: PreviewImportInput!) { previewImport(input: $input) { ... on ImportPreview {
        notice { projects { leaders owners offices } } } } }`;
      const input = { document: { text: notice } };
      interface Read {
        previewImport: { notice: { projects: object[] } };
      }
      return (await supervisor.ask<Read>(query, { input })).previewImport.notice.projects[0];
    };
    expect(await read(text([together, tree]))).toEqual({
      leaders: ["贺同心", "宋同行"],
      owners: ["温故"],
      offices: ["规建办", "党建服务办"],
    });
    expect(await apply(text([together, tree]))).toMatchObject({
      __typename: "NoticeAlreadyImported",
      programme: { id },
    });
    const { differences } = await preview(text([{ ...together, content: "新" }, tree]));
    expect(differences).toMatchObject([{ fields: [{ field: "CONTENT" }] }]);
    expect(differences[0]?.fields).toHaveLength(1);
    const fieldsWith = async (correction: object) => {
      const corrections = [{ projectIndex: 0, ...correction }];
      const seen = await preview(text([together, tree, lamp]), { corrections });
      const [first, ...more] = seen.differences;
      expect(more).toMatchObject([{ kind: "ADDED" }]);
      return first?.fields.map(({ field }) => field);
    };
    expect(await fieldsWith({ content: "新" })).toEqual(["CONTENT"]);
    expect(await fieldsWith({ leaders: ["贺同心"] })).toEqual(["LEADERS"]);
  });

  it("an import of before imports kept account of what they made is compared by the board's order", async () => {
    const { id, text } = await applied([road, lamp]);
    await luoshi.sql(`update notice_import set made = null where programme_id = ?`, [id]);
    expect((await preview(text([road, { ...lamp, content: "新" }]))).differences).toMatchObject([
      { kind: "CHANGED", projectName: "路灯改造", isSuggested: true, fields: [{ field: "CONTENT" }] },
    ]);
  });
});
