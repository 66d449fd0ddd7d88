import { fill, type Locale, type Words } from "../../../graphql/locale.js";
import { StageKind } from "../../programmes/stage-kind.enum.js";
import { dayWords, flagWords, goneWords, labels } from "./filter-labels.js";
import type { FilterNames } from "./filter-names.js";
import type { Json, JsonObject, Operator, Quantifier } from "./filter-shape.js";
import { lightWords, roleWords, spanWords, stageWords, type ValueWord } from "./filter-words.js";
import { counting, countingBetween } from "./said-amounts.js";
import { comparesDays, dayInWords, happening, happeningBetween, happeningWithin } from "./said-days.js";

const comparisons: Record<Exclude<Operator, "within">, Words> = {
  eq: { "zh-CN": "{label}是{value}", en: "{label} is {value}" },
  neq: { "zh-CN": "{label}不是{value}", en: "{label} is not {value}" },
  in: { "zh-CN": "{label}是{value}", en: "{label} is {value}" },
  nin: { "zh-CN": "{label}不是{value}", en: "{label} is not {value}" },
  contains: { "zh-CN": "{label}含“{value}”", en: "{label} contains “{value}”" },
  startsWith: { "zh-CN": "{label}以“{value}”开头", en: "{label} begins with “{value}”" },
  gt: { "zh-CN": "{label}大于{value}", en: "{label} is over {value}" },
  gte: { "zh-CN": "{label}至少是{value}", en: "{label} is at least {value}" },
  lt: { "zh-CN": "{label}小于{value}", en: "{label} is under {value}" },
  lte: { "zh-CN": "{label}不超过{value}", en: "{label} is at most {value}" },
  isNull: { "zh-CN": "没有{label}", en: "without {label}" },
};

/** That a comparison does not hold: also where there is nothing to compare. */
const turnedComparisons: typeof comparisons = {
  eq: comparisons.neq,
  neq: comparisons.eq,
  in: comparisons.nin,
  nin: comparisons.in,
  contains: { "zh-CN": "{label}不含“{value}”", en: "{label} does not contain “{value}”" },
  startsWith: { "zh-CN": "{label}不以“{value}”开头", en: "{label} does not begin with “{value}”" },
  gt: { "zh-CN": "{label}没有大于{value}", en: "{label} is not over {value}" },
  gte: { "zh-CN": "{label}不到{value}", en: "{label} is not at least {value}" },
  lt: { "zh-CN": "{label}没有小于{value}", en: "{label} is not under {value}" },
  lte: { "zh-CN": "{label}并非不超过{value}", en: "{label} is not at most {value}" },
  isNull: { "zh-CN": "有{label}", en: "with {label}" },
};

const listed: Record<Quantifier | "notEvery", Words> = {
  some: { "zh-CN": "有{label}（{inner}）", en: "with {label} ({inner})" },
  every: { "zh-CN": "每个{label}都（{inner}）", en: "with every {label} ({inner})" },
  none: { "zh-CN": "没有{label}（{inner}）", en: "without {label} ({inner})" },
  notEvery: { "zh-CN": "并非每个{label}都（{inner}）", en: "with not every {label} ({inner})" },
};

const turnedQuantifiers = { some: "none", none: "some", every: "notEvery" } as const;

const members: Record<"some" | "none", Words> = {
  some: { "zh-CN": "{label}是{value}", en: "{label} is {value}" },
  none: { "zh-CN": "{label}里没有{value}", en: "{label} is not {value}" },
};

const hasOne: Record<"some" | "none", Words> = {
  some: { "zh-CN": "有{label}", en: "with {label}" },
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
    if (key === "StageFilter.kind") return this.#ofStage(operator, operand, value, isTurned);
    const operands = (Array.isArray(operand) ? operand : [operand]).filter((one) => typeof one === "number");
    const counted = counting(key, operator, operands, this.locale);
    if (counted !== null) return isTurned ? this.#notSo(counted) : counted;
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
    { operand, isTurned }: { operand: Json; isTurned: boolean },
  ): string {
    const { ever, never } = dayWords[field]!;
    const manner = { locale: this.locale, isTurned };
    if (operator === "isNull") return ((operand === true) !== isTurned ? never : ever)[this.locale];
    if (operator === "within") return happeningWithin(field, operand, manner);
    return comparesDays(operator) ? happening(field, operator, String(operand), manner) : "";
  }

  /** That a day or a number lies between two, both included; null where that has no words of its own. */
  between(key: string, field: string, { gte, lte }: JsonObject, isTurned: boolean): string | null {
    if (field in dayWords)
      return happeningBetween(field, String(gte), String(lte), { locale: this.locale, isTurned });
    const counted = countingBetween(key, Number(gte), Number(lte), this.locale);
    return counted !== null && isTurned ? this.#notSo(counted) : counted;
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

  /** That somebody or an office has one of several parts. */
  inParts(value: string, parts: string[]): string {
    const isMe = value === this.say("我", "me");
    return this.say(
      `${value}是${this.either(parts)}`,
      `${isMe ? "I am" : `${value} is`} ${this.either(parts)}`,
    );
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
    return key.endsWith("On") ? dayInWords(String(value), this.locale) : String(value);
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

  /** Stages are said as themselves: 待验收. What is not accepted yet is asked for most. */
  #ofStage(operator: Operator, operand: Json, value: string, isTurned: boolean): string {
    const isOther = (operator === "neq" || operator === "nin") !== isTurned;
    if (!isOther) return value;
    if (operand === StageKind.ACCEPTED) return this.say("尚未验收", "not accepted");
    return this.say(`不在${value}阶段`, `not ${value}`);
  }

  #notSo(phrase: string): string {
    return this.say(`并非${phrase}`, `not ${phrase}`);
  }
}
