import { fill, type Locale, type Words } from "../../../graphql/locale.js";
import { durationOf } from "./filter-days.js";
import { dayWords, flagWords, goneWords, labels } from "./filter-labels.js";
import type { FilterNames } from "./filter-names.js";
import type { Json, Operator, Quantifier } from "./filter-shape.js";
import { lightWords, roleWords, spanWords, stageWords, type ValueWord } from "./filter-words.js";

const comparisons: Record<Exclude<Operator, "within">, Words> = {
  eq: { "zh-CN": "{label}为{value}", en: "with {label} {value}" },
  neq: { "zh-CN": "{label}不是{value}", en: "with a {label} other than {value}" },
  in: { "zh-CN": "{label}为{value}", en: "with {label} {value}" },
  nin: { "zh-CN": "{label}不是{value}", en: "with a {label} other than {value}" },
  contains: { "zh-CN": "{label}含“{value}”", en: "with “{value}” in the {label}" },
  startsWith: { "zh-CN": "{label}以“{value}”开头", en: "with a {label} that begins with “{value}”" },
  gt: { "zh-CN": "{label}大于{value}", en: "with {label} over {value}" },
  gte: { "zh-CN": "{label}不小于{value}", en: "with {label} {value} or more" },
  lt: { "zh-CN": "{label}小于{value}", en: "with {label} under {value}" },
  lte: { "zh-CN": "{label}不超过{value}", en: "with {label} {value} or less" },
  isNull: { "zh-CN": "没有{label}", en: "without {label}" },
};

/** That a comparison does not hold: also where there is nothing to compare. */
const turnedComparisons: typeof comparisons = {
  eq: comparisons.neq,
  neq: comparisons.eq,
  in: comparisons.nin,
  nin: comparisons.in,
  contains: { "zh-CN": "{label}不含“{value}”", en: "without “{value}” in the {label}" },
  startsWith: {
    "zh-CN": "{label}不以“{value}”开头",
    en: "with a {label} that does not begin with “{value}”",
  },
  gt: { "zh-CN": "{label}不大于{value}", en: "with {label} not over {value}" },
  gte: { "zh-CN": "{label}不到{value}", en: "with {label} short of {value}" },
  lt: { "zh-CN": "{label}不低于{value}", en: "with {label} not under {value}" },
  lte: { "zh-CN": "{label}并非{value}以内", en: "with {label} not within {value}" },
  isNull: { "zh-CN": "有{label}", en: "with a {label}" },
};

type DayOperator = Exclude<Operator, "in" | "nin" | "contains" | "startsWith" | "isNull">;

const dayComparisons: Record<DayOperator, Words> = {
  eq: { "zh-CN": "{value}{happens}", en: "{happens} on {value}" },
  neq: { "zh-CN": "不在{value}{happens}", en: "not {happens} on {value}" },
  gt: { "zh-CN": "{value}后{happens}", en: "{happens} after {value}" },
  gte: { "zh-CN": "{value}起{happens}", en: "{happens} on or after {value}" },
  lt: { "zh-CN": "{value}前{happens}", en: "{happens} before {value}" },
  lte: { "zh-CN": "{value}（含）前{happens}", en: "{happens} by {value}" },
  within: { "zh-CN": "{value}{happens}", en: "{happens} {value}" },
};

const turnedDayComparisons: Record<DayOperator, Words> = {
  eq: dayComparisons.neq,
  neq: dayComparisons.eq,
  gt: { "zh-CN": "不在{value}后{happens}", en: "not {happens} after {value}" },
  gte: { "zh-CN": "不在{value}及以后{happens}", en: "not {happens} on or after {value}" },
  lt: { "zh-CN": "不在{value}前{happens}", en: "not {happens} before {value}" },
  lte: { "zh-CN": "不在{value}（含）前{happens}", en: "not {happens} by {value}" },
  within: { "zh-CN": "不在{value}{happens}", en: "not {happens} {value}" },
};

const listed: Record<Quantifier | "notEvery", Words> = {
  some: { "zh-CN": "有{label}（{inner}）", en: "with a {label} ({inner})" },
  every: { "zh-CN": "每个{label}都（{inner}）", en: "with every {label} ({inner})" },
  none: { "zh-CN": "没有{label}（{inner}）", en: "without a {label} ({inner})" },
  notEvery: { "zh-CN": "并非每个{label}都（{inner}）", en: "with not every {label} ({inner})" },
};

const turnedQuantifiers = { some: "none", none: "some", every: "notEvery" } as const;

const members: Record<"some" | "none", Words> = {
  some: { "zh-CN": "{label}为{value}", en: "with {label} {value}" },
  none: { "zh-CN": "{label}没有{value}", en: "without {label} {value}" },
};

const hasOne: Record<"some" | "none", Words> = {
  some: { "zh-CN": "有{label}", en: "with a {label}" },
  none: { "zh-CN": "没有{label}", en: "without {label}" },
};

const worded: Record<string, readonly ValueWord[]> = {
  "TaskFilter.light": lightWords,
  "ProjectFilter.light": lightWords,
  "StageFilter.kind": stageWords,
  "PersonFilter.role": roleWords,
};

/** The phrases of single conditions, in one language. `isTurned` says that the condition does not hold. */
export class FilterPhrases {
  constructor(
    readonly names: FilterNames,
    readonly locale: Locale,
  ) {}

