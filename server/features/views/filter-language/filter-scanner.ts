import type { FilterErrors, Span } from "./filter-text-error.js";

/** A piece of text as it was written; what stands in quotes is never a keyword. */
export interface Piece extends Span {
  text: string;
  quoted: boolean;
}

export type TextOperator = ":" | "=" | "!=" | "<" | "<=" | ">" | ">=";

/** Full-width signs and their kin, each as one character, so that places stay as they are. */
const plainSigns: Record<string, string> = {
  "：": ":",
  "，": ",",
  "、": ",",
  "（": "(",
  "）": ")",
  "＜": "<",
  "＞": ">",
  "＝": "=",
  "！": "!",
  "－": "-",
  "＋": "+",
  "“": '"',
  "”": '"',
  "「": '"',
  "」": '"',
  "『": '"',
  "』": '"',
  "＂": '"',
  "｛": "{",
  "｝": "}",
  "　": " ",
};

/** Signs that end a word. */
const signs = new Set(["(", ")", ",", ":", "<", ">", "=", "!", '"', "{", "}", "≤", "≥", "≠"]);

/** Reads a filter's text from the left, in one pass. */
export class FilterScanner {
  readonly #signs: string[];
  at = 0;

  constructor(
    readonly text: string,
    readonly errors: FilterErrors,
  ) {
    this.#signs = Array.from({ length: text.length }, (_, index) => plainSigns[text[index]!] ?? text[index]!);
  }

  /** The sign at a place from here; empty past the end. */
  sign(ahead = 0): string {
    return this.#signs[this.at + ahead] ?? "";
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  skipSpace(): void {
    while (!this.isAtEnd && isSpace(this.sign())) this.at += 1;
  }

  /** Takes a sign, if it is the next. */
  take(sign: string): boolean {
    if (this.sign() !== sign) return false;
    this.at += 1;
    return true;
  }

  /** The word that begins here; null where none does. */
  word(): Piece | null {
    const start = this.at;
    while (!this.isAtEnd && !isSpace(this.sign()) && !signs.has(this.sign())) this.at += 1;
    return this.at > start
      ? { text: this.text.slice(start, this.at), quoted: false, start, end: this.at }
      : null;
  }

  /** The quoted text that begins here; `\` takes the next character as it is. An open quote ends with the text. */
  quoted(): Piece | null {
    const start = this.at;
    if (!this.take('"')) return null;
    let text = "";
    while (!this.isAtEnd && this.sign() !== '"') {
      if (this.sign() === "\\" && this.at + 1 < this.text.length) this.at += 1;
      text += this.text[this.at]!;
      this.at += 1;
    }
    if (!this.take('"')) this.errors.add("UNCLOSED_QUOTE", { start, end: this.at }, { expected: ['"'] });
    return { text, quoted: true, start, end: this.at };
  }

  /** The operator that stands next, with space before it; null where none does. */
  operator(): { operator: TextOperator; span: Span } | null {
    const before = this.at;
    this.skipSpace();
    const start = this.at;
    const operator = this.#operator();
    if (!operator) this.at = before;
    return operator && { operator, span: { start, end: this.at } };
  }

  #operator(): TextOperator | null {
    if (this.take("≤")) return "<=";
    if (this.take("≥")) return ">=";
    if (this.take("≠")) return "!=";
    if (this.sign() === "!" && this.sign(1) !== "=") return null;
    for (const first of [":", "=", "<", ">", "!"] as const) {
      if (!this.take(first)) continue;
      const equals = first !== ":" && first !== "=" && this.take("=");
      return (equals ? `${first}=` : first) as TextOperator;
    }
    return null;
  }

  /** The object in braces that begins here, as it was written; null where it does not end. */
  braces(): Piece | null {
    const start = this.at;
    let [depth, inQuotes] = [0, false];
    for (; !this.isAtEnd; this.at += 1) {
      const sign = this.text[this.at]!;
      if (sign === '"') inQuotes = !inQuotes;
      else if (inQuotes && sign === "\\") this.at += 1;
      else if (!inQuotes && sign === "{") depth += 1;
      else if (!inQuotes && sign === "}") depth -= 1;
      if (depth > 0) continue;
      this.at += 1;
      return { text: this.text.slice(start, this.at), quoted: false, start, end: this.at };
    }
    this.at = this.text.length;
    return null;
  }
}

function isSpace(sign: string): boolean {
  return sign.trim() === "";
}
