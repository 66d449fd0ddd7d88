import type { Token } from "./tokens.js";

/** A position in a row of tokens. Productions move it forward and reset it when they do not match. */
export class Cursor {
  constructor(
    readonly tokens: readonly Token[],
    public at: number,
  ) {}

  peek(distance = 0): Token | undefined {
    return this.tokens[this.at + distance];
  }

  /** Takes the next token if its text is one of these. */
  take(...texts: string[]): Token | null {
    const token = this.peek();
    if (!token || !texts.includes(token.text)) return null;
    this.at += 1;
    return token;
  }

  /** Takes the next token if its text is a key of this table. */
  takeFrom(words: ReadonlyMap<string, unknown>): Token | null {
    const token = this.peek();
    if (!token || !words.has(token.text)) return null;
    this.at += 1;
    return token;
  }

  takeNumber(accepts: (token: Token) => boolean = () => true): Token | null {
    const token = this.peek();
    if (!token || token.kind !== "number" || !accepts(token)) return null;
    this.at += 1;
    return token;
  }

  /** Runs a production; where it gives null, the position is as before. */
  attempt<T>(production: () => T | null): T | null {
    const before = this.at;
    const result = production();
    if (result === null) this.at = before;
    return result;
  }
}
