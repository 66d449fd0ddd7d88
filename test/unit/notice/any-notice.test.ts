import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readNotice, readNoticeText } from "../../../server/notice/read-notice.js";
import type { Reading } from "../../../server/notice/notice.js";
import { faultsOf } from "../../kit/faults.js";
import { tabbed, writers, type PlainNotice } from "../../kit/table-files.js";

const header = ["序号", "项目名称", "建设内容", "项目进度", "责任领导", "责任人", "责任科室", "备注"];

/** Text such as stands in tables: no white space at its ends, no character that a format takes for itself. */
const words = fc
  .array(
    fc.constantFrom(
      ..."修 建 道 路 镇 村 东 林 小 学 校 舍 2 7 km A 、 ， 。 ： （ ） 《 》 — “ ” % ㎡ 〇 零 合 计 注 \u{20000} 完成 开工".split(
        " ",
      ),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((parts) => parts.join(""));

const times =
  "第一季度： 二季度 第三、四季度 Q3 3月底前 6月30日前 第四季度前 上半年 年底前 全年 每月 1-3月 4—6月份 2022年9月 2023年6月前 春节前 第六季度 13月 3个月内 其中1-3号楼6月底前 （合同截止8月份）".split(
    " ",
  );
const progress = fc
  .array(fc.tuple(fc.constantFrom(...times, ""), words), { maxLength: 4 })
  .map((clauses) => clauses.map(([time, word]) => `${time}${word}`).join("；"));
const person = fc.constantFrom("陈美治", "王五", "邱　岩", "欧阳修文", "陈美治 王五", "赵六、钱七", "/", "");
const office = fc.constantFrom("规建办", "社会事务办、执法队", "综合执法队（城管中队）", "无", "");

const cells = fc.tuple(words, words, progress, person, person, office, fc.oneof(words, fc.constant("")));

/** Rows with names and numbers: each is a project. */
const notices: fc.Arbitrary<PlainNotice> = fc.array(cells, { minLength: 1, maxLength: 12 }).map((rows) => ({
  title: "东林镇2022年为民办实事项目责任分解表",
  header,
  rows: rows.map(([name, ...others], index) => [String(index + 1), `项目${name}`, ...others]),
}));

/** Anything at all in a table: blank cells, headers again, totals, half rows. */
const oddCell = fc.oneof(
  words,
  progress,
  person,
  fc.constantFrom("", "", "合计", "1", "—", "一、社会事业", ...header),
);
const oddNotices: fc.Arbitrary<PlainNotice> = fc
  .array(fc.array(oddCell, { minLength: 1, maxLength: 9 }), { minLength: 1, maxLength: 10 })
  .map((rows) => ({ title: "2022年实事项目", header, rows }));

/** What was read, without where it stood. */
function gist({ notice, diagnostics }: Reading): object {
  const projects = notice?.projects.map(({ source: _source, sources: _sources, tasks, ...project }) => ({
    ...project,
    tasks: tasks.map(({ source: _source, hints, ...task }) => ({
      ...task,
      hints: hints.map(({ text, dueOn }) => ({ text, dueOn })),
    })),
  }));
  return { ...notice, sources: null, projects, codes: diagnostics.map(({ code }) => code).toSorted() };
}

describe("Any notice", () => {
  it.each(Object.keys(writers).filter((format) => format !== "pasted text"))(
    "as %s gives what it gives as pasted text",
    async (format) => {
      const property = fc.asyncProperty(notices, async (notice) => {
        const [pasted, written] = [writers["pasted text"]!(notice), writers[format]!(notice)];
        const reading = await readNotice(written.input, { name: written.name });
        expect(faultsOf(reading)).toEqual([]);
        expect(gist(reading)).toEqual(gist(await readNotice(pasted.input)));
      });
      await fc.assert(property, { numRuns: 60 });
    },
  );

  it("makes a project of every row with a number and a name, in order", () => {
    fc.assert(
      fc.property(notices, (notice) => {
        const { notice: read } = readNoticeText(tabbed(notice));
        expect(read?.projects.map(({ number, name }) => [String(number), name])).toEqual(
          notice.rows.map(([number, name]) => [number, name]),
        );
      }),
      { numRuns: 100 },
    );
  });

  it.each([
    ["LF, CRLF and CR", (text: string) => [text.replaceAll("\n", "\r\n"), text.replaceAll("\n", "\r")]],
    [
      "UTF-8 and UTF-16, with a byte order mark and without",
      (text: string) => [
        Buffer.from(text),
        Buffer.from(`\ufeff${text}`),
        Buffer.from(`\ufeff${text}`, "utf16le"),
        Buffer.from(`\ufeff${text}`, "utf16le").swap16(),
      ],
    ],
  ])("is the same in %s", async (_what, variants) => {
    const property = fc.asyncProperty(notices, async (notice) => {
      const text = tabbed(notice);
      const read = gist(readNoticeText(text));
      for (const variant of variants(text)) expect(gist(await readNotice(variant))).toEqual(read);
    });
    await fc.assert(property, { numRuns: 50 });
  });

  it.each([
    ["2〇24年2月9日", "2024-02-09", 2024],
    ["〇〇〇〇年2月9日", null, null],
    ["二○○年2月9日", null, null],
  ])("is read whatever figures its date is written in (%s)", (date, issuedOn, year) => {
    const reading = readNoticeText(`${date}\n项目名称\t项目进度\n修路\t3月前`);
    expect(faultsOf(reading)).toEqual([]);
    expect(reading.notice).toMatchObject({ issuedOn, year, projects: [{ name: "修路" }] });
  });

  it("is read the same each time", () => {
    fc.assert(
      fc.property(oddNotices, (notice) => {
        expect(readNoticeText(tabbed(notice))).toEqual(readNoticeText(tabbed(notice)));
      }),
    );
  });

  it.each(Object.keys(writers))(
    "however odd, as %s, has exact sources and no impossible day",
    async (format) => {
      const property = fc.asyncProperty(oddNotices, async (notice) => {
        const { name, input } = writers[format]!(notice);
        expect(faultsOf(await readNotice(input, { name }))).toEqual([]);
      });
      await fc.assert(property, { numRuns: 80 });
    },
  );
});
