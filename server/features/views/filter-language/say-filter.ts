import { fill, type Locale, type Words } from "../../../graphql/locale.js";
import { durationOf } from "./filter-days.js";
import { dayWords, goneWords, labels } from "./filter-labels.js";
import type { FilterNames } from "./filter-names.js";
import {
  taskShape,
  type Json,
  type JsonObject,
  type Operator,
  type Part,
  type Quantifier,
  type Shape,
} from "./filter-shape.js";
import { lightWords, roleWords, spanWords, stageWords, type ValueWord } from "./filter-words.js";

/** One condition of a filter, as a client shows it: with a cross that takes it away. */
export interface SaidCondition {
  /** Where it lies in the filter: take this away and the condition is gone. */
  path: string[];
  label: string;
  operator: string;
  values: string[];
  text: string;
}

/** Every condition that must hold, of a canonical filter. */
export function conditionsInWords(filter: JsonObject, names: FilterNames, locale: Locale): SaidCondition[] {
  return new FilterTeller(names, locale).object(taskShape, filter, []);
}

const wholeSentence: Record<"some" | "all", Words> = {
  some: { "zh-CN": "{conditions}的任务", en: "Tasks that are {conditions}" },
  all: { "zh-CN": "全部任务", en: "All tasks" },
};

/** A canonical filter as one sentence: 红灯或黄灯、科室为农业服务中心、2022年7月1日前到期的任务. */
export function sentenceOf(filter: JsonObject, names: FilterNames, locale: Locale): string {
  const conditions = conditionsInWords(filter, names, locale).map(({ text }) => text);
  if (conditions.length === 0) return wholeSentence.all[locale];
  return fill(wholeSentence.some[locale], { conditions: conditions.join(locale === "en" ? ", " : "、") });
}

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

const dayComparisons: Record<
  Exclude<Operator, "in" | "nin" | "contains" | "startsWith" | "isNull">,
  Words
> = {
  eq: { "zh-CN": "{value}{happens}", en: "{happens} on {value}" },
  neq: { "zh-CN": "不在{value}{happens}", en: "not {happens} on {value}" },
  gt: { "zh-CN": "{value}后{happens}", en: "{happens} after {value}" },
  gte: { "zh-CN": "{value}起{happens}", en: "{happens} on or after {value}" },
  lt: { "zh-CN": "{value}前{happens}", en: "{happens} before {value}" },
  lte: { "zh-CN": "{value}（含）前{happens}", en: "{happens} by {value}" },
  within: { "zh-CN": "{value}{happens}", en: "{happens} {value}" },
};

const listed: Record<Quantifier, Words> = {
  some: { "zh-CN": "有{label}（{inner}）", en: "with a {label} ({inner})" },
  every: { "zh-CN": "每个{label}都（{inner}）", en: "with every {label} ({inner})" },
  none: { "zh-CN": "没有{label}（{inner}）", en: "without a {label} ({inner})" },
};

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

class FilterTeller {
  constructor(
    readonly names: FilterNames,
    readonly locale: Locale,
  ) {}

  object(shape: Shape, filter: JsonObject, path: string[]): SaidCondition[] {
    return Object.entries(filter).flatMap(([name, value]) => {
      const part = shape.fields[name];
      return part ? this.#part(shape, name, part, value, [...path, name]) : [];
    });
  }

  #part(shape: Shape, name: string, part: Part, value: Json, path: string[]): SaidCondition[] {
    const label = this.#label(`${shape.type}.${name}`);
    const one = (operator: string, values: string[], text: string): SaidCondition[] => [
      { path, label, operator, values, text },
    ];
    switch (part.is) {
      case "and":
        return (value as JsonObject[]).map((inner, index) =>
          this.#inner(part.shape(), inner, [...path, String(index)], label),
        );
      case "or":
        return one("or", [], this.#anyOf(part.shape(), value as JsonObject[]));
      case "not":
        return one(
          "not",
          [],
          fill(this.#say("非（{inner}）", "not ({inner})"), {
            inner: this.#all(part.shape(), value as JsonObject),
          }),
        );
      case "one":
        return this.#one(part, value as JsonObject, path, label);
      case "list":
        return this.#list(part.shape(), value as JsonObject, path, label);
      case "compared":
        return this.#comparator(`${shape.type}.${name}`, value as JsonObject, path, label);
      case "flag":
        return one(
          "eq",
          [String(value)],
          value ? label : fill(this.#say("不是{label}", "not {label}"), { label }),
        );
      case "search":
        return one(
          "search",
          [String(value)],
          fill(this.#say("含“{value}”", "about “{value}”"), { value: String(value) }),
        );
      case "id": {
        const named = this.#named(String(value));
        return one("eq", [named], fill(comparisons.eq[this.locale], { label, value: named }));
      }
    }
  }

  #inner(shape: Shape, filter: JsonObject, path: string[], label: string): SaidCondition {
    const conditions = this.object(shape, filter, []);
    const [only] = conditions;
    const text = this.#all(shape, filter);
    return conditions.length === 1 && only
      ? { ...only, path }
      : { path, label, operator: "and", values: [], text };
  }

  #all(shape: Shape, filter: JsonObject): string {
    const conditions = this.object(shape, filter, []).map(({ text }) => text);
    return conditions.join(this.#say("且", " and ")) || this.#say("任意", "anything");
  }

