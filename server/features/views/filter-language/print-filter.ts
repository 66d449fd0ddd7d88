import type { Locale } from "../../../graphql/locale.js";
import { dayAsText } from "./filter-days.js";
import { filterFields, type FilterField } from "./filter-fields.js";
import { isIdOf, type FilterNames, type NamedKind } from "./filter-names.js";
import type { Json, JsonObject, Operator } from "./filter-shape.js";
import {
  anyWord,
  joints,
  lightWords,
  meWord,
  mineWord,
  noneWord,
  spanWords,
  stageWords,
  yesNoWords,
  type ValueWord,
} from "./filter-words.js";
import { json, plainText, signOf, textOf, valuesOf } from "./printed-values.js";

/** The text of a canonical filter: parsed again, it gives the same filter. What has no words is written as JSON. */
export function printFilter(filter: JsonObject, names: FilterNames, locale: Locale): string {
  return new FilterPrinter(names, locale).whole(filter);
}

const fieldAt = new Map(
  filterFields.filter(({ kind }) => kind !== "officesWithin").map((field) => [field.path.join("."), field]),
);
const withinField = filterFields.find(({ kind }) => kind === "officesWithin")!;

const textOperators: Partial<Record<Operator, string>> = { gt: ">", gte: ">=", lt: "<", lte: "<=" };

class FilterPrinter {
  constructor(
    readonly names: FilterNames,
    readonly locale: Locale,
  ) {}

  whole(filter: JsonObject): string {
    return this.#terms(filter).join(" ");
  }

  #terms(filter: JsonObject): string[] {
    return Object.entries(filter).flatMap(([name, value]) => this.#part(name, value));
  }

  #part(name: string, value: Json): string[] {
    switch (name) {
      case "or":
        return this.#alternatives(value as JsonObject[]);
      case "not":
        return [`-${this.#grouped(value as JsonObject)}`];
      case "and":
        return (value as JsonObject[]).map((part) => this.#grouped(part, "search" in part));
      case "search":
        return String(value)
          .split(" ")
          .map((word) => textOf(word));
      case "project":
      case "programme":
        return Object.entries(value as JsonObject).flatMap(([inner, one]) => this.#within(name, inner, one));
      default:
        return this.#field(name, value);
    }
  }

  #alternatives(parts: JsonObject[]): string[] {
    if (parts.length === 0) return [json(["or"], [])];
    const or = ` ${joints.or[this.locale === "en" ? 2 : 0]} `;
    return [`(${parts.map((part) => this.whole(part)).join(or)})`];
  }

