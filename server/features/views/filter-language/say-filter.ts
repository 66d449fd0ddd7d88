import { fill, type Locale, type Words } from "../../../graphql/locale.js";
import { dayWords } from "./filter-labels.js";
import type { FilterNames } from "./filter-names.js";
import { FilterPhrases } from "./filter-phrases.js";
import {
  taskShape,
  type Json,
  type JsonObject,
  type Operator,
  type Part,
  type Quantifier,
  type Shape,
} from "./filter-shape.js";

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
  some: { "zh-CN": "{conditions}的任务", en: "Tasks: {conditions}" },
  all: { "zh-CN": "全部任务", en: "All tasks" },
};

/** A canonical filter as one sentence: 红灯或黄灯、责任科室是农业服务中心、90 天内到期的任务. */
export function sentenceOf(filter: JsonObject, names: FilterNames, locale: Locale): string {
  const conditions = conditionsInWords(filter, names, locale).map(({ text }) => text);
  if (conditions.length === 0) return wholeSentence.all[locale];
  return fill(wholeSentence.some[locale], { conditions: conditions.join(locale === "en" ? ", " : "、") });
}

/** What a condition is about, and whether it is said that it does not hold. */
interface Said {
  label: string;
  isTurned: boolean;
}

class FilterTeller {
  readonly #phrases: FilterPhrases;

  constructor(names: FilterNames, locale: Locale) {
    this.#phrases = new FilterPhrases(names, locale);
  }

  /** Every condition of a filter; `isTurned`, which only a filter of one condition may be, that it does not hold. */
  object(shape: Shape, filter: JsonObject, path: string[], isTurned = false): SaidCondition[] {
    return Object.entries(filter).flatMap(([name, value]) => {
      const part = shape.fields[name];
      return part ? this.#part(`${shape.type}.${name}`, part, value, [...path, name], isTurned) : [];
    });
  }

  #part(key: string, part: Part, value: Json, path: string[], isTurned: boolean): SaidCondition[] {
    const phrases = this.#phrases;
    const label = phrases.label(key);
    const one = (operator: string, values: string[], text: string): SaidCondition[] => [
      { path, label, operator, values, text },
    ];
    switch (part.is) {
      case "and":
        return (value as JsonObject[]).map((inner, index) =>
          this.#inner(part.shape(), inner, [...path, String(index)], label),
        );
      case "or":
        return one("or", [], this.#anyOf(part.shape(), value as JsonObject[], isTurned));
      case "not":
        return [this.#not(part.shape(), value as JsonObject, path, isTurned)];
      case "one":
        return this.#one(part, value as JsonObject, path, { label, isTurned });
      case "list":
        return this.#list(part.shape(), value as JsonObject, path, { label, isTurned });
      case "compared":
        return this.#comparator(key, value as JsonObject, path, { label, isTurned });
      case "flag":
        return one("eq", [String(value)], phrases.flag(key, (value === true) !== isTurned));
      case "search":
        return one("search", [String(value)], phrases.search(String(value), isTurned));
      case "id": {
        const named = phrases.named(String(value));
        return one("eq", [named], phrases.ofOne([named], label, isTurned));
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

  /** That a filter does not hold; turned once more, that it does. */
  #not(shape: Shape, filter: JsonObject, path: string[], isTurned: boolean): SaidCondition {
    const label = this.#phrases.label(`${shape.type}.not`);
    if (isTurned) return { path, label, operator: "not", values: [], text: this.#all(shape, filter) };
    const [only, ...more] = this.object(shape, filter, []);
    if (only && more.length === 0) {
      const [turned] = this.object(shape, filter, [], true);
      if (turned) return { ...turned, path, operator: "not" };
    }
    const inner = this.#all(shape, filter);
    const text = fill(this.#phrases.say("不符合（{inner}）", "not ({inner})"), { inner });
    return { path, label, operator: "not", values: [], text };
  }

  #all(shape: Shape, filter: JsonObject): string {
    const conditions = this.object(shape, filter, []).map(({ text }) => text);
    return conditions.join(this.#phrases.say("且", " and ")) || this.#phrases.say("任意", "anything");
  }

  /** That one of several filters holds; turned, that none of them does. */
  #anyOf(shape: Shape, filters: JsonObject[], isTurned: boolean): string {
    const say = (chinese: string, english: string) => this.#phrases.say(chinese, english);
    if (filters.length === 0) return isTurned ? say("任意", "anything") : say("不可能", "impossible");
    const shared = isTurned ? null : this.#inSeveralParts(shape, filters);
    if (shared) return shared;
    const texts = filters.map((filter) =>
      isTurned ? this.#not(shape, filter, [], false).text : this.#all(shape, filter),
    );
    const joint = isTurned ? say("且", " and ") : say("或", " or ");
    return `${say("（", "(")}${texts.join(joint)}${say("）", ")")}`;
  }

  /** That somebody has one of several parts in a task: 我是承办人或责任领导; null where the filters say otherwise. */
  #inSeveralParts(shape: Shape, filters: JsonObject[]): string | null {
    const conditions = filters.map((filter) => this.object(shape, filter, []));
    const [first] = conditions[0] ?? [];
    const [value, ...more] = first?.values ?? [];
    const isShared = conditions.every(
      ([one, ...others]) =>
        others.length === 0 && one?.operator === "some" && one.values.length === 1 && one.values[0] === value,
    );
    if (conditions.length < 2 || value === undefined || more.length > 0 || !isShared) return null;
    return this.#phrases.inParts(
      value,
      conditions.map(([one]) => one!.label),
    );
  }

  #one(
    part: Part & { is: "one" },
    filter: JsonObject,
    path: string[],
    { label, isTurned }: Said,
  ): SaidCondition[] {
    if (!part.mayBeMissing) return this.object(part.shape(), filter, path, isTurned);
    const values = this.#member(filter);
    const text = values
      ? this.#phrases.ofOne(values, label, isTurned)
      : this.#phrases.listed("some", label, this.#all(part.shape(), filter), isTurned);
    return [{ path, label, operator: "some", values: values ?? [], text }];
  }

  #list(shape: Shape, list: JsonObject, path: string[], { label, isTurned }: Said): SaidCondition[] {
    return Object.entries(list).map(([name, value]) => {
      const quantifier = name as Quantifier;
      const values = quantifier === "every" ? null : this.#member(value as JsonObject);
      const text =
        values && quantifier !== "every"
          ? this.#phrases.ofMembers((quantifier === "some") !== isTurned ? "some" : "none", values, label)
          : this.#phrases.listed(quantifier, label, this.#all(shape, value as JsonObject), isTurned);
      return { path: [...path, quantifier], label, operator: quantifier, values: values ?? [], text };
    });
  }

