import type { Locale } from "../../../graphql/locale.js";
import { daysNamed } from "./filter-days.js";
import type { FilterField } from "./filter-fields.js";
import { isIdOf, type FilterNames, type NamedKind } from "./filter-names.js";
import type { Piece } from "./filter-scanner.js";
import type { Json, JsonObject } from "./filter-shape.js";
import type { FilterErrors } from "./filter-text-error.js";
import {
  anyWord,
  meWord,
  noneWord,
  spanWords,
  stageWords,
  wordNamed,
  yesNoWords,
  type ValueWord,
} from "./filter-words.js";
import { nearWords } from "./near-words.js";
import type { Term, TextValue } from "./parse-filter-text.js";

/** One condition of the text, as it is read: what it says, as filters, and what is wrong with it. */
export class TermReading {
  readonly field: FilterField;
  readonly turned: boolean;

  constructor(
    readonly term: Term,
    readonly names: FilterNames,
    readonly errors: FilterErrors,
  ) {
    this.field = term.field;
    this.turned = term.operator === "!=";
  }

  get locale(): Locale {
    return this.errors.locale;
  }

  /** A condition of the field, at its place in the filter. */
  at(value: Json, path = this.field.path): JsonObject {
    return path.reduceRight<Json>((inner, name) => ({ [name]: inner }), value) as JsonObject;
  }

  /** Reads every value by itself. */
  each(read: (value: TextValue) => JsonObject | null): JsonObject[] {
    return this.term.values.map(read).filter((condition) => condition !== null);
  }

  /** A comparator for one or several values, of what is there or turned round. */
  equals(values: Json[]): JsonObject {
    const [only, ...more] = values;
    if (more.length === 0 && only !== undefined) return { [this.turned ? "neq" : "eq"]: only };
    return { [this.turned ? "nin" : "in"]: values };
  }

  /** Whether a value is one of the words that are the same for many fields. */
  is(word: ValueWord, { from, to }: TextValue): boolean {
    return !from.quoted && to === null && wordNamed([word], from.text) !== undefined;
  }

  refuse(piece: Piece, words: readonly ValueWord[], others: string[] = []): null {
    const expected = [...words.map((word) => word[this.locale][0]), ...others];
    const written = words.flatMap((word) => [...word["zh-CN"], ...word.en]);
    const suggestions = nearWords(piece.text, written);
    this.errors.add("UNKNOWN_VALUE", piece, { found: piece.text, expected, suggestions });
    return null;
  }

  words(words: readonly ValueWord[]): JsonObject[] {
    const found = this.term.values.flatMap((value) => {
      const word = value.from.quoted || value.to ? undefined : wordNamed(words, value.from.text);
      if (!word) this.refuse(value.from, words);
      return word ? [word.value] : [];
    });
    return found.length > 0 ? [this.at(this.equals(found))] : [];
  }

  stage(): JsonObject[] {
    const [kinds, ids, names]: [Json[], Json[], Json[]] = [[], [], []];
    for (const { from } of this.term.values) {
      const word = from.quoted ? undefined : wordNamed(stageWords, from.text);
      if (word) kinds.push(word.value);
      else (!from.quoted && isIdOf("stage", from.text) ? ids : names).push(from.text);
    }
    const parts = [
      ["kind", kinds],
      ["id", ids],
      ["name", names],
    ] as const;
    return parts.flatMap(([name, values]) =>
      values.length > 0 ? [this.at({ [name]: this.equals(values) })] : [],
    );
  }

  day(value: TextValue): JsonObject | null {
    const { operator } = this.term;
    const isComparison = operator.startsWith("<") || operator.startsWith(">");
    if (!isComparison && this.is(noneWord, value)) return this.at({ isNull: !this.turned });
    if (!isComparison && this.is(anyWord, value)) return this.at({ isNull: this.turned });
    const span = value.from.quoted || value.to ? undefined : wordNamed(spanWords, value.from.text);
    if (span && !isComparison) return this.#turn({ within: span.value });
    const from = this.#days(value.from);
    const to = value.to ? this.#days(value.to) : from;
    if (!from || !to) return null;
    if (isComparison) return this.#comparison(value, from.first, to.last);
    if (from.first !== to.last) return this.#turn({ gte: from.first, lte: to.last });
    return this.at(this.equals([from.first]));
  }

