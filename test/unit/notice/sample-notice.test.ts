import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagnosticText } from "../../../server/notice/diagnostics.js";
import { dryRun } from "../../../server/notice/dry-run.js";
import { readNotice, readNoticeText } from "../../../server/notice/read-notice.js";
import type { NoticeProject } from "../../../server/notice/notice.js";

const file = readFileSync(new URL("../../../server/demo/sample-notice.txt", import.meta.url));
const reading = await readNotice(file, { name: "sample-notice.txt" });
const projects = reading.notice?.projects ?? [];
const project = (number: number): NoticeProject => projects[number - 1]!;
const dates = (number: number) => project(number).tasks.map(({ startsOn, dueOn }) => [startsOn, dueOn]);

describe("the sample notice", () => {
  it("has its head and foot read", () => {
    expect(reading.notice).toMatchObject({
      title: "中共晋江市紫帽镇委员会 晋江市紫帽镇人民政府 关于分解落实 2022 年为民办实事项目的通知",
      year: 2022,
      documentNumber: null,
      issuers: ["中共晋江市紫帽镇委员会", "晋江市紫帽镇人民政府"],
      issuedOn: "2022-01-13",
      cc: ["市委办", "市政府办", "挂钩紫帽镇的市领导", "镇科级领导干部"],
    });
  });

  it("is one list of ten projects and 29 tasks over two pages", () => {
    expect(projects.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(projects.map(({ tasks }) => tasks.length)).toEqual([4, 4, 3, 2, 4, 3, 3, 3, 2, 1]);
    expect(project(5).source).toMatchObject({ document: "sample-notice.txt", table: 2, row: 2, column: 2 });
  });

  it("has two leaders for one project", () => {
    expect(project(4)).toMatchObject({
      leaders: ["许文理", "曾智伟"],
      owners: ["曾永嘉"],
      offices: ["招商项目组"],
    });
  });

  it("has months with an inherited year", () => {
    expect(dates(5)).toEqual([
      ["2022-01-01", "2022-01-31"],
      ["2022-02-01", "2022-02-28"],
      ["2022-03-01", "2022-03-31"],
      ["2022-06-01", "2022-06-30"],
    ]);
    expect(project(5).tasks[0]?.title).toBe("确定造林地块");
  });

  it("has quarters joined in three ways", () => {
    expect(project(4).tasks[1]?.quarters).toEqual([2, 3, 4]);
    expect(project(7).tasks[1]?.quarters).toEqual([2, 3]);
    expect(project(8).tasks[2]?.quarters).toEqual([3, 4]);
  });

  it("asks about 第四季度前", () => {
    expect(project(3).tasks[2]).toMatchObject({
      kind: "DEADLINE",
      startsOn: null,
      dueOn: "2022-09-30",
      needsReview: true,
      choices: [{ dueOn: "2022-09-30" }, { dueOn: "2022-12-31" }],
    });
    expect(reading.diagnostics).toContainEqual(expect.objectContaining({ code: "AMBIGUOUS_PERIOD" }));
  });

  it("tells the ends of contracts as hints and where they contradict the period", () => {
    expect(
      project(6).tasks.map(({ title, hints }) => [title, hints.map(({ text, dueOn }) => [text, dueOn])]),
    ).toEqual([
      ["（合同截止 8 月份）为园坂村失能人员提供护理服务", [["合同截止 8 月份", "2022-08-31"]]],
      ["对已评估人员上门护理", [["紫湖村服务合同截止 11 月份", "2022-11-30"]]],
      ["继续上门护理，新增人员随时评估、随时纳入", [["紫湖村服务合同截止 11 月份", "2022-11-30"]]],
    ]);
    const contradictions = reading.diagnostics.filter(({ code }) => code === "HINT_CONTRADICTS_PERIOD");
    expect(contradictions.map(({ source }) => source?.row)).toEqual([3, 3]);
  });

  it("has a dry run with exactly the promised keys", () => {
    const json = JSON.parse(JSON.stringify(dryRun(reading)));
    expect(Object.keys(json)).toEqual(["notice", "diagnostics"]);
    expect(json.notice.projects[8].tasks[0]).toEqual({
      title: "报批",
      startsOn: "2022-01-01",
      dueOn: "2022-03-31",
      quarters: [1],
      hints: [],
      kind: "SPAN",
      source: {
        document: "sample-notice.txt",
        table: 2,
        row: 6,
        column: 4,
        start: 0,
        end: 6,
        text: "第一季度报批",
      },
    });
    expect(json.notice.projects[5].tasks[0].hints).toEqual([
      { text: "合同截止 8 月份", dueOn: "2022-08-31" },
    ]);
    expect(json.notice.projects[2].tasks[2]).toMatchObject({ needsReview: true, kind: "DEADLINE" });
  });

  it("has every diagnostic in Chinese and in English", () => {
    for (const diagnostic of reading.diagnostics) {
      expect(diagnosticText(diagnostic, "zh-CN")).toBe(diagnostic.message);
      expect(diagnosticText(diagnostic, "en")).not.toMatch(/[{}]/);
    }
  });
});

const words = fc.constantFrom(
  ..."第一季度 第二、三季度 第四季度前 2022年1月 6月底前 9月30日前 （合同截止8月份） （3月底前） 全年 每月 春节前 ， ； 。 、 （ ） 完成 开工 １２ 月 ① 其中1-3号楼 \u{20000}".split(
    " ",
  ),
);
const progress = fc.array(words, { maxLength: 14 }).map((parts) => parts.join(""));

describe("any table", () => {
  it("has exact sources: every slice is its text", () => {
    fc.assert(
      fc.property(progress, (text) => {
        const { notice } = readNoticeText(`2022年\n项目名称\t项目进度\n修路\t${text}`);
        const planned = (notice?.projects ?? []).filter(({ progressText }) => progressText !== "");
        for (const { progressText, tasks } of planned) {
          for (const { source } of tasks.flatMap((task) => [task, ...task.hints])) {
            expect(progressText.slice(source.start, source.end)).toBe(source.text);
          }
        }
      }),
    );
  });

  it("loses no row and gives every project a task", () => {
    fc.assert(
      fc.property(fc.array(progress, { minLength: 1, maxLength: 8 }), (texts) => {
        const rows = texts.map((text, index) => `${index + 1}\t项目${index + 1}\t${text}`);
        const { notice } = readNoticeText(["2022年", "序号\t项目名称\t项目进度", ...rows].join("\n"));
        expect(notice?.projects.map(({ number }) => number)).toEqual(texts.map((_, index) => index + 1));
        for (const { tasks } of notice?.projects ?? []) expect(tasks.length).toBeGreaterThan(0);
      }),
    );
  });

  it("never throws, whatever the bytes or the text", async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), async (bytes) => void (await readNotice(bytes))),
    );
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => void readNoticeText(text)),
    );
  });
});
