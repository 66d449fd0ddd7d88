import { makeUpNotice } from "../../server/commands/make-up-notice.js";
import { readNoticeText } from "../../server/notice/read-notice.js";
import { figureOf, inRounds } from "./rounds.js";
import { short, type Line } from "./table.js";

const rowCounts = [50, 500, 5_000] as const;

/** How fast a notice's text is read, and that the time per row does not grow. */
export async function benchNotice(): Promise<Line[]> {
  const documents = rowCounts.map((count) => textOf(count));
  const works = Object.fromEntries(
    rowCounts.map((count, index) => [count, () => readAll(documents[index] ?? "", count)]),
  );
  const times = await inRounds(works, { rounds: 7, milliseconds: 100 });
  const perSecond = rowCounts.map((count) => (count * 1000) / figureOf(times[count] ?? []).median);
  const [small = NaN, , large = NaN] = perSecond;
  const growth: Line = {
    what: "reading a notice, time per row, 5,000 rows against 50",
    figure: `${short(small / large)} ×`,
    target: "linear or better",
    met: small / large <= 1.25,
    note: rowCounts.map((count, index) => `${count}: ${short(perSecond[index] ?? NaN)} rows/s`).join(", "),
  };
  return [growth];
}

function readAll(text: string, count: number): void {
  const { notice } = readNoticeText(text);
  if (notice?.projects.length !== count) {
    throw new Error(`Expected ${count} projects to be read, found ${notice?.projects.length ?? "no notice"}`);
  }
}

/** A made-up notice as it would be pasted: a title and a table with tabs. Short rows: 5,000 are to stay under the limit of 1 MB. */
function textOf(rows: number): string {
  const { title, projects } = makeUpNotice(rows, rows);
  const head = "序号\t项目名称\t建设内容\t项目进度\t责任领导\t责任人\t责任科室";
  const lines = projects.map(({ number, name, progressText, leaders, owners, offices }) =>
    [number, name, "按计划完成", progressText, leaders.join(" "), owners.join(" "), offices.join(" ")].join(
      "\t",
    ),
  );
  return [title, "", head, ...lines, ""].join("\n");
}
