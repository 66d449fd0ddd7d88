import { describe, expect, it } from "vitest";
import fc from "fast-check";
import { buildFilter } from "../../../server/features/views/filter-language/build-filter.js";
import { canonicalTaskFilter } from "../../../server/features/views/filter-language/canonical-filter.js";
import type { JsonObject } from "../../../server/features/views/filter-language/filter-shape.js";
import { parseFilterText } from "../../../server/features/views/filter-language/parse-filter-text.js";
import { conditionsInWords, sentenceOf } from "../../../server/features/views/filter-language/say-filter.js";
import { anyFilter, names } from "./given-filters.js";

function said(text: string): string[] {
  const { node, errors } = parseFilterText(text, "zh-CN");
  const filter = canonicalTaskFilter(buildFilter(node, names, errors, () => null));
  expect(errors.list).toEqual([]);
  return (["zh-CN", "en"] as const).map((locale) => sentenceOf(filter, names, locale));
}

const saidOf = (filter: JsonObject) =>
  (["zh-CN", "en"] as const).map((locale) => sentenceOf(canonicalTaskFilter(filter), names, locale));

describe("A filter turned round is said as a clerk would", () => {
  it.each([
    ["-阶段:已验收", "尚未验收的任务", "Tasks: not accepted"],
    ["-阶段!=已验收", "已验收的任务", "Tasks: accepted"],
    ["-阶段:待启动", "不在待启动阶段的任务", "Tasks: not pending"],
    ["-灯:红", "不是红灯的任务", "Tasks: not red"],
    ["-责任人:我", "责任人里没有我的任务", "Tasks: owner is not me"],
    ["-(灯:红 or 阶段:已验收)", "（不是红灯且尚未验收）的任务", "Tasks: (not red and not accepted)"],
    ["-(灯:红 阶段:已验收)", "不符合（红灯且已验收）的任务", "Tasks: not (red and accepted)"],
  ])("%s", (text, chinese, english) => {
    expect(said(text)).toEqual([chinese, english]);
  });

  it.each<[JsonObject, string, string]>([
    [{ title: { contains: "路" } }, "任务名称不含“路”", "title does not contain “路”"],
    [{ title: { startsWith: "路" } }, "任务名称不以“路”开头", "title does not begin with “路”"],
    [{ percent: { gt: 50 } }, "并非进度超过 50%", "not more than 50% done"],
    [{ percent: { gte: 50 } }, "并非进度至少 50%", "not at least 50% done"],
    [{ percent: { lt: 50 } }, "并非进度不到 50%", "not less than 50% done"],
    [{ percent: { lte: 50 } }, "并非进度不超过 50%", "not at most 50% done"],
    [{ percent: { isNull: true } }, "有进度", "with percent done"],
    [{ percent: { isNull: false } }, "没有进度", "without percent done"],
    [{ timesReturned: { in: [1, 2] } }, "并非退回 1 次或 2 次", "not returned 1 time or 2 times"],
    [
      { timesReturned: { nin: [1, 2] } },
      "并非退回不是 1 次或 2 次",
      "not returned other than 1 time or 2 times",
    ],
    [{ dueOn: { eq: "2022-07-01" } }, "不在2022年7月1日到期", "not due on July 1, 2022"],
    [{ dueOn: { neq: "2022-07-01" } }, "2022年7月1日到期", "due on July 1, 2022"],
    [{ dueOn: { lt: "2022-07-01" } }, "不在2022年7月1日之前到期", "not due before July 1, 2022"],
    [{ dueOn: { gte: "2022-07-01" } }, "不在2022年7月1日及以后到期", "not due on or after July 1, 2022"],
    [{ dueOn: { within: "THIS_QUARTER" } }, "不在本季度到期", "not due this quarter"],
    [{ dueOn: { isNull: true } }, "有期限", "with a due day"],
    [{ submittedOn: { isNull: false } }, "未送验", "not submitted"],
    [{ needsReview: { eq: true } }, "不需复核", "not needing review"],
    [{ awaitingMe: true }, "不待我验收", "not awaiting me"],
    [{ search: "路灯" }, "不含“路灯”", "not about “路灯”"],
    [{ labels: { some: {} } }, "没有标签", "without label"],
    [{ labels: { none: {} } }, "有标签", "with label"],
    [{ project: { leadOffice: {} } }, "没有牵头科室", "without lead office"],
    [{ workers: { every: { isMe: true } } }, "并非每个承办人都（是我）", "with not every worker (is me)"],
  ])("not %j", (inner, chinese, english) => {
    expect(saidOf({ not: inner })).toEqual([`${chinese}的任务`, `Tasks: ${english}`]);
  });

  it("says otherwise than the filter itself, and the same again when it is turned twice", () => {
    fc.assert(
      fc.property(anyFilter, (filter) => {
        const plain = canonicalTaskFilter(filter);
        const text = sentenceOf(plain, names, "zh-CN");
        expect(sentenceOf(canonicalTaskFilter({ not: { not: plain } }), names, "zh-CN")).toBe(text);
        fc.pre(Object.keys(plain).length > 0 && !text.includes("不可能"));
        expect(sentenceOf(canonicalTaskFilter({ not: plain }), names, "zh-CN")).not.toBe(text);
      }),
    );
  });

  it("keeps the place of the whole condition, so that a chip's cross takes away all of it", () => {
    const filter = canonicalTaskFilter({ not: { stage: { kind: { eq: "ACCEPTED" } } } });
    expect(conditionsInWords(filter, names, "zh-CN")).toEqual([
      { path: ["not"], label: "阶段", operator: "not", values: ["已验收"], text: "尚未验收" },
    ]);
  });
});

