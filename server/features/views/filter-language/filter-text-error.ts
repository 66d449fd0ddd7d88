import type { Locale, Words } from "../../../graphql/locale.js";
import { fill } from "../../../graphql/locale.js";

/** What a filter's text may be wrong in. */
export type FilterErrorCode =
  | "UNKNOWN_FIELD"
  | "UNKNOWN_VALUE"
  | "UNKNOWN_NAME"
  | "AMBIGUOUS_NAME"
  | "WRONG_OPERATOR"
  | "MISSING_VALUE"
  | "MISSING_CONDITION"
  | "UNCLOSED_QUOTE"
  | "UNCLOSED_PARENTHESIS"
  | "UNEXPECTED"
  | "INVALID_JSON"
  | "TOO_DEEP"
  | "TOO_LONG"
  | "INVALID_FILTER";

const words: Record<FilterErrorCode, Words> = {
  UNKNOWN_FIELD: { "zh-CN": "没有“{found}”这个条件", en: "There is no field “{found}”" },
  UNKNOWN_VALUE: { "zh-CN": "“{found}”不能用在这里", en: "“{found}” is no value for this field" },
  UNKNOWN_NAME: { "zh-CN": "找不到“{found}”", en: "Nothing is called “{found}”" },
  AMBIGUOUS_NAME: {
    "zh-CN": "“{found}”不止一个，请用编号指明",
    en: "Several are called “{found}”: say which by its id",
  },
  WRONG_OPERATOR: { "zh-CN": "这里不能用“{found}”", en: "“{found}” does not go with this field" },
  MISSING_VALUE: { "zh-CN": "“{found}”后面缺少内容", en: "A value is missing after “{found}”" },
  MISSING_CONDITION: { "zh-CN": "这里缺少条件", en: "A condition is missing here" },
  UNCLOSED_QUOTE: { "zh-CN": "引号没有成对", en: "The quotation mark is not closed" },
  UNCLOSED_PARENTHESIS: { "zh-CN": "括号没有成对", en: "The parenthesis is not closed" },
  UNEXPECTED: { "zh-CN": "“{found}”不应出现在这里", en: "“{found}” does not belong here" },
  INVALID_JSON: { "zh-CN": "花括号内不是正确的 JSON", en: "What stands in braces is not JSON" },
  TOO_DEEP: { "zh-CN": "括号嵌套太深", en: "Nested too deep" },
  TOO_LONG: { "zh-CN": "太长", en: "Too long" },
  INVALID_FILTER: { "zh-CN": "筛选条件不正确：{found}", en: "Not a valid filter: {found}" },
};

/** Something wrong in a filter's text; places count UTF-16 units from 0. */
export interface FilterTextError {
  code: FilterErrorCode;
  message: string;
  offset: number;
  length: number;
  /** What could stand there. */
  expected: string[];
  /** What was perhaps meant. */
  suggestions: string[];
}

/** Where in the text something stands. */
export interface Span {
  start: number;
  end: number;
}

/** Gathers what is wrong. */
export class FilterErrors {
  readonly list: FilterTextError[] = [];

  constructor(
    readonly text: string,
    readonly locale: Locale,
  ) {}

  add(
    code: FilterErrorCode,
    { start, end }: Span,
    {
      found,
      expected = [],
      suggestions = [],
    }: { found?: string; expected?: string[]; suggestions?: string[] } = {},
  ): void {
    if (this.list.length >= mostErrors) return;
    const message = fill(words[code][this.locale], { found: found ?? this.text.slice(start, end) });
    this.list.push({ code, message, offset: start, length: end - start, expected, suggestions });
  }
}

const mostErrors = 10;
