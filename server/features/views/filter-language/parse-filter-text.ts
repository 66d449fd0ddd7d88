import type { Locale } from "../../../graphql/locale.js";
import { allKeywords, fieldByKeyword, filterFields, type FilterField } from "./filter-fields.js";
import { FilterScanner, type Piece, type TextOperator } from "./filter-scanner.js";
import type { JsonObject } from "./filter-shape.js";
import { FilterErrors, type Span } from "./filter-text-error.js";
import { joints } from "./filter-words.js";
import { nearWords } from "./near-words.js";

/** A value of a condition, or a range of two. */
export interface TextValue {
  from: Piece;
  to: Piece | null;
}

/** A filter's text as it is built, before anything in it is looked up. */
export type FilterNode =
  | { is: "all" | "any"; parts: FilterNode[] }
  | { is: "not"; part: FilterNode }
  | { is: "term"; term: Term }
  | { is: "words"; words: Piece[] }
  | { is: "json"; filter: JsonObject; span: Span };

/** A condition: `期限<2022-07-01`. */
export interface Term extends Span {
  field: FilterField;
  operator: TextOperator;
  values: TextValue[];
}

/** The longest text, in UTF-16 units. */
export const longestFilterText = 5000;
/** How deep parentheses may lie in one another. */
const deepest = 20;

/**
 * Reads a filter's text: conditions side by side all hold, `or` joins alternatives, `-` turns one round, parentheses
 * group. Linear in the length of the text; what is wrong is told with its place, and the rest is read all the same.
 */
export function parseFilterText(text: string, locale: Locale): { node: FilterNode; errors: FilterErrors } {
  const errors = new FilterErrors(text, locale);
  if (text.length > longestFilterText) {
    errors.add("TOO_LONG", { start: longestFilterText, end: text.length });
    return { node: { is: "all", parts: [] }, errors };
  }
  return { node: new FilterParser(new FilterScanner(text, errors), errors).whole(), errors };
}

class FilterParser {
  #depth = 0;

  constructor(
    readonly scanner: FilterScanner,
    readonly errors: FilterErrors,
  ) {}

  whole(): FilterNode {
    const parts: FilterNode[] = [];
    for (;;) {
      parts.push(this.#alternatives());
      if (this.scanner.isAtEnd) return parts.length === 1 ? parts[0]! : { is: "all", parts };
      // Only a parenthesis that was never opened ends alternatives before the end.
      const start = this.scanner.at;
      this.scanner.at += 1;
      this.errors.add("UNEXPECTED", { start, end: start + 1 });
    }
  }

  #alternatives(): FilterNode {
    const parts = [this.#conditions()];
    while (this.#takeJoint("or")) parts.push(this.#conditions(true));
    return parts.length === 1 ? parts[0]! : { is: "any", parts };
  }

  /** Conditions that must all hold, up to an `or`, a closing parenthesis or the end. */
  #conditions(isNeeded = false): FilterNode {
    const parts: FilterNode[] = [];
    for (;;) {
      this.scanner.skipSpace();
      if (this.scanner.isAtEnd || this.scanner.sign() === ")" || this.#isJoint("or")) break;
      if (this.scanner.take(",") || this.#takeJoint("and")) continue;
      const part = this.#condition();
      if (part) parts.push(part);
    }
    const { at } = this.scanner;
    if (parts.length === 0 && (isNeeded || this.#isJoint("or")))
      this.errors.add("MISSING_CONDITION", { start: at, end: at });
    return { is: "all", parts };
  }

  #condition(): FilterNode | null {
    const { scanner } = this;
    const start = scanner.at;
    if (this.#takeNot()) {
      const part = this.#turned(start);
      return part && { is: "not", part };
    }
    if (scanner.sign() === "(") return this.#group();
    if (scanner.sign() === "{") return this.#json();
    const piece = scanner.quoted() ?? scanner.word();
    if (!piece) {
      scanner.at += 1;
      this.errors.add("UNEXPECTED", { start, end: scanner.at });
      return null;
    }
    const operator = piece.quoted ? null : scanner.operator();
    return operator ? this.#term(piece, operator) : { is: "words", words: [piece] };
  }

  #turned(start: number): FilterNode | null {
    this.scanner.skipSpace();
    const { at, isAtEnd } = this.scanner;
    if (isAtEnd || this.scanner.sign() === ")") {
      this.errors.add("MISSING_CONDITION", { start, end: at });
      return null;
    }
    return this.#deeper(start, () => this.#condition());
  }

  #group(): FilterNode | null {
    const start = this.scanner.at;
    this.scanner.take("(");
    const inner = this.#deeper(start, () => this.#alternatives());
    if (!this.scanner.take(")"))
      this.errors.add("UNCLOSED_PARENTHESIS", { start, end: start + 1 }, { expected: [")"] });
    return inner;
  }

  /** Past the greatest depth, nothing more is read: the text is refused. */
  #deeper(start: number, read: () => FilterNode | null): FilterNode | null {
    if (this.#depth >= deepest) {
      this.errors.add("TOO_DEEP", { start, end: start + 1 });
      this.scanner.at = this.scanner.text.length;
      return null;
    }
    this.#depth += 1;
    const node = read();
    this.#depth -= 1;
    return node;
  }

  #json(): FilterNode | null {
    const start = this.scanner.at;
    const piece = this.scanner.braces();
    const span = { start, end: this.scanner.at };
    try {
      if (piece) return { is: "json", filter: JSON.parse(piece.text) as JsonObject, span };
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
    }
    this.errors.add("INVALID_JSON", span, { expected: ['{"light":{"eq":"RED"}}'] });
    return null;
  }

