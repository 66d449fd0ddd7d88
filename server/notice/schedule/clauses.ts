import type { Layout } from "./layout.js";
import { lengthOfNumber } from "./list-number.js";
import type { DatedMention } from "./roles.js";
import type { Token } from "./tokens.js";

/** A part of the text, as token indexes, `to` exclusive. */
export interface Stretch {
  from: number;
  to: number;
}

/** One task's stretch of text with the mention that dates it and those that belong to it. */
export interface Clause extends Stretch {
  mention: DatedMention;
  hints: DatedMention[];
  recurrences: DatedMention[];
}

export interface Clauses {
  clauses: Clause[];
  /** Words before the first time, and history: kept in the text, no task. */
  preambles: Stretch[];
  past: { mention: DatedMention; stretch: Stretch }[];
  /** Hints and recurrences of a text without any task. */
  loose: DatedMention[];
}

interface Cut {
  at: number;
  mention: DatedMention;
}

/** Hangs the text on its time expressions: each stretch runs to the next one. */
export function divide(tokens: readonly Token[], layout: Layout, mentions: readonly DatedMention[]): Clauses {
  const leading = leadingHints(mentions, layout);
  const cuts = cutsOf(tokens, mentions, leading, layout, trailing(tokens, mentions, layout));
  const stretches = cuts.map((cut, index) => ({
    mention: cut.mention,
    stretch: { from: cut.at, to: cuts[index + 1]?.at ?? tokens.length },
  }));
  const clauses = stretches
    .filter(({ mention }) => mention.role === "TASK")
    .map(({ mention, stretch }): Clause => ({ ...stretch, mention, hints: [], recurrences: [] }));
  const loose = attach(clauses, mentions, leading, layout);
  const firstCut = cuts[0]?.at ?? tokens.length;
  return {
    clauses,
    preambles: clauses.length > 0 && firstCut > 0 ? [{ from: 0, to: firstCut }] : [],
    past: stretches.filter(({ mention }) => mention.role === "PAST"),
    loose,
  };
}

/** Where a new stretch begins: at the comma clause of its first time expression, else at the expression. */
function cutsOf(
  tokens: readonly Token[],
  mentions: readonly DatedMention[],
  leading: ReadonlySet<DatedMention>,
  layout: Layout,
  behindWords: ReadonlyMap<DatedMention, number>,
): Cut[] {
  const begun = new Set<number>();
  const ordinals = ordinalsBefore(tokens, layout);
  return mentions
    .filter((mention) => mention.role === "TASK" || mention.role === "PAST" || leading.has(mention))
    .map((mention) => {
      const clauseStart = layout.clauseStarts[mention.anchor]!;
      const isFirst = !begun.has(clauseStart);
      begun.add(clauseStart);
      const numbered = mention.anchor - lengthOfNumber(tokens, mention.anchor);
      const start = isFirst ? (ordinals.get(clauseStart) ?? clauseStart) : numbered;
      return { at: behindWords.get(mention) ?? start, mention };
    });
}

/** `第二步，6月底前整改`: for a clause behind such a short one that opens the sentence, where that one begins. */
function ordinalsBefore(tokens: readonly Token[], layout: Layout): Map<number, number> {
  const found = new Map<number, number>();
  for (const [index, { text }] of tokens.entries()) {
    if (text !== "第" || layout.sentenceStarts[index] !== index) continue;
    const words = tokens.slice(index, index + 6).map((token) => token.text);
    const comma = words.indexOf(",");
    if (/^第[\d一二三四五六七八九十]{1,3}(?:步|阶段|批|期|轮|项)$/.test(words.slice(0, comma).join(""))) {
      found.set(index + comma + 1, index);
    }
  }
  return found;
}

/**
 * Times that stand alone behind the words they date, with where these words begin: `完成选址，3月底前；…` (the sentence),
 * and under a label `完成选址。完成时限：3月底前。…` (back to the time before), unless labels come first in the cell.
 */
function trailing(
  tokens: readonly Token[],
  mentions: readonly DatedMention[],
  layout: Layout,
): Map<DatedMention, number> {
  const found = new Map<DatedMention, number>();
  let previousEnd = 0;
  let labelsFollow: boolean | null = null;
  for (const mention of mentions) {
    const { anchor, to, role, isBracketed } = mention;
    const isAlone =
      role === "TASK" &&
      !isBracketed &&
      layout.clauseStarts[anchor] === anchor &&
      endsSentence(tokens, to, layout);
    const sentence = layout.sentenceStarts[anchor]!;
    const isLabelled = mention.labelFrom < mention.from;
    if (isLabelled) labelsFollow ??= hasWords(tokens, previousEnd, anchor);
    const start = isLabelled && labelsFollow ? previousEnd : sentence;
    if (isAlone && start >= previousEnd && hasWords(tokens, start, anchor)) found.set(mention, start);
    previousEnd = to;
  }
  return found;
}

function endsSentence(tokens: readonly Token[], at: number, layout: Layout): boolean {
  const next = tokens[at];
  return !next || layout.sentenceStarts[at] === at || (next.kind === "break" && next.text !== ",");
}

function hasWords(tokens: readonly Token[], from: number, to: number): boolean {
  return tokens.slice(from, to).some(({ kind, text }) => kind !== "break" && !"、:".includes(text));
}

/** Ends of contracts in a clause of their own that opens a sentence with tasks: they hold for all of these. */
function leadingHints(mentions: readonly DatedMention[], layout: Layout): Set<DatedMention> {
  const sentences = Map.groupBy(mentions, (mention) => layout.sentenceStarts[mention.from]!);
  const leading = new Set<DatedMention>();
  for (const [start, [first, ...others]] of sentences) {
    const isHint = first?.role === "HINT" && !first.remark && first.isContractEnd;
    if (!first || !isHint || layout.clauseStarts[first.from] !== start) continue;
    const isAlone = others.every((other) => layout.clauseStarts[other.from] !== start);
    if (isAlone && others.some(({ role }) => role === "TASK")) leading.add(first);
  }
  return leading;
}

/**
 * Gives hints and recurrences to the clause they stand in or behind (before all of them: to the first), leading
 * hints to every clause of their sentence. What finds no clause is loose.
 */
function attach(
  clauses: readonly Clause[],
  mentions: readonly DatedMention[],
  leading: ReadonlySet<DatedMention>,
  layout: Layout,
): DatedMention[] {
  const beside = mentions.filter(({ role }) => role === "HINT" || role === "RECURRENCE");
  if (clauses.length === 0) return beside;
  let current = 0;
  for (const mention of beside) {
    while (current + 1 < clauses.length && clauses[current + 1]!.from <= mention.from) current += 1;
    const homes = leading.has(mention) ? followers(clauses, current, mention, layout) : [clauses[current]!];
    for (const home of homes) (mention.role === "HINT" ? home.hints : home.recurrences).push(mention);
  }
  return [];
}

function followers(
  clauses: readonly Clause[],
  current: number,
  mention: DatedMention,
  layout: Layout,
): Clause[] {
  const sentence = layout.sentenceStarts[mention.from]!;
  const isIn = (clause: Clause) => layout.sentenceStarts[clause.mention.from] === sentence;
  const first = clauses[current]!.from > mention.from ? current : current + 1;
  const end = clauses.findIndex((clause, index) => index >= first && !isIn(clause));
  return clauses.slice(first, end < 0 ? undefined : end);
}