  #days(piece: Piece) {
    const days = daysNamed(piece.text);
    return (
      days ??
      this.refuse(piece, spanWords.slice(0, 8), ["2022-07-01", this.locale === "en" ? "+10d" : "+10天"])
    );
  }

  /** Before a span is before its first day, up to it is up to its last. */
  #comparison({ to }: TextValue, first: Json, last: Json): JsonObject | null {
    const { operator } = this.term;
    if (to) this.errors.add("WRONG_OPERATOR", this.term, { found: operator, expected: [":"] });
    const names = { "<": "lt", "<=": "lte", ">": "gt", ">=": "gte" } as const;
    const name = names[operator as keyof typeof names];
    return to ? null : this.at({ [name]: name === "lt" || name === "gte" ? first : last });
  }

  #turn(comparator: JsonObject): JsonObject {
    const condition = this.at(comparator);
    return this.turned ? { not: condition } : condition;
  }

  numbers(): JsonObject[] {
    const plain: number[] = [];
    const others = this.each((value) => {
      const isComparison = /^[<>]/.test(this.term.operator);
      if (!isComparison && this.is(noneWord, value)) return this.at({ isNull: !this.turned });
      if (!isComparison && this.is(anyWord, value)) return this.at({ isNull: this.turned });
      const from = this.#number(value.from);
      const to = value.to ? this.#number(value.to) : from;
      if (from === null || to === null) return null;
      if (isComparison) return this.#comparison(value, from, to);
      if (value.to) return this.#turn({ gte: from, lte: to });
      plain.push(from);
      return null;
    });
    return plain.length > 0 ? [this.at(this.equals(plain)), ...others] : others;
  }

  #number(piece: Piece): number | null {
    const quarter = /^(?:q|第)?([1-4一二三四])(?:季度)?$/i.exec(piece.text);
    if (quarter && this.field.path[0] === "quarter") return ("1234一二三四".indexOf(quarter[1]!) % 4) + 1;
    const digits = /^([+-]?\d{1,10})(?:%|天|日|次|个工作日|年|d)?$/.exec(piece.text)?.[1];
    const number = Number(digits);
    if (digits !== undefined && Math.abs(number) < 2 ** 31) return number;
    return this.refuse(piece, [noneWord, anyWord], ["3", "1..3"]);
  }

  /** `:` finds what has the text in it, `=` what is the text; ids stand for themselves. */
  texts(path: readonly string[], prefix: string | null): JsonObject[] {
    const exact: string[] = [];
    const ids: string[] = [];
    const others = this.each((value) => {
      const { text, quoted } = value.from;
      if (prefix && !quoted && isIdOf(prefix, text)) {
        ids.push(text);
        return null;
      }
      if (!prefix && this.is(noneWord, value)) return this.at({ isNull: !this.turned }, path);
      if (!prefix && this.is(anyWord, value)) return this.at({ isNull: this.turned }, path);
      if (this.term.operator !== ":") {
        exact.push(text);
        return null;
      }
      const start = !quoted && text.length > 1 && text.endsWith("*");
      if (text === "") return this.refuse(value.from, []);
      return this.at(start ? { startsWith: text.slice(0, -1) } : { contains: text }, path);
    });
    if (exact.length > 0) others.push(this.at(this.equals(exact), path));
    if (ids.length > 0) others.push(this.at(this.equals(ids), [...this.field.path, "id"]));
    return others;
  }

  several(kind: NamedKind, mine: ValueWord, flag: "isMe" | "isMine"): JsonObject[] {
    const ids: string[] = [];
    const quantifier = this.turned ? "none" : "some";
    const others = this.each((value) => {
      if (this.is(mine, value)) return this.at({ [quantifier]: { [flag]: true } });
      if (this.is(noneWord, value)) return this.at({ [this.turned ? "some" : "none"]: {} });
      if (this.is(anyWord, value)) return this.at({ [quantifier]: {} });
      const id = this.idNamed(kind, value.from);
      if (id) ids.push(id);
      return null;
    });
    if (ids.length > 0) others.push(this.at({ [quantifier]: { id: oneOrIn(ids) } }));
    return others;
  }

  single(kind: NamedKind, mine: ValueWord, flag: "isMe" | "isMine"): JsonObject[] {
    const ids: string[] = [];
    const others = this.each((value) => {
      if (this.is(mine, value)) return this.at({ [flag]: true });
      if (this.is(noneWord, value)) return { not: this.at({}) };
      if (this.is(anyWord, value)) return this.at({});
      const id = this.idNamed(kind, value.from);
      if (id) ids.push(id);
      return null;
    });
    if (ids.length > 0) others.push(this.at({ id: oneOrIn(ids) }));
    return this.turned ? others.map((condition) => ({ not: condition })) : others;
  }

  within(): JsonObject[] {
    const quantifier = this.turned ? "none" : "some";
    return this.each(({ from }) => {
      const id = this.idNamed("office", from);
      return id ? this.at({ [quantifier]: { within: id } }) : null;
    });
  }

  /** Labels belong to a programme: one name may be many labels. */
  labels(): JsonObject[] {
    const quantifier = this.turned ? "none" : "some";
    const [ids, names]: [string[], string[]] = [[], []];
    const others = this.each((value) => {
      if (this.is(noneWord, value)) return this.at({ [this.turned ? "some" : "none"]: {} });
      if (this.is(anyWord, value)) return this.at({ [quantifier]: {} });
      const { text, quoted } = value.from;
      (!quoted && isIdOf("label", text) ? ids : names).push(text);
      return null;
    });
    if (names.length > 0) others.push(this.at({ [quantifier]: { name: oneOrIn(names) } }));
    if (ids.length > 0) others.push(this.at({ [quantifier]: { id: oneOrIn(ids) } }));
    return others;
  }

  flag(value: TextValue): JsonObject | null {
    if (this.is(meWord, value)) return this.at(!this.turned);
    const word = wordNamed(yesNoWords, value.from.text);
    if (word) return this.at((word.value === "true") !== this.turned);
    return this.refuse(value.from, [meWord, ...yesNoWords]);
  }

  yesNo(value: TextValue): JsonObject | null {
    const word = wordNamed(yesNoWords, value.from.text);
    if (word) return this.at({ eq: (word.value === "true") !== this.turned });
    return this.refuse(value.from, yesNoWords);
  }

  /** The id of what has a name; several or none are told, with the names that are near. */
  idNamed(kind: NamedKind, piece: Piece): string | null {
    if (!piece.quoted && isIdOf(kind, piece.text)) return piece.text;
    const [id, ...more] = this.names.idsOf(kind, piece.text);
    if (id !== undefined && more.length === 0) return id;
    if (id === undefined) {
      const suggestions = this.names.near(kind, piece.text);
      this.errors.add("UNKNOWN_NAME", piece, { found: piece.text, suggestions });
    } else this.errors.add("AMBIGUOUS_NAME", piece, { found: piece.text, expected: [id, ...more] });
    return null;
  }
}

function oneOrIn(values: string[]): JsonObject {
  return values.length === 1 ? { eq: values[0]! } : { in: values };
}
