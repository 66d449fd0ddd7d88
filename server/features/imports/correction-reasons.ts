import type { Words } from "../../graphql/locale.js";

/** Why a correction cannot be made, or one is missing. */
export const reasons = {
  noPlace: { "zh-CN": "通知中没有这一项", en: "the notice has nothing there" },
  noField: { "zh-CN": "所填的内容不属于这一项", en: "a field that does not belong there" },
  noName: { "zh-CN": "项目名称不能为空", en: "a project needs a name" },
  tooLong: { "zh-CN": "所填的内容过长", en: "longer than what can be kept" },
  otherYears: {
    "zh-CN": "日期与通知的年份相差太远：最早 5 年前，最晚 20 年后",
    en: "a day too far from the notice's year: at most 5 years before it, or 20 after",
  },
  nothingLeft: {
    "zh-CN": "所有项目都不导入，没有可以建立看板的内容",
    en: "every project is left out, and nothing is left to make a board of",
  },
  noPeriod: { "zh-CN": "起始日期晚于截止日期", en: "it begins after it is due" },
} satisfies Record<string, Words>;
