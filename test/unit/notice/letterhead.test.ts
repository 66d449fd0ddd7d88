import { describe, expect, it } from "vitest";
import { readNoticeText } from "../../../server/notice/read-notice.js";

const table = ["项目名称\t项目进度", "修路\t第一季度开工"];
const read = (lines: string[], year?: number) => readNoticeText(lines.join("\n"), { year }).notice;

describe("the head and foot of a notice", () => {
  it("give title, number, issuers, date and copies", () => {
    const notice = read([
      "某镇人民政府文件",
      "某政〔2022〕5号",
      "关于下达2022年实事项目的通知",
      "各村：",
      "请抓好落实。",
      "某 镇 人 民 政 府",
      "二〇二二年一月十三日",
      ...table,
      "抄送：县委办、县政府办，各分管领导。",
      "某镇党政办 2022年1月20日印发",
    ]);
    expect(notice).toMatchObject({
      title: "关于下达2022年实事项目的通知",
      year: 2022,
      documentNumber: "某政〔2022〕5号",
      issuers: ["某镇人民政府"],
      issuedOn: "2022-01-13",
      cc: ["县委办", "县政府办", "各分管领导"],
    });
  });

  it("join a title that is broken over lines", () => {
    const notice = read(["关于下达2022年为民办实事项目", "责任分解任务的通知", "", ...table]);
    expect(notice?.title).toBe("关于下达2022年为民办实事项目责任分解任务的通知");
  });

  it("name both of two issuers written in one line", () => {
    const signed = (line: string) => read(["关于2022年实事的通知", line, "2022年1月13日", ...table])?.issuers;
    expect(signed("中共某镇委员会 某镇人民政府")).toEqual(["中共某镇委员会", "某镇人民政府"]);
    expect(signed("中共某镇委员会某镇人民政府")).toEqual(["中共某镇委员会", "某镇人民政府"]);
  });

  it("take the issuers from the title where there is no signature", () => {
    const notice = read(["中共某镇委员会 某镇人民政府关于2022年实事的通知", ...table]);
    expect(notice?.issuers).toEqual(["中共某镇委员会", "某镇人民政府"]);
    expect(notice?.issuedOn).toBeNull();
  });

  it("do not take the printing date for the date of signature", () => {
    expect(read(["关于2022年实事的通知", ...table, "2022年2月1日印发"])?.issuedOn).toBeNull();
  });
});

describe("the programme's year", () => {
  it("is the title's, also where the notice was issued in the year before", () => {
    const notice = read(["关于2022年实事的通知", "某镇人民政府", "2021年12月30日", ...table]);
    expect(notice).toMatchObject({ year: 2022, issuedOn: "2021-12-30" });
    expect(notice?.projects[0]?.tasks[0]?.dueOn).toBe("2022-03-31");
  });

  it("is else that of a column header or of the text", () => {
    expect(read(["项目名称\t2023年项目进度", "修路\t第一季度"])?.year).toBe(2023);
    expect(read(["项目名称\t项目进度", "修路\t2024年1月开工"])?.year).toBe(2024);
  });

  it("is what the reader was told", () => {
    expect(read(table, 2025)).toMatchObject({ year: 2025, projects: [{ tasks: [{ dueOn: "2025-03-31" }] }] });
  });

  it("is never guessed: without it dates are unknown and a person is asked", () => {
    const { notice, diagnostics } = readNoticeText(table.join("\n"));
    expect(notice).toMatchObject({
      year: null,
      projects: [{ tasks: [{ startsOn: null, dueOn: null, needsReview: true }] }],
    });
    expect(diagnostics).toMatchObject([{ severity: "ERROR", code: "YEAR_NOT_FOUND" }]);
  });
});
