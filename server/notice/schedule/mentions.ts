import type { TimeExpression } from "./expression.js";
import { timeExpression } from "./grammar.js";
import { divideClauses, layoutOf, type Bracket, type Layout } from "./layout.js";
import type { Token } from "./tokens.js";

/** A time expression where it stands in the text. */
export interface Mention {
  expression: TimeExpression;
  /** Token indexes, `to` exclusive; brackets that hold nothing but the time are part of it. */
  from: number;
  to: number;
  /** It stood alone in brackets: `完成选址（3月底前）`. */
  isBracketed: boolean;
  /** Brackets with further words around it: `（合同截止8月份）`. */
  remark: Bracket | null;
  /** It says until when a contract runs, not what is to be done. */
  isContractEnd: boolean;
}

/** All time expressions of a text in order, and the text's layout divided by them. */
export function findMentions(tokens: readonly Token[]): { mentions: Mention[]; layout: Layout } {
  const layout = layoutOf(tokens);
  const enumerators = enumeratorsOf(tokens, layout);
  const mentions: Mention[] = [];
  for (let at = 0; at < tokens.length;) {
    const expression = enumerators.has(at) ? null : timeExpression(tokens, at);
    if (!expression || !standsAsTime(expression, tokens, layout)) {
      at += 1;
      continue;
    }
    mentions.push(mentionOf(expression, tokens, layout));
    at = expression.tokens.to;
  }
  const behindBrackets = mentions.filter(({ isBracketed, to }) => isBracketed && tokens[to]?.text === "、");
  return { mentions, layout: divideClauses(layout, tokens, new Set(behindBrackets.map(({ to }) => to))) };
}

/** 全年 and a year alone tell a time only at the head of a clause; `今年新增` and `全市2022年计划` tell none. */
function standsAsTime(expression: TimeExpression, tokens: readonly Token[], layout: Layout): boolean {
  const { from } = expression.tokens;
  const isYearAlone =
    expression.kind === "CALENDAR" &&
    expression.edge === "WITHIN" &&
    expression.segments[0]?.from.unit === "YEAR";
  if (expression.kind !== "WHOLE_YEAR" && !isYearAlone) return true;
  return (
    layout.clauseStarts[from] === from ||
    tokens[from - 1]!.text === ":" ||
    layout.brackets[from]?.open === from - 1
  );
}

function mentionOf(expression: TimeExpression, tokens: readonly Token[], layout: Layout): Mention {
  const { from, to } = expression.tokens;
  const around = layout.brackets[from] ?? null;
  const isBracketed = around !== null && around.open === from - 1 && around.close === to;
  return {
    expression,
    from: isBracketed ? from - 1 : from,
    to: isBracketed ? to + 1 : to,
    isBracketed,
    remark: isBracketed ? null : around,
    isContractEnd: isContractEnd(tokens, from, to),
  };
}

const LONGEST_CONTRACT_WORDS = 16;

/** `合同截止 [time]`, `合同期限至 [time]`, `[time] 合同到期`; but not `合同签订截止 [time]`. */
function isContractEnd(tokens: readonly Token[], from: number, to: number): boolean {
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

/** The numbers of a numbered list (`1、…；2、…`), so that `1、3月底前` is not January and March. */
function enumeratorsOf(tokens: readonly Token[], layout: Layout): Set<number> {
  const found = new Set<number>();
  for (const [index, { kind, value }] of tokens.entries()) {
    const isFirst = layout.sentenceStarts[index] === index;
    if (isFirst && kind === "number" && tokens[index + 1]?.text === "、" && value === found.size + 1)
      found.add(index);
  }
  return found.size >= 2 ? found : new Set();
}
