import { readFileSync } from "node:fs";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { NoticeImport } from "../../server/features/imports/notice-import.entity.js";
import type { Client } from "../kit/client.js";
import { describeApi } from "../kit/luoshi.js";

const sample = readFileSync(new URL("../../server/demo/sample-notice.txt", import.meta.url), "utf8");

const previewMutation = `mutation ($input: PreviewImportInput!) {
  previewImport(input: $input) {
    __typename
    ... on ImportPreview {
      name encoding
      blocks { __typename ... on NoticeTable { table rows { row cells { column text } } } ... on NoticeParagraph { paragraph text } }
      notice { title year documentNumber issuers issuedOn cc projects { name leaders owners offices tasks { title period { startsOn dueOn quarters } } } }
      diagnostics { severity code message }
      questions { id projectIndex taskIndex words defaultChoice choices { startsOn dueOn quarters reading } }
      existingProgramme { id }
    }
    ... on UnreadableNotice { code message diagnostics { severity code } }
  }
}`;
const applyMutation = `mutation ($input: ApplyImportInput!) {
  applyImport(input: $input) {
    __typename
    ... on Problem { code message }
    ... on Programme { id title year taskCount projectCount revision issuedOn issuers }
    ... on NoticeAlreadyImported { programme { id } }
    ... on NoticeDiffers { programme { id } }
    ... on InvalidAnswer { questionId }
  }
}`;

interface Preview {
  previewImport: {
    __typename: string;
    code?: string;
    encoding: string;
    blocks: { __typename: string }[];
    notice: { title: string; year: number; projects: { name: string; tasks: object[] }[] };
    diagnostics: { severity: string; code: string }[];
    questions: { id: string; words: string; defaultChoice: number; choices: { dueOn: string }[] }[];
    existingProgramme: { id: string } | null;
  };
}
interface Applied {
  applyImport: {
    __typename: string;
    code?: string;
    id: string;
    title: string;
    taskCount: number;
    questionId?: string;
    programme?: { id: string };
  };
}