  /** The people, offices or labels that a filter names; none where it says only that there is one; null where it says more. */
  #member(filter: JsonObject): string[] | null {
    const [[name, value] = [], ...more] = Object.entries(filter);
    if (name === undefined) return [];
    if (more.length > 0) return null;
    if (name === "isMe" && value === true) return [this.#phrases.say("我", "me")];
    if (name === "isMine" && value === true) return [this.#phrases.say("本科室", "my own office")];
    if (name === "within")
      return [`${this.#phrases.named(String(value))}${this.#phrases.say("及下属", " and those below")}`];
    if (name !== "id" && name !== "name") return null;
    const [[operator, operand] = [], ...others] = Object.entries(value as JsonObject);
    if (others.length > 0 || (operator !== "eq" && operator !== "in")) return null;
    const values = (Array.isArray(operand) ? operand : [operand]).map(String);
    return values.length === 0 ? null : name === "id" ? values.map((id) => this.#phrases.named(id)) : values;
  }

  #comparator(
    key: string,
    comparator: JsonObject,
    path: string[],
    { label, isTurned }: Said,
  ): SaidCondition[] {
    const field = path.at(-1) ?? "";
    const { gte, lte, ...more } = comparator;
    if (gte !== undefined && lte !== undefined && Object.keys(more).length === 0) {
      const text = this.#phrases.between(key, field, comparator, isTurned);
      const values = [gte, lte].map((value) => this.#phrases.value(key, "gte", value));
      if (text !== null) return [{ path, label, operator: "between", values, text }];
    }
    return Object.entries(comparator).map(([name, operand]) => {
      const operator = name as Operator;
      const operands = Array.isArray(operand) ? operand : [operand];
      const values = operands.map((value) => this.#phrases.value(key, operator, value!));
      const compared = { operand, values, isTurned };
      const text =
        field in dayWords
          ? this.#phrases.day(field, operator, compared)
          : this.#phrases.compared(key, operator, compared);
      return { path: [...path, operator], label, operator, values, text };
    });
  }
}
