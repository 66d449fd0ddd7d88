import { fill, type Locale, type Words } from "../../../graphql/locale.js";
import type { Operator } from "./filter-shape.js";

/** How much, of a number that something is compared with: `{n}` is it, with its unit. */
const amounts: Partial<Record<Operator, Words>> = {
  eq: { "zh-CN": "{n}", en: "{n}" },
  neq: { "zh-CN": "不是{n}", en: "other than {n}" },
  in: { "zh-CN": "{n}", en: "{n}" },
  nin: { "zh-CN": "不是{n}", en: "other than {n}" },
  gt: { "zh-CN": "超过{n}", en: "more than {n}" },
  gte: { "zh-CN": "至少{n}", en: "at least {n}" },
  lt: { "zh-CN": "不到{n}", en: "less than {n}" },
  lte: { "zh-CN": "不超过{n}", en: "at most {n}" },
};

/** What is counted: a number with its unit, and the phrase that an amount stands in. */
interface Counted {
  number: Record<"one" | "many", Words>;
  phrase: Words;
}

const same = (words: Words): Record<"one" | "many", Words> => ({ one: words, many: words });
const plain = same({ "zh-CN": " {n}", en: "{n}" });

const counted: Record<string, Counted> = {
  "TaskFilter.daysLate": {
    number: {
      one: { "zh-CN": " {n} 个工作日", en: "{n} working day" },
      many: { "zh-CN": " {n} 个工作日", en: "{n} working days" },
    },
    phrase: { "zh-CN": "逾期{amount}", en: "{amount} late" },
  },
  "TaskFilter.timesReturned": {
    number: {
      one: { "zh-CN": " {n} 次", en: "{n} time" },
      many: { "zh-CN": " {n} 次", en: "{n} times" },
    },
    phrase: { "zh-CN": "退回{amount}", en: "returned {amount}" },
  },
  "TaskFilter.percent": {
    number: same({ "zh-CN": " {n}%", en: "{n}%" }),
    phrase: { "zh-CN": "进度{amount}", en: "{amount} done" },
  },
  "ProgrammeFilter.year": {
    number: plain,
    phrase: { "zh-CN": "年度{amount}", en: "of the year {amount}" },
  },
  "ProjectFilter.number": {
    number: plain,
    phrase: { "zh-CN": "项目序号{amount}", en: "of project number {amount}" },
  },
};

const quarters: Words[] = ["一", "二", "三", "四"].map((numeral, index) => ({
  "zh-CN": `第${numeral}季度`,
  en: `quarter ${index + 1}`,
}));

const quarterPhrases: Partial<Record<Operator, Words>> = {
  eq: { "zh-CN": "{n}", en: "in {n}" },
  neq: { "zh-CN": "不在{n}", en: "not in {n}" },
  in: { "zh-CN": "{n}", en: "in {n}" },
  nin: { "zh-CN": "不在{n}", en: "not in {n}" },
  gt: { "zh-CN": "{n}之后", en: "after {n}" },
  gte: { "zh-CN": "{n}及以后", en: "in {n} or later" },
  lt: { "zh-CN": "{n}之前", en: "before {n}" },
  lte: { "zh-CN": "{n}及以前", en: "in {n} or earlier" },
};

const neverReturned: Words = { "zh-CN": "没有退回过", en: "never returned" };
const onceReturned: Words = { "zh-CN": "退回过", en: "returned" };

/** That a number is so much: 逾期超过 5 个工作日; null for a field that counts nothing. `key` is its type and field. */
export function counting(
  key: string,
  operator: Operator,
  operands: readonly number[],
  locale: Locale,
): string | null {
  if (key === "TaskFilter.quarter") return inQuarters(operator, operands, locale);
  if (key === "TaskFilter.timesReturned") {
    const [first] = operands;
    if (first === 0 && (operator === "eq" || operator === "lte")) return neverReturned[locale];
    if ((first === 0 && operator === "gt") || (first === 1 && operator === "gte"))
      return onceReturned[locale];
  }
  const of = counted[key];
  const amount = amounts[operator];
  if (!of || !amount || operands.length === 0) return null;
  const n = either(
    operands.map((operand) => fill(of.number[operand === 1 ? "one" : "many"][locale], { n: operand })),
    locale,
  );
  return tidied(fill(of.phrase[locale], { amount: fill(amount[locale], { n }) }));
}

/** That a number lies between two, both included: 逾期 3 至 10 个工作日. */
export function countingBetween(key: string, least: number, most: number, locale: Locale): string | null {
  if (key === "TaskFilter.quarter") {
    const [first, last] = [quarterNamed(least, locale), quarterNamed(most, locale)];
    return locale === "en" ? `in ${first} to ${last}` : `${first}至${last}`;
  }
  const of = counted[key];
  if (!of) return null;
  const last = fill(of.number.many[locale], { n: most });
  const amount = locale === "en" ? `${least} to ${last}` : ` ${least} 至${last}`;
  return tidied(fill(of.phrase[locale], { amount }));
}

function inQuarters(operator: Operator, operands: readonly number[], locale: Locale): string | null {
  const phrase = quarterPhrases[operator];
  if (!phrase || operands.length === 0) return null;
  const named = operands.map((operand) => quarterNamed(operand, locale));
  return fill(phrase[locale], { n: either(named, locale) });
}

function quarterNamed(number: number, locale: Locale): string {
  return quarters[number - 1]?.[locale] ?? String(number);
}

function either(values: string[], locale: Locale): string {
  return values.join(locale === "en" ? " or " : "或");
}

function tidied(phrase: string): string {
  return phrase.replaceAll(/ {2,}/g, " ").trim();
}