  #term(name: Piece, { operator, span }: { operator: TextOperator; span: Span }): FilterNode | null {
    const field = fieldByKeyword.get(name.text.toLowerCase());
    const values = this.#values();
    if (!field) {
      const suggestions = nearWords(name.text, allKeywords);
      this.errors.add("UNKNOWN_FIELD", name, {
        suggestions,
        expected: suggestions.length ? [] : knownFields(this.errors.locale),
      });
      return null;
    }
    if (values.length === 0) {
      this.errors.add("MISSING_VALUE", { start: name.start, end: span.end });
      return null;
    }
    return { is: "term", term: { field, operator, values, start: name.start, end: this.scanner.at } };
  }

  #values(): TextValue[] {
    const values: TextValue[] = [];
    for (;;) {
      this.scanner.skipSpace();
      const value = this.#value();
      if (value) values.push(value);
      const { at } = this.scanner;
      this.scanner.skipSpace();
      if (value && this.scanner.take(",")) continue;
      if (value) this.scanner.at = at;
      return values;
    }
  }

  #value(): TextValue | null {
    const piece = this.scanner.quoted() ?? this.scanner.word();
    if (!piece || piece.quoted) return piece && { from: piece, to: null };
    const dots = piece.text.indexOf("..");
    if (dots <= 0 || dots + 2 >= piece.text.length) return { from: piece, to: null };
    const middle = piece.start + dots;
    const from = { ...piece, text: piece.text.slice(0, dots), end: middle };
    return { from, to: { ...piece, text: piece.text.slice(dots + 2), start: middle + 2 } };
  }

  /** A minus or exclamation mark before a condition, or a word that says the same. */
  #takeNot(): boolean {
    const { scanner } = this;
    const sign = scanner.sign();
    const next = scanner.sign(1);
    if (sign === "!" || (sign === "-" && next.trim() !== "")) {
      scanner.at += 1;
      return true;
    }
    return this.#takeJoint("not");
  }

  #isJoint(kind: keyof typeof joints): boolean {
    const { at } = this.scanner;
    const found = this.#takeJoint(kind);
    this.scanner.at = at;
    return found;
  }

  /** Takes a joining word that stands by itself. */
  #takeJoint(kind: keyof typeof joints): boolean {
    const { scanner } = this;
    const before = scanner.at;
    scanner.skipSpace();
    const word = scanner.word();
    const taken = word && (joints[kind] as readonly string[]).includes(word.text.toLowerCase());
    if (taken && !scanner.operator()) return true;
    scanner.at = before;
    return false;
  }
}

function knownFields(locale: Locale): string[] {
  return filterFields.slice(0, 12).map(({ keywords }) => keywords[locale][0]);
}