  #anyOf(shape: Shape, filters: JsonObject[]): string {
    if (filters.length === 0) return this.#say("不可能", "impossible");
    return `${this.#say("（", "(")}${filters.map((filter) => this.#all(shape, filter)).join(this.#say("或", " or "))}${this.#say("）", ")")}`;
  }

  #one(part: Part & { is: "one" }, filter: JsonObject, path: string[], label: string): SaidCondition[] {
    if (!part.mayBeMissing) return this.object(part.shape(), filter, path);
    const member = this.#member(filter);
    if (member) return [this.#ofMember("some", member, path, label)];
    const inner = this.#all(part.shape(), filter);
    return [
      { path, label, operator: "some", values: [], text: fill(listed.some[this.locale], { label, inner }) },
    ];
  }

  #list(shape: Shape, list: JsonObject, path: string[], label: string): SaidCondition[] {
    return Object.entries(list).map(([name, value]) => {
      const quantifier = name as Quantifier;
      const member = quantifier === "every" ? null : this.#member(value as JsonObject);
      const at = [...path, quantifier];
      if (member && quantifier !== "every") return this.#ofMember(quantifier, member, at, label);
      const text = fill(listed[quantifier][this.locale], {
        label,
        inner: this.#all(shape, value as JsonObject),
      });
      return { path: at, label, operator: quantifier, values: [], text };
    });
  }

  #ofMember(quantifier: "some" | "none", values: string[], path: string[], label: string): SaidCondition {
    const words = values.length > 0 ? members[quantifier] : hasOne[quantifier];
    const text = fill(words[this.locale], { label, value: this.#either(values) });
    return { path, label, operator: quantifier, values, text };
  }

  /** The people, offices or labels that a filter names; none where it says only that there is one; null where it says more. */
  #member(filter: JsonObject): string[] | null {
    const [[name, value] = [], ...more] = Object.entries(filter);
    if (name === undefined) return [];
    if (more.length > 0) return null;
    if (name === "isMe" && value === true) return [this.#say("我", "me")];
    if (name === "isMine" && value === true) return [this.#say("本科室", "my own office")];
    if (name === "within") return [`${this.#named(String(value))}${this.#say("及下属", " and those below")}`];
    if (name !== "id" && name !== "name") return null;
    const [[operator, operand] = [], ...others] = Object.entries(value as JsonObject);
    if (others.length > 0 || (operator !== "eq" && operator !== "in")) return null;
    const values = (Array.isArray(operand) ? operand : [operand]).map(String);
    return values.length === 0 ? null : name === "id" ? values.map((id) => this.#named(id)) : values;
  }

  #comparator(key: string, comparator: JsonObject, path: string[], label: string): SaidCondition[] {
    const day = dayWords[path.at(-1) ?? ""];
    return Object.entries(comparator).map(([name, operand]) => {
      const operator = name as Operator;
      const operands = Array.isArray(operand) ? operand : [operand];
      const values = operands.map((value) => this.#value(key, operator, value!));
      const text = day
        ? this.#day(day, operator, values, operand === true)
        : this.#compared(key, operator, values, operand, label);
      return { path: [...path, operator], label, operator, values, text };
    });
  }

  #compared(key: string, operator: Operator, values: string[], operand: Json, label: string): string {
    if (operator === "within") return values.join();
    if (operator === "isNull" && operand === false) return fill(hasOne.some[this.locale], { label });
    const value = this.#either(values);
    if (values.length === 0) return operator === "in" ? this.#say("不可能", "impossible") : "";
    if (key.endsWith(".light")) {
      const prefix = key === "ProjectFilter.light" ? label : "";
      const isTurned = operator === "neq" || operator === "nin";
      return `${isTurned ? this.#say("不是", "not ") : ""}${prefix && `${prefix} `}${value}`;
    }
    return fill(comparisons[operator][this.locale], { label, value });
  }

  #day(
    { happens, never }: (typeof dayWords)[string],
    operator: Operator,
    values: string[],
    is: boolean,
  ): string {
    if (operator === "isNull") {
      return is
        ? never[this.locale]
        : fill(this.#say("不是{never}", "not {never}"), { never: never[this.locale] });
    }
    const words = dayComparisons[operator as keyof typeof dayComparisons];
    return fill(words[this.locale], { happens: happens[this.locale], value: values[0] ?? "" });
  }

  #value(key: string, operator: Operator, value: Json): string {
    const words = operator === "within" ? spanWords : worded[key];
    const word = words?.find((one) => one.value === value);
    if (word) return word.said[this.locale];
    if (typeof value === "boolean") return value ? this.#say("是", "yes") : this.#say("否", "no");
    if (key.endsWith(".id")) return this.#named(String(value));
    return key.endsWith("On") ? this.#dayWord(String(value)) : String(value);
  }

  #dayWord(day: string): string {
    if (day === "TODAY") return this.#say("今天", "today");
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
    const span = `${Math.abs(count)}${this.#say("", " ")}${units[unit]?.[this.locale] ?? ""}`;
    return isPast ? `${span}${this.#say("前", " ago")}` : this.#say(`${span}后`, `${span} from today`);
  }

  #named(id: string): string {
    const name = this.names.nameOf(id);
    if (name !== null) return name;
    return goneWords[id.split("_")[0] ?? ""]?.[this.locale] ?? this.#say("（已不存在）", "(no longer there)");
  }

  #either(values: string[]): string {
    return values.join(this.#say("或", " or "));
  }

  #label(key: string): string {
    return labels[key]?.[this.locale] ?? key;
  }

  #say(chinese: string, english: string): string {
    return this.locale === "en" ? english : chinese;
  }
}
