import { cellDate } from "./cell-date.js";
import type { TimeExpression } from "./expression.js";
import { timeExpression } from "./grammar.js";
import { labelBefore, type LabelKind } from "./labels.js";
import { divideClauses, divideSentences, layoutOf, type Bracket, type Layout } from "./layout.js";
import { quotedTokens } from "./quotes.js";
import type { Token } from "./tokens.js";

/** A time expression where it stands in the text. */
export interface Mention {
  expression: TimeExpression;
  /** Token indexes, `to` exclusive; brackets that hold nothing but the time are part of it. */
  from: number;
  to: number;
  /** Where its label (完成时限：) begins; `from` where it has none that could be left out. */
  labelFrom: number;
  label: LabelKind | null;
  /** It stood alone in brackets: `完成选址（3月底前）`. */
  isBracketed: boolean;
  /** Brackets with further words around it: `（合同截止8月份）`. */
  remark: Bracket | null;
  /** It says until when a contract runs, not what is to be done. */
  isContractEnd: boolean;
}

export interface FoundMentions {
  mentions: Mention[];
  layout: Layout;
  /** Token indexes of the numbers of a numbered list. */
  enumerators: ReadonlySet<number>;
}

/** All time expressions of a text in order, and the text's layout divided by them. */
export function findMentions(tokens: readonly Token[]): FoundMentions {
  const whole = layoutOf(tokens);
  const enumerators = enumeratorsOf(tokens, whole);
  const layout = divideSentences(whole, tokens, enumerators);
  const quoted = quotedTokens(tokens);
  const mentions: Mention[] = [];
  for (let at = 0; at < tokens.length;) {
    const isApart = enumerators.has(at) || quoted.has(at);
    const expression = (at === 0 ? cellDate(tokens) : null) ?? (isApart ? null : timeExpression(tokens, at));
    if (!expression || !standsAsTime(expression, tokens, layout)) {
      at += 1;
      continue;
    }
    mentions.push(mentionOf(expression, tokens, layout));
    at = expression.tokens.to;
  }
  const spans = withoutYearsOfNames(fromStartToEnd(mentions, tokens, layout), tokens, layout);
  return { mentions: spans, layout: dividedAtBrackets(tokens, layout, spans), enumerators };
}

const modals =
  /^(?:确保|力争|争取|计划|预计|其中|拟|并|共|要|在|于|到|对|且|项目|我镇|全镇|全县|全市|全区|全乡|全街道){0,4}$/;

/** 全年 and a year alone tell a time only at the head of a clause; `整理今年新增` and `全市2022年计划` tell none. */
function standsAsTime(expression: TimeExpression, tokens: readonly Token[], layout: Layout): boolean {
  const { from } = expression.tokens;
  if (expression.kind === "WHOLE_YEAR" ? expression.word === "贯穿全年" : !isYearAlone(expression))
    return true;
  const clause = tokens.slice(Math.max(layout.clauseStarts[from]!, from - 8), from);
  const before = clause.map(({ text }) => text).join("");
  return modals.test(before) || tokens[from - 1]!.text === ":" || layout.brackets[from]?.open === from - 1;
}

function isYearAlone(expression: TimeExpression): boolean {
  return (
    expression.kind === "CALENDAR" &&
    expression.edge === "WITHIN" &&
    expression.segments[0]?.from.unit === "YEAR"
  );
}

function mentionOf(expression: TimeExpression, tokens: readonly Token[], layout: Layout): Mention {
  const { from, to } = expression.tokens;
  const around = layout.brackets[from] ?? null;
  const label = labelBefore(tokens, from, layout);
  const isBracketed = around !== null && around.open === (label?.from ?? from) - 1 && around.close === to;
  const ownFrom = isBracketed ? around.open : from;
  return {
    expression,
    from: ownFrom,
    to: isBracketed ? to + 1 : to,
    labelFrom: isBracketed || !label || label.kind === "START" ? ownFrom : label.from,
    label: label?.kind ?? null,
    isBracketed,
    remark: isBracketed ? null : around,
    isContractEnd: isContractEnd(tokens, from, to),
  };
}

/** The year of `2022年校舍改造6月底前完成` and `2022年危桥改造项目，6月…` belongs to a name; the time stands behind. */
function withoutYearsOfNames(
  mentions: readonly Mention[],
  tokens: readonly Token[],
  layout: Layout,
): Mention[] {
  return mentions.filter(({ expression, from, to, isBracketed }, index) => {
    const next = mentions[index + 1];
    if (!next || isBracketed || next.from <= to + 1 || !isYearAlone(expression)) return true;
    if (layout.clauseStarts[next.from] === layout.clauseStarts[from]) return false;
    const words = wordsUpTo(tokens, to, next.from);
    return (
      !/(?:项目|工程)$/.test(words) ||
      /^(?:完成|实施|开展|推进|建成|新建|启动|计划|投资|开工|建设|全面|继续|力争)/.test(words)
    );
  });
}

/** The words from here to the end of the clause, at most to `end`. */
function wordsUpTo(tokens: readonly Token[], from: number, end: number): string {
  const words = tokens.slice(from, Math.min(end, from + LONGEST_NAME));
  const stop = words.findIndex(({ kind }) => kind === "break");
  return (stop < 0 ? words : words.slice(0, stop)).map(({ text }) => text).join("");
}

const LONGEST_NAME = 40;