describeApi("Importing a notice", (luoshi) => {
  const { given } = luoshi;
  let supervisor: Client;
  beforeAll(async () => void (supervisor = await given.supervisor()));
  afterEach(() => vi.restoreAllMocks());

  const preview = async (document: object) =>
    (await supervisor.ask<Preview>(previewMutation, { input: { document } })).previewImport;
  const apply = async (document: object, answers?: object[]) =>
    (await supervisor.ask<Applied>(applyMutation, { input: { document, answers } })).applyImport;

  /** The sample as another town's, so that each test imports a notice of its own. */
  let towns = 0;
  function ownSample(): string {
    towns += 1;
    return sample.replaceAll("年为民办实事项目", `年第${towns}镇为民办实事项目`);
  }

  it("a preview shows the document, its reading and what is doubtful, and writes nothing", async () => {
    const before = await luoshi.dump();
    const seen = await preview({ text: sample, name: "通知.txt" });
    expect(seen).toMatchObject({
      __typename: "ImportPreview",
      name: "通知.txt",
      encoding: "text",
      existingProgramme: null,
    });
    expect(seen.notice.projects.map(({ tasks }) => tasks.length)).toEqual([4, 4, 3, 2, 4, 3, 3, 3, 2, 1]);
    expect(new Set(seen.blocks.map(({ __typename }) => __typename))).toEqual(
      new Set(["NoticeParagraph", "NoticeTable"]),
    );
    expect(seen.questions).toMatchObject([{ words: "第四季度前", defaultChoice: 0 }]);
    expect(await luoshi.dump()).toEqual(before);
  });

  it("makes 10 projects and 29 tasks of the sample, with its people, offices and roles", async () => {
    const made = await apply({ text: sample });
    expect(made).toMatchObject({
      __typename: "Programme",
      year: 2022,
      projectCount: 10,
      taskCount: 29,
      issuedOn: "2022-01-13",
    });
    const query = `query ($id: ID!) { board(programmeId: $id) { projects {
      number name leaders { name role } owners { name role } offices { name } tasks { stage { kind } period { dueOn } attempt }
    } } }`;
    interface Board {
      board: {
        projects: {
          leaders: { name: string; role: string }[];
          owners: { name: string; role: string }[];
          offices: { name: string }[];
          tasks: { stage: { kind: string }; attempt: number }[];
        }[];
      };
    }
    const { board } = await supervisor.ask<Board>(query, { id: made.id });
    expect(board.projects.map(({ tasks }) => tasks.length)).toEqual([4, 4, 3, 2, 4, 3, 3, 3, 2, 1]);
    expect(board.projects[3]).toMatchObject({
      number: 4,
      name: "紫湖郊野公园建设",
      leaders: [
        { name: "许文理", role: "LEADER" },
        { name: "曾智伟", role: "LEADER" },
      ],
      owners: [{ name: "曾永嘉", role: "OWNER" }],
      offices: [{ name: "招商项目组" }],
    });
    const tasks = board.projects.flatMap((project) => project.tasks);
    expect(tasks.every(({ stage, attempt }) => stage.kind === "PENDING" && attempt === 1)).toBe(true);
  });

  it("keeps the role of who has one already", async () => {
    await given.person("既有督查员", { role: Role.SUPERVISOR });
    await given.programme({ projects: [{ owners: ["既有督查员"] }] });
    expect(await luoshi.sql(`select role from person where name = '既有督查员'`)).toEqual([
      { role: "SUPERVISOR" },
    ]);
  });

  it("reads a file's bytes as it reads pasted text", async () => {
    const base64 = Buffer.from(ownSample()).toString("base64");
    expect(await preview({ base64, name: "通知.txt" })).toMatchObject({ encoding: "utf-8" });
    expect(await apply({ base64, name: "通知.txt" })).toMatchObject({
      __typename: "Programme",
      taskCount: 29,
    });
  });

  it("takes the answers that were given, and the default where none was", async () => {
    const text = ownSample();
    const [question] = (await preview({ text })).questions;
    const [byDefault, other] = question?.choices ?? [];
    expect(byDefault?.dueOn).toBe("2022-09-30");
    expect(other?.dueOn).toBe("2022-12-31");
    const dueDays = async (id: string) => {
      const tasks = await luoshi.sql<{ due_on: string }>(
        `select due_on from task where programme_id = ? and period_words = '第四季度前'`,
        [id],
      );
      return tasks.map((task) => task.due_on);
    };
    const answered = await apply({ text }, [{ questionId: question?.id, choice: 1 }]);
    expect(await dueDays(answered.id)).toEqual(["2022-12-31"]);
    const unanswered = await apply({ text: ownSample() });
    expect(await dueDays(unanswered.id)).toEqual(["2022-09-30"]);
  });

  it.each([
    [{ questionId: "9.9", choice: 0 }, "9.9"],
    [{ questionId: "2.2", choice: 7 }, "2.2"],
    [{ questionId: "2.2", choice: -1 }, "2.2"],
    [{ questionId: "__proto__", choice: 0 }, "__proto__"],
  ])("refuses the answer %j, and writes nothing", async (answer, questionId) => {
    const text = ownSample();
    const before = await luoshi.dump();
    expect(await apply({ text }, [answer])).toMatchObject({
      __typename: "InvalidAnswer",
      code: "INVALID_ANSWER",
      questionId,
    });
    expect(await luoshi.dump()).toEqual(before);
  });

  it("the same notice again changes nothing and says so, in whatever file it comes", async () => {
    const text = ownSample();
    const { id } = await apply({ text });
    const before = await luoshi.dump();
    const told = { __typename: "NoticeAlreadyImported", code: "NOTICE_ALREADY_IMPORTED", programme: { id } };
    expect(await apply({ text })).toMatchObject(told);
    expect(await apply({ text: text.replaceAll("\n", "\r\n"), name: "另存.txt" })).toMatchObject(told);
    expect((await preview({ text })).existingProgramme).toEqual({ id });
    expect(await luoshi.dump()).toEqual(before);
  });

  it("the same notice is the same whatever was answered", async () => {
    const text = ownSample();
    const { id } = await apply({ text }, [{ questionId: "2.2", choice: 1 }]);
    expect(await apply({ text })).toMatchObject({ __typename: "NoticeAlreadyImported", programme: { id } });
  });

  it("an amended notice differs: the board stays as it is", async () => {
    const text = ownSample();
    const { id } = await apply({ text });
    const before = await luoshi.dump();
    const amended = text.replace("第一季度报批", "第二季度报批");
    expect(await apply({ text: amended })).toMatchObject({
      __typename: "NoticeDiffers",
      code: "NOTICE_DIFFERS",
      programme: { id },
    });
    expect((await preview({ text: amended })).existingProgramme).toBeNull();
    expect(await luoshi.dump()).toEqual(before);
  });

  it("the same notice twice at the same time makes one programme", async () => {
    const text = ownSample();
    const answers = await Promise.all([apply({ text }), apply({ text }), apply({ text })]);
    expect(answers.map(({ __typename }) => __typename).toSorted()).toEqual([
      "NoticeAlreadyImported",
      "NoticeAlreadyImported",
      "Programme",
    ]);
  });

  it("different notices with the same new people at the same time make both programmes", async () => {
    const people = "新领导甲\t新责任人乙\t新科室丙";
    const notice = (town: string) =>
      `关于下达2022年${town}实事项目的通知\n项目名称\t项目进度\t责任领导\t责任人\t责任科室\n路灯\t第一季度完工\t${people}\n`;
    const answers = await Promise.all([apply({ text: notice("东镇") }), apply({ text: notice("西镇") })]);
    expect(answers.map(({ __typename }) => __typename)).toEqual(["Programme", "Programme"]);
  });

  describe("what is no notice is refused with its code, and nothing is written:", () => {
    it.each([
      ["nothing", { text: "" }, "EMPTY_DOCUMENT"],
      ["white space", { text: " \n\t\n　" }, "EMPTY_DOCUMENT"],
      ["an empty file", { base64: "" }, "EMPTY_DOCUMENT"],
      ["prose", { text: "今天天气很好。\n明天也是。" }, "NO_TABLE"],
      ["a table without a name column", { text: "甲\t乙\n1\t2" }, "NO_PROJECT_NAME_COLUMN"],
      ["a header without rows", { text: "项目名称\t项目进度\n" }, "NO_PROJECTS"],
      [
        "a picture",
        { base64: Buffer.from("89504e470d0a1a0a0000000d49484452", "hex").toString("base64") },
        "UNSUPPORTED_FORMAT",
      ],
      [
        "a broken zip",
        { base64: Buffer.from("504b0304140000000800", "hex").toString("base64") },
        "DAMAGED_FILE",
      ],
    ])("%s", async (_what, document, code) => {
      const before = await luoshi.dump();
      for (const answer of [await preview(document), await apply(document)]) {
        expect(answer).toMatchObject({ __typename: "UnreadableNotice", code });
      }
      expect(await luoshi.dump()).toEqual(before);
    });

    it("a plan without a year, unless one is given", async () => {
      const text = "关于下达实事项目任务的通知\n项目名称\t项目进度\n路灯\t第一季度完工\n";
      expect(await apply({ text })).toMatchObject({ __typename: "UnreadableNotice", code: "YEAR_NOT_FOUND" });
      expect(await apply({ text, year: 2031 })).toMatchObject({
        __typename: "Programme",
        year: 2031,
        taskCount: 1,
      });
    });

    it.each([
      ["both text and bytes", { text: "x", base64: "eA==" }],
      ["neither", {}],
      ["both null", { text: null, base64: null }],
      ["a year of long ago", { text: sample, year: 1200 }],
      ["an endless file name", { text: sample, name: "x".repeat(301) }],
    ])("%s", async (_what, document) => {
      expect((await supervisor.send(previewMutation, { input: { document } })).code).toBe("BAD_USER_INPUT");
    });
  });

  it("a name too long for its column is refused or shortened, never a bug", async () => {
    const long = "长".repeat(900);
    const text = `关于下达2022年${long}实事项目的通知\n项目名称\t项目进度\t责任人\t责任科室\n${long}\t第一季度完工\t${long}\t${long}\n`;
    const reply = await supervisor.send<Applied>(applyMutation, { input: { document: { text } } });
    expect(reply.data?.applyImport).toMatchObject({ __typename: "InvalidCorrection" });
  });

  it("is for supervisors and administrators alone", async () => {
    const input = { document: { text: ownSample() } };
    for (const role of [Role.LEADER, Role.OWNER, Role.VIEWER]) {
      const client = await given.signedIn(`导入者${role}`, role);
      expect((await client.send(previewMutation, { input })).code).toBe("FORBIDDEN");
      expect((await client.send(applyMutation, { input })).code).toBe("FORBIDDEN");
    }
    const administrator = await given.signedIn("黄思远", Role.ADMIN);
    expect((await administrator.send<Applied>(applyMutation, { input })).data?.applyImport.__typename).toBe(
      "Programme",
    );
  });

  it("one that fails midway leaves nothing behind", async () => {
    const text = ownSample();
    const before = await luoshi.dump();
    vi.spyOn(NoticeImport.prototype, "logSubject").mockImplementation(() => {
      throw new Error("the power went");
    });
    expect((await supervisor.send(applyMutation, { input: { document: { text } } })).code).toBe("INTERNAL");
    expect(await luoshi.dump()).toEqual(before);
    vi.restoreAllMocks();
    expect(await apply({ text })).toMatchObject({ __typename: "Programme", taskCount: 29 });
  });
});