  /** In parentheses, unless it is one condition. */
  #grouped(filter: JsonObject, always = false): string {
    const terms = this.#terms(filter);
    return terms.length === 1 && !always ? terms[0]! : `(${terms.join(" ")})`;
  }

  /** A part of a project or programme: their names and ids are written after the word for themselves. */
  #within(outer: "project" | "programme", inner: string, value: Json): string[] {
    const title = outer === "project" ? "name" : "title";
    if (inner === "id" || inner === title) {
      const field = fieldAt.get(outer)!;
      return this.#comparator(value as JsonObject, [outer, inner], (operator, operand) =>
        inner === "id"
          ? this.#idTerm(field, outer, operator, operand)
          : this.#textTerm(field, operator, operand),
      );
    }
    return this.#field(`${outer}.${inner}`, value);
  }

  #field(path: string, value: Json): string[] {
    const field = fieldAt.get(path);
    if (!field) return [json(path.split("."), value)];
    const comparator = value as JsonObject;
    switch (field.kind) {
      case "people":
      case "offices":
        return this.#list(field, comparator);
      case "person":
      case "office":
        return this.#single(field, comparator);
      case "labels":
        return this.#labels(field, comparator);
      case "stage":
        return Object.entries(comparator).flatMap(([inner, one]) =>
          this.#stage(field, inner, one as JsonObject),
        );
      case "mine":
        return [this.#term(field, ":", (value ? meWord : yesNoWords[1]!)[this.locale][0])];
      default:
        return this.#comparator(comparator, field.path, (operator, operand) =>
          this.#operation(field, operator, operand),
        );
    }
  }

  /** Each operator by itself; a span of both ends together, as a range. */
  #comparator(
    comparator: JsonObject,
    path: readonly string[],
    print: (operator: Operator, operand: Json) => string | null,
  ): string[] {
    const several = path.join(".") === "quarter";
    const field = fieldAt.get(path.join("."));
    const { gte, lte, ...others } = comparator;
    const ranged = field && gte !== undefined && lte !== undefined && (gte !== lte || field.kind !== "day");
    if (
      several &&
      Object.keys(others).length + (ranged ? 1 : Number("gte" in comparator) + Number("lte" in comparator)) >
        1
    )
      return [json(path, comparator)];
    const range = ranged ? [this.#range(field, gte, lte)] : [];
    return range.concat(
      Object.entries(ranged ? others : comparator).map(
        ([operator, operand]) => print(operator as Operator, operand) ?? json(path, { [operator]: operand }),
      ),
    );
  }

  #range(field: FilterField, gte: Json, lte: Json): string {
    const end = (value: Json) =>
      field.kind === "day" ? dayAsText(String(value), this.locale) : String(value);
    return this.#term(field, ":", `${end(gte)}..${end(lte)}`);
  }

  #operation(field: FilterField, operator: Operator, operand: Json): string | null {
    if (operator === "isNull") return this.#term(field, ":", (operand ? noneWord : anyWord)[this.locale][0]);
    if (field.kind === "text") return this.#textTerm(field, operator, operand);
    const sign = textOperators[operator];
    if (sign) return this.#term(field, sign, this.#value(field, operand));
    if (operator === "within") return this.#worded(field, ":", spanWords, [operand]);
    const values = valuesOf(operator, operand);
    return (
      values && this.#term(field, signOf(operator), values.map((one) => this.#value(field, one)).join(","))
    );
  }

  #value(field: FilterField, value: Json): string {
    if (field.kind === "day") return dayAsText(String(value), this.locale);
    if (field.kind === "number") return String(value);
    const words = field.kind === "yesNo" ? yesNoWords : lightWords;
    return this.#word(words, value);
  }

  #word(words: readonly ValueWord[], value: Json): string {
    return words.find((word) => word.value === String(value))?.[this.locale][0] ?? String(value);
  }

  #worded(field: FilterField, sign: string, words: readonly ValueWord[], values: Json[]): string {
    return this.#term(field, sign, values.map((value) => this.#word(words, value)).join(","));
  }

  #textTerm(field: FilterField, operator: Operator, operand: Json): string | null {
    if (operator === "contains") return this.#term(field, ":", textOf(String(operand)));
    if (operator === "startsWith" && plainText.test(String(operand)))
      return this.#term(field, ":", `${String(operand)}*`);
    const values = valuesOf(operator, operand);
    const sign = operator === "eq" || operator === "in" ? "=" : "!=";
    return values && this.#term(field, sign, values.map((one) => textOf(String(one))).join(","));
  }

  #idTerm(field: FilterField, prefix: string, operator: Operator, operand: Json): string | null {
    const values = valuesOf(operator, operand);
    if (!values?.every((id) => isIdOf(prefix, String(id)))) return null;
    return this.#term(field, signOf(operator), values.join(","));
  }

  #stage(field: FilterField, inner: string, comparator: JsonObject): string[] {
    return this.#comparator(comparator, ["stage", inner], (operator, operand) => {
      const values = valuesOf(operator, operand);
      if (inner === "kind") return values && this.#worded(field, signOf(operator), stageWords, values);
      if (inner === "id") return this.#idTerm(field, "stage", operator, operand);
      return (
        values && this.#term(field, signOf(operator), values.map((one) => textOf(String(one))).join(","))
      );
    });
  }

  #list(field: FilterField, list: JsonObject): string[] {
    return Object.entries(list).map(([quantifier, value]) => {
      const sign = quantifier === "none" ? "!=" : ":";
      const said = quantifier === "every" ? null : this.#member(field, sign, value as JsonObject);
      return said ?? json(field.path, { [quantifier]: value });
    });
  }

  /** A person or office by one thing that is said of them. */
  #member(field: FilterField, sign: string, filter: JsonObject): string | null {
    const [[name, value] = [], ...more] = Object.entries(filter);
    if (more.length > 0) return null;
    const word = (one: ValueWord) => one[this.locale][0];
    if (name === undefined) return this.#term(field, ":", word(sign === "!=" ? noneWord : anyWord));
    if ((name === "isMe" || name === "isMine") && value === true)
      return this.#term(field, sign, word(name === "isMe" ? meWord : mineWord));
    const kind = field.kind === "people" || field.kind === "person" ? "person" : "office";
    if (name === "within" && hasWithin(field) && isIdOf("office", String(value)))
      return this.#term(withinField, sign, this.#named("office", String(value)));
    return name === "id" ? this.#ids(field, kind, sign, value as JsonObject) : null;
  }

  #ids(field: FilterField, kind: NamedKind, sign: string, comparator: JsonObject): string | null {
    const [[operator, operand] = [], ...more] = Object.entries(comparator);
    if (more.length > 0 || (operator !== "eq" && operator !== "in")) return null;
    const ids = valuesOf(operator, operand!);
    if (!ids?.every((id) => isIdOf(kind, String(id)))) return null;
    return this.#term(field, sign, ids.map((id) => this.#named(kind, String(id))).join(","));
  }

  /** By name where that names nothing else, so that people can read it. */
  #named(kind: NamedKind, id: string): string {
    const name = this.names.nameOf(id);
    const alone = name !== null && this.names.idsOf(kind, name).join() === id;
    return alone ? textOf(name) : id;
  }

  #single(field: FilterField, filter: JsonObject): string[] {
    const entries = Object.entries(filter);
    if (entries.length === 0) return [this.#term(field, ":", anyWord[this.locale][0])];
    return entries.map(([name, value]) => {
      const part = { [name]: value };
      const said = name === "within" ? null : this.#member(field, ":", part);
      return said ?? json(field.path, part);
    });
  }

  #labels(field: FilterField, list: JsonObject): string[] {
    return Object.entries(list).map(([quantifier, value]) => {
      const sign = quantifier === "none" ? "!=" : ":";
      const said = quantifier === "every" ? null : this.#label(field, sign, value as JsonObject);
      return said ?? json(field.path, { [quantifier]: value });
    });
  }

  #label(field: FilterField, sign: string, filter: JsonObject): string | null {
    const [[name, comparator] = [], ...more] = Object.entries(filter);
    if (name === undefined)
      return this.#term(field, ":", (sign === "!=" ? noneWord : anyWord)[this.locale][0]);
    const [[operator, operand] = [], ...others] = Object.entries(comparator as JsonObject);
    if (more.length + others.length > 0 || (operator !== "eq" && operator !== "in")) return null;
    const values = valuesOf(operator, operand!);
    if (name === "id" && !values?.every((id) => isIdOf("label", String(id)))) return null;
    const written = values?.map((one) => (name === "id" ? String(one) : textOf(String(one))));
    return written ? this.#term(field, sign, written.join(",")) : null;
  }

  #term(field: FilterField, sign: string, value: string): string {
    return `${field.keywords[this.locale][0]}${sign}${value}`;
  }
}

function hasWithin({ kind, path }: FilterField): boolean {
  return kind === "offices" && path.join(".") === withinField.path.join(".");
}
