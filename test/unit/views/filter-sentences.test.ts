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
    ["-阶段:已验收", "阶段不是已验收的任务", "Tasks that are with a stage other than accepted"],
    ["-阶段!=已验收", "阶段为已验收的任务", "Tasks that are with stage accepted"],
    ["-灯:红", "不是红灯的任务", "Tasks that are not red"],
    ["-责任人:我", "责任人没有我的任务", "Tasks that are without owner me"],
    [
      "-(灯:红 or 阶段:已验收)",
      "（不是红灯且阶段不是已验收）的任务",
      "Tasks that are (not red and with a stage other than accepted)",
    ],
    [
      "-(灯:红 阶段:已验收)",
      "非（红灯且阶段为已验收）的任务",
      "Tasks that are not (red and with stage accepted)",
    ],
  ])("%s", (text, chinese, english) => {
    expect(said(text)).toEqual([chinese, english]);
  });

  it.each<[JsonObject, string, string]>([
    [{ title: { contains: "路" } }, "任务名称不含“路”", "without “路” in the title"],
    [{ title: { startsWith: "路" } }, "任务名称不以“路”开头", "with a title that does not begin with “路”"],
    [{ percent: { gt: 50 } }, "进度不大于50", "with percent done not over 50"],
    [{ percent: { gte: 50 } }, "进度不到50", "with percent done short of 50"],
    [{ percent: { lt: 50 } }, "进度不低于50", "with percent done not under 50"],
    [{ percent: { lte: 50 } }, "进度并非50以内", "with percent done not within 50"],
    [{ percent: { isNull: true } }, "有进度", "with a percent done"],
    [{ percent: { isNull: false } }, "没有进度", "without percent done"],
    [{ timesReturned: { in: [1, 2] } }, "退回次数不是1或2", "with a times returned other than 1 or 2"],
    [{ timesReturned: { nin: [1, 2] } }, "退回次数为1或2", "with times returned 1 or 2"],
    [{ dueOn: { eq: "2022-07-01" } }, "不在2022年7月1日到期", "not due on July 1, 2022"],
    [{ dueOn: { neq: "2022-07-01" } }, "2022年7月1日到期", "due on July 1, 2022"],
    [{ dueOn: { lt: "2022-07-01" } }, "不在2022年7月1日前到期", "not due before July 1, 2022"],
    [{ dueOn: { gte: "2022-07-01" } }, "不在2022年7月1日及以后到期", "not due on or after July 1, 2022"],
    [{ dueOn: { within: "THIS_QUARTER" } }, "不在本季度到期", "not due this quarter"],
    [{ dueOn: { isNull: true } }, "有期限", "with a due day"],
    [{ submittedOn: { isNull: false } }, "未送验", "not submitted"],
    [{ needsReview: { eq: true } }, "不需复核", "not needing review"],
    [{ awaitingMe: true }, "不待我验收", "not awaiting me"],
    [{ search: "路灯" }, "不含“路灯”", "not about “路灯”"],
    [{ labels: { some: {} } }, "没有标签", "without label"],
    [{ labels: { none: {} } }, "有标签", "with a label"],
    [{ project: { leadOffice: {} } }, "没有牵头科室", "without lead office"],
    [{ workers: { every: { isMe: true } } }, "并非每个承办人都（是我）", "with not every worker (is me)"],
  ])("not %j", (inner, chinese, english) => {
    expect(saidOf({ not: inner })).toEqual([`${chinese}的任务`, `Tasks that are ${english}`]);
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
      { path: ["not"], label: "阶段", operator: "not", values: ["已验收"], text: "阶段不是已验收" },
    ]);
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