/** `开工时间：3月；竣工时间：10月底` is one span: the label of the start, its time, the label of the end, its time. */
function fromStartToEnd(mentions: readonly Mention[], tokens: readonly Token[], layout: Layout): Mention[] {
  const merged: Mention[] = [];
  for (const mention of mentions) {
    const start = merged.at(-1);
    const span = start && mention.label === "END" ? spanOf(start, mention, tokens, layout) : null;
    if (span) merged[merged.length - 1] = span;
    else merged.push(mention);
  }
  return merged;
}

function spanOf(start: Mention, end: Mention, tokens: readonly Token[], layout: Layout): Mention | null {
  const isNext = end.labelFrom === start.to + 1 && tokens[start.to]!.kind !== "number";
  const [first, last] = [start.expression, end.expression];
  if (start.label !== "START" || !isNext || first.kind !== "CALENDAR" || last.kind !== "CALENDAR")
    return null;
  const labelFrom = labelBefore(tokens, start.from, layout)?.from ?? start.from;
  const segments = [{ from: first.segments[0]!.from, to: last.segments.at(-1)!.to }];
  const expression: TimeExpression = { ...first, segments, edge: "WITHIN" };
  return { ...start, expression, to: end.to, labelFrom, label: "TIME" };
}

const LONGEST_CONTRACT_WORDS = 16;

/** `合同截止 [time]`, `合同期限至 [time]`, `[time] 合同到期`; but not `合同签订截止 [time]`. */
function isContractEnd(tokens: readonly Token[], from: number, to: number): boolean {
  if (!mentionsContract(tokens, from, to)) return false;
  const wordsFrom = (start: number, end: number) =>
    tokens
      .slice(Math.max(0, start), end)
      .map(({ text }) => text)
      .join("");
  const before = wordsFrom(from - LONGEST_CONTRACT_WORDS, from);
  const lead = tokens[from]!.text;
  const endsHere = /(?:合同|协议)(?:期限?|有效期|服务期|履行期)?(?:为|将|是|于|:)?$/.test(before);
  if (endsHere && /^(?:截止|截至|至|到)/.test(lead)) return true;
  if (/(?:合同|协议)(?:期限|有效期|服务期|到期日?|期满)(?:为|是|:)?$/.test(before)) return true;
  return /^(?:服务)?(?:合同|协议)(?:到期|期满|截止|终止)/.test(wordsFrom(to, to + LONGEST_CONTRACT_WORDS));
}

function mentionsContract(tokens: readonly Token[], from: number, to: number): boolean {
  const last = Math.min(tokens.length - 1, to + 4);
  for (let at = Math.max(0, from - LONGEST_CONTRACT_WORDS); at < last; at += 1) {
    if (/^[同议]$/.test(tokens[at + 1]!.text) && /^[合协]$/.test(tokens[at]!.text)) return true;
  }
  return false;
}

/** The numbers of a numbered list (`1、…；2、…`, `1. … 2. …`), so that `1、3月底前` is not January and March. */
function enumeratorsOf(tokens: readonly Token[], layout: Layout): Set<number> {
  const found = new Set<number>();
  for (const [index, { kind, value }] of tokens.entries()) {
    const isFirst = layout.clauseStarts[index] === index || tokens[index]!.start > tokens[index - 1]!.end;
    const isCounting = isFirst && kind === "number" && value === found.size + 1;
    if (isCounting && isNumberSign(tokens, index + 1)) found.add(index);
  }
  return found.size >= 2 ? found : new Set();
}

/** `1、`, `1.` and `1．`, but not the point of 1.5公里. */
function isNumberSign(tokens: readonly Token[], at: number): boolean {
  const [sign, next, unit] = [tokens[at], tokens[at + 1], tokens[at + 2]];
  if (sign?.text !== ".") return sign?.text === "、";
  const isPoint = next?.kind === "number" && next.start === sign.end;
  return !isPoint || /^月份?$/.test(unit?.text ?? "");
}

/** The 、 of `3月底前招标、交工（10月）`: the brackets date the last of a list, whose others have a time before them. */
function jointsBefore(tokens: readonly Token[], layout: Layout, mentions: readonly Mention[]): number[] {
  return mentions.flatMap(({ from, isBracketed, expression }, index) => {
    const previous = mentions[index - 1];
    const isBehind =
      previous && isBracketed && !previous.isBracketed && !previous.remark && expression.kind !== "EVENT";
    if (!isBehind || layout.clauseStarts[previous.from] !== layout.clauseStarts[from]) return [];
    const words = tokens.slice(previous.to, from).map(({ text }) => text);
    const joint = words.findLastIndex((word) => word === "、" || word === "→");
    return joint > 0 && joint < words.length - 1 ? [previous.to + joint] : [];
  });
}

/** A time in brackets ends its clause: before a 、 or →, and where the sentence's last words are such a time. */
function dividedAtBrackets(tokens: readonly Token[], layout: Layout, mentions: readonly Mention[]): Layout {
  const bracketed = mentions.filter(({ isBracketed }) => isBracketed);
  const closing = new Set<number>();
  for (const { from, to } of bracketed) {
    const end = tokens[to];
    const isLast = !end || (end.kind === "break" && end.text !== ",");
    if (isLast && layout.sentenceStarts[from] !== from) closing.add(layout.sentenceStarts[from]!);
  }
  const behind = bracketed.flatMap(({ from, to }) => {
    if (["、", "-", "→", "+", "/"].includes(tokens[to]?.text ?? "")) return [to];
    return closing.has(layout.sentenceStarts[from]!) ? [to - 1] : [];
  });
  return divideClauses(layout, tokens, new Set([...behind, ...jointsBefore(tokens, layout, mentions)]));
}