describe("Days and numbers are said so that nobody has to think twice", () => {
  it.each([
    ["期限<=+90天", "90 天内到期", "due within 90 days"],
    ["期限<+1天", "不满 1 天到期", "due in less than 1 day"],
    ["期限>+2周", "2 周以后到期", "due in more than 2 weeks"],
    ["期限>=+1月", "1 个月后及更晚到期", "due in 1 month or later"],
    ["期限:+10天", "10 天后当天到期", "due 10 days from today"],
    ["-期限<=+90天", "不在 90 天内到期", "not due within 90 days"],
    ["期限:今天..+90天", "今天起 90 天内到期", "due in the next 90 days"],
    ["期限<今天", "今天之前到期", "due before today"],
    ["期限<=2022-07-01", "2022年7月1日及以前到期", "due by July 1, 2022"],
    ["期限>=2022-07-01", "2022年7月1日及以后到期", "due on or after July 1, 2022"],
    ["期限:2022-04-01..2022-06-30", "2022年4月1日至6月30日到期", "due from April 1 to June 30, 2022"],
    [
      "-期限:2022-04-01..2022-06-30",
      "不在2022年4月1日至6月30日到期",
      "not due from April 1 to June 30, 2022",
    ],
    [
      "期限:2022-12-01..2023-01-31",
      "2022年12月1日至2023年1月31日到期",
      "due from December 1, 2022 to January 31, 2023",
    ],
    ["期限:-1周..+1周", "1 周前至 1 周后到期", "due from 1 week ago to 1 week from today"],
    ["期限>=-10天", "10 天前及以后到期", "due 10 days ago or later"],
    ["送验>=-7天", "最近 7 天内送验", "submitted in the last 7 days"],
    ["验收<-1年", "超过 1 年前验收", "accepted more than 1 year ago"],
    ["期限:本季度", "本季度到期", "due this quarter"],
    ["逾期>5", "逾期超过 5 个工作日", "more than 5 working days late"],
    ["逾期:3..10", "逾期 3 至 10 个工作日", "3 to 10 working days late"],
    ["-逾期:3..10", "并非逾期 3 至 10 个工作日", "not 3 to 10 working days late"],
    ["退回>0", "退回过", "returned"],
    ["退回:0", "没有退回过", "never returned"],
    ["退回>=2", "退回至少 2 次", "returned at least 2 times"],
    ["进度<=50", "进度不超过 50%", "at most 50% done"],
    ["季度:1,2", "第一季度或第二季度", "in quarter 1 or quarter 2"],
    ["季度:2..3", "第二季度至第三季度", "in quarter 2 to quarter 3"],
    ["年度:2022", "年度 2022", "of the year 2022"],
  ])("%s", (text, chinese, english) => {
    expect(said(text)).toEqual([`${chinese}的任务`, `Tasks: ${english}`]);
  });

  it("a span of days is one chip, whose cross takes away both ends", () => {
    const filter = canonicalTaskFilter({ dueOn: { gte: "2022-04-01", lte: "2022-06-30" } });
    expect(conditionsInWords(filter, names, "zh-CN")).toEqual([
      {
        path: ["dueOn"],
        label: "期限",
        operator: "between",
        values: ["2022年4月1日", "2022年6月30日"],
        text: "2022年4月1日至6月30日到期",
      },
    ]);
  });
});

describe("People and offices are said with their part", () => {
  it.each([
    ["责任人:我", "责任人是我", "owner is me"],
    ["(承办人:我 或 领导:我)", "我是承办人或责任领导", "I am worker or leader"],
    ["(承办人:陈美治 或 领导:陈美治)", "陈美治是承办人或责任领导", "陈美治 is worker or leader"],
    ["(承办人:我 或 领导:陈美治)", "（承办人是我或责任领导是陈美治）", "(worker is me or leader is 陈美治)"],
    ["科室:农业服务中心", "责任科室是农业服务中心", "office is 农业服务中心"],
    ["协办:无", "没有协办单位", "without assisting office"],
    ["阶段:待启动,进行中", "待启动或进行中", "pending or active"],
  ])("%s", (text, chinese, english) => {
    expect(said(text)).toEqual([`${chinese}的任务`, `Tasks: ${english}`]);
  });
});

describe("What is yes or no is said as itself", () => {
  it.each<[JsonObject, string]>([
    [{ needsReview: { eq: true } }, "需复核"],
    [{ needsReview: { eq: false } }, "不需复核"],
    [{ awaitingMe: false }, "不待我验收"],
    [{ dueOn: { isNull: false } }, "有期限"],
    [{ workers: { every: { isMe: false } } }, "每个承办人都（不是我）"],
  ])("%j", (filter, chinese) => {
    expect(saidOf(filter)[0]).toBe(`${chinese}的任务`);
  });
});
