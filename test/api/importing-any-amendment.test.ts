import fc from "fast-check";
import { beforeAll, expect, it } from "vitest";
import type { Client } from "../kit/client.js";
import { describeApi } from "../kit/luoshi.js";
import { noticeText, type TextRow } from "../kit/notice-text.js";

const previewMutation = `mutation ($input: PreviewImportInput!) {
  previewImport(input: $input) { ... on ImportPreview {
    boardRevision amends { id } existingProgramme { id } differences { id isApplicable }
    notice { projects {
      number name content leaders owners offices progressText tasks { title period { startsOn dueOn } }
    } }
  } }
}`;
const applyMutation = `mutation ($input: ApplyImportInput!) {
  applyImport(input: $input) { __typename ... on Programme { id } ... on Problem { code } }
}`;

interface Preview {
  boardRevision: number;
  amends: { id: string } | null;
  existingProgramme: { id: string } | null;
  differences: { id: string; isApplicable: boolean }[];
  notice: { projects: object[] };
}

const names = ["村道硬化", "路灯改造", "植树绿化", "河道清淤", "校舍修缮", "饮水安全", "村道硬化"];
const row: fc.Arbitrary<TextRow> = fc.record({
  number: fc.integer({ min: 1, max: 9 }),
  name: fc.constantFrom(...names),
  content: fc.constantFrom("/", "两公里", "三公里", "更换灯杆六十盏"),
  progress: fc
    .uniqueArray(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 4 })
    .chain((quarters) =>
      fc
        .tuple(...quarters.map(() => fc.constantFrom("招标", "动工", "完成主体", "验收", "招标和动工")))
        .map((titles) =>
          titles.map((title, at) => `第${"一二三四"[quarters[at] ?? 0] ?? ""}季度${title}`).join("；"),
        ),
    ),
  leaders: fc.constantFrom("/", "钱文", "钱文、孙武"),
  owners: fc.constantFrom("/", "路大海", "林森"),
  offices: fc.constantFrom("/", "党政办", "农业服务中心"),
});
const rows = fc.array(row, { minLength: 1, maxLength: 7 });

describeApi("Whatever a notice is amended to", (luoshi) => {
  let supervisor: Client;
  beforeAll(async () => void (supervisor = await luoshi.given.supervisor()));

  const preview = async (text: string, amends?: string) => {
    const input = { document: { text }, amends };
    return (await supervisor.ask<{ previewImport: Preview }>(previewMutation, { input })).previewImport;
  };
  const apply = async (text: string, more: object) => {
    const input = { document: { text }, ...more };
    return (
      await supervisor.ask<{ applyImport: { __typename: string; id: string } }>(applyMutation, { input })
    ).applyImport;
  };

  /** What the board says, in the shape of `Notice.projects`; and where its cards stand. */
  async function boardOf(id: string) {
    const { board } = await supervisor.ask<{ board: { projects: BoardProject[] } }>(
      `query ($id: ID!) { board(programmeId: $id) { projects {
        number name content progressText leaders { name } owners { name } offices { name }
        tasks { title rank period { startsOn dueOn } source { start end text } }
      } } }`,
      { id },
    );
    const named = (list: { name: string }[]) => list.map(({ name }) => name);
    const projects = board.projects.map(({ leaders, owners, offices, tasks, ...words }) => ({
      ...words,
      leaders: named(leaders),
      owners: named(owners),
      offices: named(offices),
      tasks: tasks.map(({ title, period }) => ({ title, period })),
    }));
    const sources = board.projects.flatMap(({ progressText, tasks }) =>
      tasks.map(({ source }) => source && [source.text, progressText.slice(source.start, source.end)]),
    );
    return { projects, sources, ranks: board.projects.flatMap(({ tasks }) => tasks.map(({ rank }) => rank)) };
  }

  /** Accepts every difference: the board then says what the notice says. */
  async function amend(id: string, text: string) {
    const seen = await preview(text, id);
    const accept = seen.differences.map((difference) => difference.id);
    await apply(text, { amends: id, accept, expectedRevision: seen.boardRevision });
    const { projects, sources, ranks } = await boardOf(id);
    expect(projects).toEqual(seen.notice.projects);
    expect(new Set(ranks).size).toBe(ranks.length);
    for (const pair of sources) expect(pair?.[0]).toBe(pair?.[1]);
    const places = await luoshi.sql<{ position: number }>(
      `select position from project where programme_id = ? order by position`,
      [id],
    );
    expect(places.map(({ position }) => position)).toEqual(places.map((_, at) => at + 1));
  }

  it(
    "accepting everything makes the board say what the notice says, in its order, and so does the next one",
    { timeout: 60_000 },
    async () => {
      let notices = 0;
      await fc.assert(
        fc.asyncProperty(rows, rows, rows, async (before, after, afterThat) => {
          notices += 1;
          const year = 2030 + (notices % 60);
          const title = `关于下达${year}年第${notices}镇为民办实事项目的通知`;
          const { id } = await apply(noticeText(title, before), { asNew: true });
          await amend(id, noticeText(title, after));
          await amend(id, noticeText(title, afterThat));
          // With another header it is another notice, of which no row says anything else.
          const readdressed = await preview(`${noticeText(title, afterThat)}\n抄送：县府办。\n`, id);
          expect(readdressed).toMatchObject({ amends: { id }, existingProgramme: null, differences: [] });
        }),
        { numRuns: 15, seed: 20_221_115 },
      );
    },
  );
});

interface BoardProject {
  number: number | null;
  name: string;
  content: string;
  progressText: string;
  leaders: { name: string }[];
  owners: { name: string }[];
  offices: { name: string }[];
  tasks: {
    title: string;
    rank: string;
    period: { startsOn: string | null; dueOn: string | null };
    source: { start: number; end: number; text: string } | null;
  }[];
}
