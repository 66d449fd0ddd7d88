import type { Token } from "./tokens.js";

/** How a progress text is divided: for each token its brackets, comma clause and sentence. */
export interface Layout {
  /** For each token the innermost pair of brackets around it (its own pair for a bracket), or null. */
  brackets: (Bracket | null)[];
  /** For each token the index of its comma clause's first token. */
  clauseStarts: number[];
  /** For each token the index of its sentence's first token; a semicolon ends a sentence too. */
  sentenceStarts: number[];
}

export interface Bracket {
  open: number;
  close: number;
}

const closing = new Map<string, string>(
  ["()", "[]", "【】", "〔〕", "〈〉", "「」"].map(([open, close]) => [open!, close!]),
);

export function layoutOf(tokens: readonly Token[]): Layout {
  const brackets = bracketsOf(tokens);
  const isBreak = (index: number) => tokens[index]!.kind === "break" && brackets[index] === null;
  return {
    brackets,
    clauseStarts: startsAfter(tokens, isBreak),
    sentenceStarts: startsAfter(tokens, (index) => isBreak(index) && tokens[index]!.text !== ","),
  };
}

/** Divides clauses further: a new one starts behind each of these tokens. */
export function divideClauses(layout: Layout, tokens: readonly Token[], behind: ReadonlySet<number>): Layout {
  const isStart = (index: number) =>
    index > 0 && layout.clauseStarts[index] !== layout.clauseStarts[index - 1];
  const ends = (index: number) => behind.has(index) || (index + 1 < tokens.length && isStart(index + 1));
  return { ...layout, clauseStarts: startsAfter(tokens, ends) };
}

/** Divides sentences and clauses further: a new one starts at each of these tokens. */
export function divideSentences(
  layout: Layout,
  tokens: readonly Token[],
  starts: ReadonlySet<number>,
): Layout {
  const divided = (given: readonly number[]) =>
    startsAfter(tokens, (index) => starts.has(index + 1) || given[index + 1] === index + 1);
  return {
    ...layout,
    clauseStarts: divided(layout.clauseStarts),
    sentenceStarts: divided(layout.sentenceStarts),
  };
}

function startsAfter(tokens: readonly Token[], ends: (index: number) => boolean): number[] {
  let start = 0;
  return tokens.map((_, index) => {
    if (index > 0 && ends(index - 1)) start = index;
    return start;
  });
}

/** Only brackets that are closed count: a lost bracket must not swallow the rest of the text. */
function bracketsOf(tokens: readonly Token[]): (Bracket | null)[] {
  const pairs = pairsOf(tokens);
  const around: Bracket[] = [];
  return tokens.map((_, index) => {
    const opened = pairs.get(index);
    if (opened) around.push(opened);
    const innermost = around.at(-1) ?? null;
    if (innermost?.close === index) around.pop();
    return innermost;
  });
}

function pairsOf(tokens: readonly Token[]): Map<number, Bracket> {
  const pairs = new Map<number, Bracket>();
  const open: number[] = [];
  for (const [index, { text }] of tokens.entries()) {
    if (closing.has(text)) open.push(index);
    const last = open.at(-1);
    if (last === undefined || closing.get(tokens[last]!.text) !== text) continue;
    pairs.set(last, { open: last, close: index });
    open.pop();
  }
  return pairs;
}
