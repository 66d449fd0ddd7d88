import { describe, expect, it } from "vitest";
import { diagnosticText } from "../../../server/notice/diagnostics.js";
import { saysFirstOfficeLeads } from "../../../server/notice/lead-office.js";
import { readLetterhead } from "../../../server/notice/letterhead.js";
import type { Block } from "../../../server/notice/notice.js";
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

  it.each([
    ["2022年6月30日", 2022, ""],
    ["2022年10月31日", 2022, ""],
    ["2022年11月1日", 2022, "2023"],
    ["2022年12月30日", 2022, "2023"],
  ])("is that of a signature of %s where nothing else tells, and somebody is asked", (day, year, next) => {
    const signed = ["关于印发实事计划的通知", "某镇人民政府", day, ...table].join("\n");
    const { notice, diagnostics } = readNoticeText(signed);
    expect(notice?.year).toBe(year);
    expect(diagnostics).toMatchObject([
      { severity: "WARNING", code: "YEAR_ASSUMED", params: { year: `${year}` } },
    ]);
    expect(diagnosticText(diagnostics[0]!, "zh-CN").includes("下一年")).toBe(next !== "");
    expect(diagnosticText(diagnostics[0]!, "en")).toContain(
      next === "" ? "give the year" : `it may be ${next}`,
    );
  });

  it("is not asked for where somebody said it, or the notice does", () => {
    const signed = (title: string) => [title, "某镇人民政府", "2022年12月1日", ...table].join("\n");
    expect(readNoticeText(signed("关于印发实事计划的通知"), { year: 2023 }).diagnostics).toEqual([]);
    expect(readNoticeText(signed("关于印发2023年实事计划的通知")).diagnostics).toEqual([]);
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

const blocksOf = (lines: string[]) =>
  lines.map((text, index): Block => ({ kind: "paragraph", paragraph: index + 1, text }));
const head = (...lines: string[]) => readLetterhead(blocksOf(lines));

describe("a title", () => {
  it.each<[string, string[], string | null]>([
    ["in one line", ["某镇人民政府关于2022年实事的通知"], "某镇人民政府关于2022年实事的通知"],
    [
      "over two lines",
      ["关于下达2022年实事项目", "责任分解任务的通知"],
      "关于下达2022年实事项目责任分解任务的通知",
    ],
    [
      "with the issuers in lines above it",
      ["中共某镇委员会", "某镇人民政府", "关于2022年实事的通知"],
      "中共某镇委员会 某镇人民政府关于2022年实事的通知",
    ],
    [
      "below a number, without the names above that",
      ["中共某镇委员会", "某镇人民政府", "某委〔2022〕5号", "关于2022年实事的通知"],
      "关于2022年实事的通知",
    ],
    [
      "with a document's name in it",
      ["关于印发《某镇2022年实事方案》的通知"],
      "关于印发《某镇2022年实事方案》的通知",
    ],
    ["in marks of its own", ["《关于2022年实事的通知》"], "关于2022年实事的通知"],
    ["that is a plan", ["关于2022年为民办实事的实施方案"], "关于2022年为民办实事的实施方案"],
    ["of an announcement", ["关于2022年民生实事项目的公告"], "关于2022年民生实事项目的公告"],
    ["of a division of work", ["关于2022年重点工作责任分解", "各村："], "关于2022年重点工作责任分解"],
    ["without 关于", ["某镇2022年为民办实事工作方案", "各村："], "某镇2022年为民办实事工作方案"],
    ["that is a draft", ["关于2022年实事的通知（征求意见稿）"], "关于2022年实事的通知（征求意见稿）"],
    ["of a bare table", ["某镇2022年民生实事项目责任分解表"], "某镇2022年民生实事项目责任分解表"],
    ["of a bare list", ["某县2022年民生实事项目责任清单"], "某县2022年民生实事项目责任清单"],
    ["named as an attachment only", ["附件：某镇2022年实事责任分解表"], "某镇2022年实事责任分解表"],
    ["not where a sentence mentions one", ["根据关于2021年实事的通知要求，现安排如下："], null],
    ["not where nothing reads like one", ["各村：", "请抓好落实。"], null],
  ])("%s", (_, lines, title) => {
    expect(head(...lines).title).toBe(title);
  });
});

describe("a document number", () => {
  it.each<[string, string | null]>([
    ["某政〔2022〕5号", "某政〔2022〕5号"],
    ["某 政 发 〔 2022 〕 5 号", "某政发〔2022〕5号"],
    ["某政办[2022]15号", "某政办[2022]15号"],
    ["某政办［2022］15号", "某政办［2022］15号"],
    ["某政办（2022）15号", "某政办（2022）15号"],
    ["某政办(2022)15号", "某政办(2022)15号"],
    ["某政办【2022】15号", "某政办【2022】15号"],
    ["某政字〔2022〕第5号", "某政字〔2022〕第5号"],
    ["某政字第12号", "某政字第12号"],
    ["某政〔2022〕5号　　签发人：张三", "某政〔2022〕5号"],
    ["文号：某政〔2022〕5号", "某政〔2022〕5号"],
    ["发文字号：某政〔2022〕5号  成文日期：2022-01-13", "某政〔2022〕5号"],
    ["某政〔2022〕5号关于2022年实事的通知", "某政〔2022〕5号"],
    ["关于2022年实事的通知（某政〔2022〕5号）", "某政〔2022〕5号"],
    ["根据某政〔2021〕3号文件要求，安排如下：", null],
  ])("in %j is %j", (line, number) => {
    expect(head(line, "各村：").documentNumber).toBe(number);
  });
});

describe("who signed, and when", () => {
  it.each<[string, string[], string | null, string[]]>([
    ["above the date", ["某镇人民政府", "2022年1月13日"], "2022-01-13", ["某镇人民政府"]],
    ["with a seal", ["某镇人民政府（盖章）", "2022年1月13日"], "2022-01-13", ["某镇人民政府"]],
    ["below the date", ["2022年1月13日", "某镇人民政府"], "2022-01-13", ["某镇人民政府"]],
    ["beside the date", ["某镇人民政府　2022年1月13日"], "2022-01-13", ["某镇人民政府"]],
    ["in digits", ["某镇人民政府", "2022.1.13"], "2022-01-13", ["某镇人民政府"]],
    ["with dashes", ["某镇人民政府", "2022-01-13"], "2022-01-13", ["某镇人民政府"]],
    ["in one line with digits", ["某镇人民政府 2022/1/13"], "2022-01-13", ["某镇人民政府"]],
    [
      "in two lines",
      ["中共某镇委员会", "某镇人民政府", "二〇二二年一月十三日"],
      "2022-01-13",
      ["中共某镇委员会", "某镇人民政府"],
    ],
    [
      "in one line",
      ["中共某镇委员会 某镇人民政府", "2022年1月13日"],
      "2022-01-13",
      ["中共某镇委员会", "某镇人民政府"],
    ],
    [
      "without a space",
      ["中共某镇委员会某镇人民政府", "2022年1月13日"],
      "2022-01-13",
      ["中共某镇委员会", "某镇人民政府"],
    ],
    ["spread", ["某 镇 人 民 政 府", "2022 年 1 月 13 日"], "2022-01-13", ["某镇人民政府"]],
    [
      "with 、",
      ["某县发展和改革局、某县财政局", "2022年1月13日"],
      "2022-01-13",
      ["某县发展和改革局", "某县财政局"],
    ],
    [
      "two of one place",
      ["某县发展和改革局某县财政局", "2022年1月13日"],
      "2022-01-13",
      ["某县发展和改革局", "某县财政局"],
    ],
    [
      "an office of a committee",
      ["中共某镇委员会办公室", "2022年1月13日"],
      "2022-01-13",
      ["中共某镇委员会办公室"],
    ],
    ["○", ["某镇人民政府", "二○二二年一月十三日"], "2022-01-13", ["某镇人民政府"]],
    ["零", ["某镇人民政府", "二零二二年十二月三十一日"], "2022-12-31", ["某镇人民政府"]],
    ["a Latin O", ["某镇人民政府", "二O二二年一月十三日"], "2022-01-13", ["某镇人民政府"]],
    ["a wide O", ["某镇人民政府", "二Ｏ二二年一月十三日"], "2022-01-13", ["某镇人民政府"]],
    ["a 0 among Chinese digits", ["某镇人民政府", "二0二二年一月十三日"], "2022-01-13", ["某镇人民政府"]],
    ["元月", ["某镇人民政府", "2022年元月13日"], "2022-01-13", ["某镇人民政府"]],
    ["a bare date", ["2022年1月13日"], "2022-01-13", []],
    ["a date in digits alone", ["2022.1.13"], null, []],
    ["a page's date", ["发布日期：2022-02-01", "发布时间：2022年2月1日"], null, []],
    ["a printer's date", ["某镇党政办公室　2022年2月1日印发"], null, []],
    ["no day of the calendar", ["某镇人民政府", "2022年2月30日"], null, []],
    [
      "the day of signature in a page's facts",
      ["成文日期：2022年1月13日", "发布日期：2022年2月1日"],
      "2022-01-13",
      [],
    ],
    ["the issuer in a page's facts", ["发文机关：某镇人民政府"], null, ["某镇人民政府"]],
    ["the red line", ["某镇人民政府文件"], null, ["某镇人民政府"]],
    ["the spread red line", ["某 镇 人 民 政 府 文 件"], null, ["某镇人民政府"]],
    ["nobody", ["某镇2022年实事责任分解表"], null, []],
  ])("%s", (_, lines, issuedOn, issuers) => {
    expect(head(...lines)).toMatchObject({ issuedOn, issuers });
  });

  it("goes before a bare date above it", () => {
    expect(head("2022年2月1日", "各村：", "某镇人民政府", "2022年1月13日").issuedOn).toBe("2022-01-13");
  });
});

describe("who gets copies", () => {
  it.each<[string, string[], string[]]>([
    ["in one line", ["抄送：县委办、县政府办，各分管领导。"], ["县委办", "县政府办", "各分管领导"]],
    ["with semicolons", ["抄送：县委办；县政府办。"], ["县委办", "县政府办"]],
    ["behind a spread label", ["抄 送：县委办"], ["县委办"]],
    [
      "over two lines",
      ["抄送：县委办、县政府办，", "县人大办，县政协办。", "某镇党政办 2022年1月20日印发"],
      ["县委办", "县政府办", "县人大办", "县政协办"],
    ],
    [
      "up to the printing office",
      ["抄送：县委办，县政府办", "某镇党政办　2022年1月20日印发"],
      ["县委办", "县政府办"],
    ],
    ["below its label", ["抄送：", "县委办、县政府办。"], ["县委办", "县政府办"]],
    ["with 抄报 and 抄送", ["抄报：县委、县政府。", "抄送：县委办。"], ["县委", "县政府", "县委办"]],
    ["with brackets", ["抄送：各村（社区、居委会）、县委办。"], ["各村（社区、居委会）", "县委办"]],
    ["none for 主送", ["主送：各村"], []],
  ])("%s", (_, lines, cc) => {
    expect(head("关于2022年实事的通知", ...lines).cc).toEqual(cc);
  });
});

describe("the year of a title", () => {
  const yearOf = (title: string) => read([title, "", ...table])?.year;
  it.each([
    ["关于2022年实事的通知", 2022],
    ["关于2022年度实事的通知", 2022],
    ["关于 2022 年实事的通知", 2022],
    ["关于二〇二二年实事的通知", 2022],
    ["关于二○二二年实事的通知", 2022],
    ["关于二零二二年实事的通知", 2022],
    ["关于二O二二年实事的通知", 2022],
    ["关于2022-2023年实事的通知", 2022],
    ["关于2022年至2023年实事的通知", 2022],
    ["关于2021年度考核和下达2022年实事任务的通知", 2022],
    ["关于印发2021—2025年规划2023年任务分工的通知", 2023],
  ])("%s is %i", (title, year) => {
    expect(yearOf(title)).toBe(year);
  });

  it("is used where the table names another, and that is told", () => {
    const { notice, diagnostics } = readNoticeText(
      ["关于2022年实事的通知", "某镇2021年实事责任分解表", ...table].join("\n"),
    );
    expect(notice?.year).toBe(2022);
    expect(diagnostics).toMatchObject([{ code: "YEAR_DIFFERS", params: { year: "2022", other: "2021" } }]);
  });
});

describe("that the first office leads", () => {
  it.each([
    ["列首位的为牵头单位", true],
    ["责任单位中排在第一位的为牵头单位，其余为配合单位", true],
    ["列在“责任单位”第一位的为牵头单位", true],
    ["排名第一的部门牵头", true],
    ["第一个单位为牵头单位", true],
    ["首列责任单位为牵头部门", true],
    ["牵头单位要主动协调", false],
    ["排在第一位的是安全", false],
  ])("%s: %s", (text, says) => {
    expect(saysFirstOfficeLeads(blocksOf([text]))).toBe(says);
  });
});

describe("the sources of a letter", () => {
  it("are the places of its words, over several lines where a title is broken", () => {
    const { notice } = readNoticeText(
      [
        "青山镇人民政府",
        "关于下达2022年实事项目的通知",
        "青政〔2022〕3号",
        "项目名称\t项目进度",
        "修路\t6月底前",
        "青山镇人民政府",
        "2022 年 1 月 13 日",
        "抄送：县委办、县政府办。",
      ].join("\n"),
    );
    const places = Object.entries(notice?.sources ?? {}).map(([field, sources]) => [
      field,
      ...sources.map(({ paragraph, text }) => `${paragraph} ${text}`),
    ]);
    expect(places).toEqual([
      ["title", "1 青山镇人民政府", "2 关于下达2022年实事项目的通知"],
      ["year", "2 2022年"],
      ["documentNumber", "3 青政〔2022〕3号"],
      ["issuers", "4 青山镇人民政府"],
      ["issuedOn", "5 2022 年 1 月 13 日"],
      ["cc", "6 县委办", "6 县政府办"],
    ]);
  });
});