  /** A condition that is a word by itself: awaiting me, needs review. `key` is its type and field. */
  flag(key: string, holds: boolean): string {
    return flagWords[key]?.[holds ? "is" : "isNot"][this.locale] ?? this.label(key);
  }

  search(words: string, isTurned: boolean): string {
    const phrase = isTurned
      ? this.say("不含“{value}”", "not about “{value}”")
      : this.say("含“{value}”", "about “{value}”");
    return fill(phrase, { value: words });
  }

  compared(
    key: string,
    operator: Operator,
    { operand, values, isTurned }: { operand: Json; values: string[]; isTurned: boolean },
  ): string {
    const label = this.label(key);
    if (operator === "within") return values.join();
    if (typeof operand === "boolean" && flagWords[key]) {
      const wanted = operator === "neq" ? !operand : operand;
      return this.flag(key, wanted !== isTurned);
    }
    if (operator === "isNull") return this.hasOne(operand === false ? !isTurned : isTurned, label);
    const value = this.either(values);
    if (values.length === 0) return this.#ofNone(operator, isTurned);
    if (key.endsWith(".light")) {
      const prefix = key === "ProjectFilter.light" ? label : "";
      const isOther = (operator === "neq" || operator === "nin") !== isTurned;
      return `${isOther ? this.say("不是", "not ") : ""}${prefix && `${prefix} `}${value}`;
    }
    return fill((isTurned ? turnedComparisons : comparisons)[operator][this.locale], { label, value });
  }

  /** Of a day, that something happens on it; `field` is the field's name. */
  day(
    field: string,
    operator: Operator,
    { operand, values, isTurned }: { operand: Json; values: string[]; isTurned: boolean },
  ): string {
    const { happens, ever, never } = dayWords[field]!;
    if (operator === "isNull") return ((operand === true) !== isTurned ? never : ever)[this.locale];
    const words = (isTurned ? turnedDayComparisons : dayComparisons)[operator as DayOperator];
    return fill(words[this.locale], { happens: happens[this.locale], value: values[0] ?? "" });
  }

  /** That there is one of a thing, or none. */
  hasOne(isThere: boolean, label: string): string {
    return fill(hasOne[isThere ? "some" : "none"][this.locale], { label });
  }

  /** Which people, offices or labels are among a thing's; no values where it is asked only that there is one. */
  ofMembers(quantifier: "some" | "none", values: string[], label: string): string {
    const words = values.length > 0 ? members : hasOne;
    return fill(words[quantifier][this.locale], { label, value: this.either(values) });
  }

  /** Whether the one person or office that a thing has is one of these. */
  ofOne(values: string[], label: string, isTurned: boolean): string {
    if (values.length === 0) return this.hasOne(!isTurned, label);
    return fill(comparisons[isTurned ? "neq" : "eq"][this.locale], { label, value: this.either(values) });
  }

  listed(quantifier: Quantifier, label: string, inner: string, isTurned: boolean): string {
    return fill(listed[isTurned ? turnedQuantifiers[quantifier] : quantifier][this.locale], { label, inner });
  }

  /** A value as people read it; `key` is the type and field that it stands in. */
  value(key: string, operator: Operator, value: Json): string {
    const words = operator === "within" ? spanWords : worded[key];
    const word = words?.find((one) => one.value === value);
    if (word) return word.said[this.locale];
    if (typeof value === "boolean") return value ? this.say("是", "yes") : this.say("否", "no");
    if (key.endsWith(".id")) return this.named(String(value));
    return key.endsWith("On") ? this.#dayWord(String(value)) : String(value);
  }

  named(id: string): string {
    const name = this.names.nameOf(id);
    if (name !== null) return name;
    return goneWords[id.split("_")[0] ?? ""]?.[this.locale] ?? this.say("（已不存在）", "(no longer there)");
  }

  either(values: string[]): string {
    return values.join(this.say("或", " or "));
  }

  label(key: string): string {
    return labels[key]?.[this.locale] ?? key;
  }

  say(chinese: string, english: string): string {
    return this.locale === "en" ? english : chinese;
  }

  /** Nothing is in an empty list, and everything is not. */
  #ofNone(operator: Operator, isTurned: boolean): string {
    if (operator === "in") return isTurned ? this.say("任意", "anything") : this.say("不可能", "impossible");
    return isTurned ? this.say("不可能", "impossible") : "";
  }

  #dayWord(day: string): string {
    if (day === "TODAY") return this.say("今天", "today");
    const relative = durationOf(day);
    if (relative) return this.#relative(relative);
    const format = new Intl.DateTimeFormat(this.locale, { dateStyle: "long", timeZone: "UTC" });
    return format.format(new Date(`${day}T00:00:00Z`));
  }

  #relative({ count, unit, isPast }: { count: number; unit: string; isPast: boolean }): string {
    const units: Record<string, Words> = {
      D: { "zh-CN": "天", en: "days" },
      W: { "zh-CN": "周", en: "weeks" },
      M: { "zh-CN": "个月", en: "months" },
      Y: { "zh-CN": "年", en: "years" },
    };
    const span = `${Math.abs(count)}${this.say("", " ")}${units[unit]?.[this.locale] ?? ""}`;
    return isPast ? `${span}${this.say("前", " ago")}` : this.say(`${span}后`, `${span} from today`);
  }
}
