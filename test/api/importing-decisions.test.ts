import { beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import type { Client } from "../kit/client.js";
import { describeApi } from "../kit/luoshi.js";
import { noticeText, type TextRow } from "../kit/notice-text.js";

const previewMutation = `mutation ($input: PreviewImportInput!) {
  previewImport(input: $input) {
    __typename
    ... on Problem { code message }
    ... on InvalidAnswer { questionId }
    ... on InvalidCorrection { projectIndex taskIndex }
    ... on ImportPreview {
      format
      notice { projects {
        number category name content leaders owners offices assistingOffices remarks isLeftOut correctedFields
        tasks { title isLeftOut correctedFields needsReview period { startsOn dueOn kind precision quarters words } }
      } }
      diagnostics { severity code message }
      questions { id }
      officeQuestions { id name projectIndexes choices { id name aliases { name } } variants }
    }
  }
}`;
const applyMutation = `mutation ($input: ApplyImportInput!) {
  applyImport(input: $input) {
    __typename
    ... on Problem { code message }
    ... on InvalidAnswer { questionId }
    ... on InvalidCorrection { projectIndex taskIndex }
    ... on Programme { id projectCount taskCount }
  }
}`;

interface OfficeQuestion {
  name: string;
  projectIndexes: number[];
  choices: { id: string; name: string }[];
  variants: string[];
}
interface Preview {
  __typename: string;
  code?: string;
  notice: { projects: { name: string; offices: string[]; tasks: { title: string }[] }[] };
  diagnostics: { severity: string; code: string; message: string }[];
  questions: { id: string }[];
  officeQuestions: OfficeQuestion[];
}
interface Applied {
  __typename: string;
  code?: string;
  id: string;
  taskCount: number;
}

describeApi("What a person decides about a notice", (luoshi) => {
  const { given } = luoshi;
  let supervisor: Client;
  beforeAll(async () => void (supervisor = await given.supervisor()));

  const preview = async (text: string, decisions: object = {}) => {
    const input = { document: { text }, ...decisions };
    return (await supervisor.ask<{ previewImport: Preview }>(previewMutation, { input })).previewImport;
  };
  const apply = async (text: string, decisions: object = {}) => {
    const input = { document: { text }, ...decisions };
    return (await supervisor.ask<{ applyImport: Applied }>(applyMutation, { input })).applyImport;
  };
  let notices = 0;
  /** A notice that no other test has. */
  function notice(...rows: TextRow[]): string {
    notices += 1;
    const names = rows.map((row) => ({
      ...row,
      name: `${row.name}${"甲乙丙丁戊己庚辛壬癸"[notices % 10] ?? ""}${notices}`,
    }));
    return noticeText(`关于下达20${String(30 + notices)}年某镇实事项目的通知`, names);
  }
  const yearOf = () => 2030 + notices;

  describe("A correction", () => {
    const lamp = { name: "路灯", content: "换灯杆", leaders: "钱文", owners: "孙武", offices: "规建办" };

    it("replaces exactly what it names, in the preview and on the board", async () => {
      const text = notice(lamp, { name: "道路" });
      const corrections = [
        { projectIndex: 0, leaders: ["钱文 ", "李白", "钱文"], content: null, number: 7 },
        { projectIndex: 0, taskIndex: 1, title: "全部亮灯", startsOn: null, dueOn: `${yearOf()}-08-20` },
        { projectIndex: 1, name: "  村道 " },
      ];
      const seen = await preview(text, { corrections });
      expect(seen).toMatchObject({
        format: "TEXT",
        notice: {
          projects: [
            {
              number: 7,
              content: "",
              leaders: ["钱文", "李白"],
              owners: ["孙武"],
              isLeftOut: false,
              correctedFields: ["NUMBER", "CONTENT", "LEADERS"],
              tasks: [
                { title: "动工", correctedFields: [] },
                {
                  title: "全部亮灯",
                  correctedFields: ["TITLE", "PERIOD"],
                  period: {
                    startsOn: null,
                    dueOn: `${yearOf()}-08-20`,
                    kind: "DEADLINE",
                    precision: "DAY",
                    quarters: [3],
                    words: "第二季度",
                  },
                },
              ],
            },
            { name: "村道", correctedFields: ["NAME"] },
          ],
        },
      });
      const { id } = await apply(text, { corrections });
      const tasks = await luoshi.sql(
        `select j.number, j.name project, t.title, t.starts_on, t.due_on, t.precision from task t
          join project j on j.id = t.project_id where t.programme_id = ? order by j.position, t.position`,
        [id],
      );
      expect(tasks.slice(1, 3)).toMatchObject([
        { number: 7, title: "全部亮灯", starts_on: null, due_on: `${yearOf()}-08-20`, precision: "DAY" },
        { project: "村道", title: "动工" },
      ]);
    });

    it("makes a span of a day that was put before a deadline", async () => {
      const text = notice({ name: "路灯", progress: "6月底前完工。" });
      const corrections = [{ projectIndex: 0, taskIndex: 0, startsOn: `${yearOf()}-03-15` }];
      expect(await preview(text, { corrections })).toMatchObject({
        notice: {
          projects: [
            {
              tasks: [
                {
                  period: {
                    kind: "SPAN",
                    startsOn: `${yearOf()}-03-15`,
                    dueOn: `${yearOf()}-06-30`,
                    quarters: [1, 2],
                  },
                },
              ],
            },
          ],
        },
      });
    });

    it("leaves out a project or a task: indexes stay, and it is not imported", async () => {
      const text = notice({ name: "甲事" }, { name: "乙事" }, { name: "丙事" });
      const corrections = [
        { projectIndex: 1, leaveOut: true },
        { projectIndex: 2, taskIndex: 0, leaveOut: true },
      ];
      const seen = await preview(text, { corrections });
      expect(seen.notice.projects).toMatchObject([
        { isLeftOut: false },
        { isLeftOut: true },
        { isLeftOut: false, tasks: [{ isLeftOut: true }, { isLeftOut: false }] },
      ]);
      const made = await apply(text, { corrections });
      expect(made).toMatchObject({ projectCount: 2, taskCount: 3 });
      expect(
        await luoshi.sql(`select position from project where programme_id = ? order by 1`, [made.id]),
      ).toEqual([{ position: 1 }, { position: 2 }]);
    });

    it("that leaves out every project makes no programme, and nothing is written", async () => {
      const text = notice({ name: "甲事" }, { name: "乙事" });
      const corrections = [0, 1].map((projectIndex) => ({ projectIndex, leaveOut: true }));
      expect(await preview(text, { corrections })).toMatchObject({ __typename: "ImportPreview" });
      const before = await luoshi.dump();
      expect(await apply(text, { corrections })).toMatchObject({
        __typename: "InvalidCorrection",
        projectIndex: 1,
        taskIndex: null,
      });
      expect(await luoshi.dump()).toEqual(before);
    });

    it("is wanted for a name that no column holds: the preview says so, and nothing is written without", async () => {
      const text = notice({ name: "甲事" }, { name: "乙事", offices: "某".repeat(201) });
      const seen = await preview(text);
      expect(seen.diagnostics.filter(({ code }) => code === "NAME_TOO_LONG")).toMatchObject([
        { severity: "WARNING", message: expect.stringContaining("201 字") as string },
      ]);
      expect(seen.officeQuestions).toEqual([]);
      const before = await luoshi.dump();
      const told = { __typename: "InvalidCorrection", projectIndex: 1, taskIndex: null };
      expect(await apply(text)).toMatchObject(told);
      expect(await luoshi.dump()).toEqual(before);
      const corrections = [{ projectIndex: 1, offices: ["某办"] }];
      const codes = (await preview(text, { corrections })).diagnostics.map(({ code }) => code);
      expect(codes).not.toContain("NAME_TOO_LONG");
      expect(await apply(text, { corrections })).toMatchObject({ __typename: "Programme" });
    });

    it("can be taken back: the later one holds", async () => {
      const text = notice({ name: "甲事" });
      const corrections = [
        { projectIndex: 0, leaveOut: true, name: "一" },
        { projectIndex: 0, leaveOut: false, name: "二" },
      ];
      expect(await preview(text, { corrections })).toMatchObject({
        notice: { projects: [{ name: "二", isLeftOut: false, correctedFields: ["NAME"] }] },
      });
    });

    it("answers the question about its period: it is asked no more, and an answer given before still fits", async () => {
      const text = notice({ name: "甲事", progress: "第四季度前完工。" });
      expect((await preview(text)).questions).toEqual([{ id: "0.0" }]);
      const decisions = {
        answers: [{ questionId: "0.0", choice: 1 }],
        corrections: [{ projectIndex: 0, taskIndex: 0, dueOn: `${yearOf()}-11-11` }],
      };
      expect(await preview(text, decisions)).toMatchObject({
        __typename: "ImportPreview",
        questions: [],
        notice: { projects: [{ tasks: [{ needsReview: false, period: { dueOn: `${yearOf()}-11-11` } }] }] },
      });
    });

    it.each([
      ["of a project that there is not", { projectIndex: 9, name: "无" }],
      ["before the first project", { projectIndex: -1, name: "无" }],
      ["of a task that there is not", { projectIndex: 0, taskIndex: 5, title: "无" }],
      ["of a task's title on a project", { projectIndex: 0, title: "错" }],
      ["of a project's name on a task", { projectIndex: 0, taskIndex: 0, name: "错" }],
      ["that takes away a project's name", { projectIndex: 0, name: "  " }],
      ["that clears a project's name", { projectIndex: 0, name: null }],
      ["to a name of more than 2,000 characters", { projectIndex: 0, name: "长".repeat(2001) }],
      ["to a person's name of more than 100 characters", { projectIndex: 0, owners: ["长".repeat(101)] }],
      [
        "to more than 100 names",
        { projectIndex: 0, offices: Array.from({ length: 101 }, (_, at) => `办${at}`) },
      ],
      [
        "to an end before its beginning",
        { projectIndex: 0, taskIndex: 0, startsOn: "2030-12-31", dueOn: "2030-01-01" },
      ],
      ["a year that is a slip of the hand", { projectIndex: 0, taskIndex: 0, dueOn: "9999-12-31" }],
      ["a year long gone", { projectIndex: 0, taskIndex: 0, startsOn: "0202-03-15" }],
    ])(
      "%s is InvalidCorrection, and nothing is written",
      async (_what, correction: Record<string, unknown>) => {
        const text = notice({ name: "甲事" });
        const before = await luoshi.dump();
        const { projectIndex, taskIndex = null } = correction;
        for (const answer of [
          await preview(text, { corrections: [correction] }),
          await apply(text, { corrections: [correction] }),
        ]) {
          expect(answer).toMatchObject({
            __typename: "InvalidCorrection",
            code: "INVALID_CORRECTION",
            projectIndex,
            taskIndex,
          });
        }
        expect(await luoshi.dump()).toEqual(before);
      },
    );

    it("to a day that does not exist is BAD_USER_INPUT", async () => {
      const corrections = [{ projectIndex: 0, taskIndex: 0, dueOn: "2030-02-30" }];
      const input = { document: { text: notice({ name: "甲事" }) }, corrections };
      expect((await supervisor.send(previewMutation, { input })).code).toBe("BAD_USER_INPUT");
    });

    it("makes no other notice of it: the same document stays the same", async () => {
      const text = notice({ name: "甲事" });
      await apply(text, { corrections: [{ projectIndex: 0, name: "另名" }] });
      expect(await apply(text)).toMatchObject({ __typename: "NoticeAlreadyImported" });
    });
  });

  describe("An office's name", () => {
    const officeOf = async (id: string) =>
      luoshi.sql<{ name: string }>(
        `select distinct o.name from project_offices l join office o on o.id = l.office_id
          join project j on j.id = l.project_id where j.programme_id = ? order by o.name`,
        [id],
      );

    it("that resembles a known one is asked about, remembered, and read as that from then on", async () => {
      await apply(notice({ name: "甲事", offices: "卫计办" }));
      const text = notice({ name: "乙事", offices: "卫生计生办" }, { name: "丙事", assisting: "卫生计生办" });
      const seen = await preview(text);
      expect(seen.officeQuestions).toMatchObject([
        {
          id: "office:卫生计生办",
          name: "卫生计生办",
          projectIndexes: [0, 1],
          choices: [{ name: "卫计办" }],
          variants: [],
        },
      ]);
      expect(seen.diagnostics.map(({ code }) => code)).toContain("OFFICE_RESEMBLES");
      const officeId = seen.officeQuestions[0]?.choices[0]?.id;
      const { id } = await apply(text, { officeAnswers: [{ name: "卫生计生办", officeId }] });
      expect(await officeOf(id)).toEqual([{ name: "卫计办" }]);
      const [kept] = await luoshi.sql<{ verb: string; subject_kind: string }>(
        `select verb, subject_kind from change where chain = ? and subject_kind = 'OFFICE_ALIAS'`,
        [id],
      );
      expect(kept).toEqual({ verb: "IMPORT", subject_kind: "OFFICE_ALIAS" });
      const next = notice({ name: "丁事", offices: "卫生计生办" });
      const later = await preview(next);
      expect(later.officeQuestions).toEqual([]);
      expect(later.diagnostics).toContainEqual({
        severity: "INFO",
        code: "OFFICE_ALIAS",
        message: expect.stringContaining("卫计办") as string,
      });
      expect(later.notice.projects[0]?.offices).toEqual(["卫计办"]);
      expect(await officeOf((await apply(next)).id)).toEqual([{ name: "卫计办" }]);
    });

    it("without an answer is an office of its own, and is known the next time", async () => {
      await apply(notice({ name: "甲事", offices: "综治办" }));
      const text = notice({ name: "乙事", offices: "平安办" });
      expect((await preview(text)).officeQuestions).toMatchObject([
        { name: "平安办", choices: [{ name: "综治办" }] },
      ]);
      expect(await officeOf((await apply(text)).id)).toEqual([{ name: "平安办" }]);
      const next = await preview(notice({ name: "丙事", offices: "平安办" }));
      expect(next).toMatchObject({ officeQuestions: [] });
      expect(next.diagnostics.map(({ code }) => code)).not.toContain("OFFICE_ALIAS");
    });

    it("said to be of its own is asked about no more", async () => {
      await apply(notice({ name: "甲事", offices: "规划建设办" }));
      const text = notice({ name: "乙事", offices: "村镇建设办" });
      await apply(text, { officeAnswers: [{ name: "村镇建设办" }] });
      expect((await preview(notice({ name: "丙事", offices: "村镇建设办" }))).officeQuestions).toEqual([]);
    });

    it("written in two ways in one notice is asked about too, the rarer for the other", async () => {
      const text = notice(
        { name: "甲事", offices: "文体中心" },
        { name: "乙事", offices: "文体服务中心" },
        { name: "丙事", offices: "文体服务中心" },
      );
      expect((await preview(text)).officeQuestions).toMatchObject([
        { name: "文体中心", choices: [], variants: ["文体服务中心"], projectIndexes: [0] },
      ]);
      const { id } = await apply(text, { officeAnswers: [{ name: "文体中心", sameAs: "文体服务中心" }] });
      expect(await officeOf(id)).toEqual([{ name: "文体服务中心" }]);
      expect(
        (await preview(notice({ name: "丁事", offices: "文体中心" }))).notice.projects[0]?.offices,
      ).toEqual(["文体服务中心"]);
    });

    it("stands once in a row that names an office in two ways", async () => {
      await apply(notice({ name: "甲事", offices: "安监办" }));
      const text = notice({ name: "乙事", offices: "安监办、安全生产办", assisting: "安全生产办公室" });
      const { officeQuestions } = await preview(text);
      const officeId = officeQuestions[0]?.choices[0]?.id;
      const names = ["安全生产办", "安全生产办公室"];
      const seen = await preview(text, { officeAnswers: names.map((name) => ({ name, officeId })) });
      expect(seen.notice.projects).toMatchObject([{ offices: ["安监办"], assistingOffices: [] }]);
    });

    it.each([
      ["about a name that is not in the notice", { name: "没有的办" }],
      ["about a name that is known", { name: "已知的办" }],
      [
        "with an office that there is not",
        { name: "未知的办", officeId: "office_01h455vb4pex5vsknk084sn02q" },
      ],
      ["with a name that is not in the notice", { name: "未知的办", sameAs: "没有的办" }],
      ["both ways", { name: "未知的办", officeId: "office_x", sameAs: "未知的办" }],
    ])("answered %s is InvalidAnswer", async (_what, answer) => {
      await apply(notice({ name: "甲事", offices: "已知的办" }));
      const text = notice({ name: "乙事", offices: "未知的办、已知的办" });
      expect(await preview(text, { officeAnswers: [answer] })).toMatchObject({
        __typename: "InvalidAnswer",
        code: "INVALID_ANSWER",
        questionId: `office:${answer.name}`,
      });
    });

    it("two names that are each said to be the other is InvalidAnswer", async () => {
      const officeAnswers = [
        { name: "互指一办", sameAs: "互指二办" },
        { name: "互指二办", sameAs: "互指一办" },
      ];
      expect(
        await preview(notice({ name: "甲事", offices: "互指一办、互指二办" }), { officeAnswers }),
      ).toMatchObject({
        __typename: "InvalidAnswer",
      });
    });

    describe("that is another name", () => {
      const officesQuery = `{ offices { id name aliases { id name } } }`;
      const removeMutation = `mutation ($input: RemoveOfficeAliasInput!) { removeOfficeAlias(input: $input) { name aliases { name } } }`;
      interface Office {
        id: string;
        name: string;
        aliases: { id: string; name: string }[];
      }

      async function givenAlias() {
        const [office, alias] = [`某事${notices}服务中心`, `某事${notices}中心`];
        await apply(notice({ name: "甲事", offices: office }));
        const text = notice({ name: "乙事", offices: alias });
        const officeId = (await preview(text)).officeQuestions[0]?.choices[0]?.id;
        await apply(text, { officeAnswers: [{ name: alias, officeId }] });
        const { offices } = await supervisor.ask<{ offices: Office[] }>(officesQuery);
        const found = offices.find(({ name }) => name === office);
        return { office, alias, aliasId: found?.aliases[0]?.id ?? "", found };
      }

      it("is shown with its office to everybody, and forgotten by whoever may import", async () => {
        const { office, alias, aliasId, found } = await givenAlias();
        expect(found?.aliases).toMatchObject([{ name: alias }]);
        const reader = await given.reader();
        expect((await reader.ask<{ offices: Office[] }>(officesQuery)).offices).toContainEqual(found);
        const input = { aliasId };
        for (const role of [Role.LEADER, Role.OWNER, Role.VIEWER]) {
          const client = await given.signedIn(`别名${role}`, role);
          expect((await client.send(removeMutation, { input })).code).toBe("FORBIDDEN");
        }
        expect((await luoshi.stranger.send(removeMutation, { input })).code).toBe("UNAUTHENTICATED");
        expect(await supervisor.ask(removeMutation, { input })).toEqual({
          removeOfficeAlias: { name: office, aliases: [] },
        });
        expect((await supervisor.send(removeMutation, { input })).code).toBe("NOT_FOUND");
        expect((await preview(notice({ name: "丙事", offices: alias }))).officeQuestions).toMatchObject([
          { name: alias },
        ]);
        const [change] = await luoshi.sql<{ verb: string; fields: string }>(
          `select verb, fields from change where subject_id = ? and chain = 'accounts'`,
          [aliasId],
        );
        expect(change?.verb).toBe("REMOVE");
        expect(JSON.parse(change?.fields ?? "{}")).toMatchObject({ name: { before: alias, after: null } });
      });
    });
  });

  it.each([
    ["answers", { answers: Array.from({ length: 20_001 }, () => ({ questionId: "0.0", choice: 0 })) }],
    ["corrections", { corrections: Array.from({ length: 20_001 }, () => ({ projectIndex: 0 })) }],
    ["answers about offices", { officeAnswers: Array.from({ length: 20_001 }, () => ({ name: "某办" })) }],
    ["differences", { accept: Array.from({ length: 20_001 }, () => "1") }],
    ["characters of a difference's id", { accept: ["1".repeat(301)] }],
    ["characters of a question's id", { answers: [{ questionId: "1".repeat(301), choice: 0 }] }],
  ])("too many %s are refused before anything is read", async (_what, decisions: object) => {
    const input = { document: { text: notice({ name: "甲事" }) }, ...decisions };
    expect((await supervisor.send(applyMutation, { input })).code).toBe("BAD_USER_INPUT");
  });
});
