import type { Day } from "./calendar.js";
import type { Moment, TimeExpression, YearReference } from "./expression.js";
import type { Layout } from "./layout.js";
import type { Mention } from "./mentions.js";
import { periodOf, type Period } from "./period.js";
import type { Token } from "./tokens.js";

/**
 * What a time expression does in its text: make a TASK; tell a date beside one (HINT); say how often
 * (RECURRENCE); head the expressions behind it without words of its own (HEADING); tell history (PAST).
 */
export type Role = "TASK" | "HINT" | "RECURRENCE" | "HEADING" | "PAST";

export interface DatedMention extends Mention {
  period: Period;
  role: Role;
  /** Token index where its time words begin, with the headings right before it. */
  anchor: number;
}

export interface YearContext {
  year: number;
  issuedOn: Day | null;
}

/** Gives every mention its dates (the year carries on from one to the next) and its role. */
export function assignRoles(
  mentions: readonly Mention[],
  tokens: readonly Token[],
  layout: Layout,
  context: YearContext,
): DatedMention[] {
  const dated = withPeriods(mentions, context);
  let inForce: DatedMention | null = null;
  for (const mention of dated) {
    const isSameSentence =
      inForce && layout.sentenceStarts[inForce.from] === layout.sentenceStarts[mention.from];
    mention.role = roleOf(mention, isSameSentence ? inForce : null, context.year);
    if (mention.role === "TASK") inForce = mention;
  }
  return markHeadings(dated, tokens);
}

function roleOf(mention: DatedMention, inForce: DatedMention | null, year: number): Role {
  const { expression, period } = mention;
  const isPast = expression.kind === "CALENDAR" && period.dueOn !== null && period.dueOn < `${year}-01-01`;
  if (isPast) return "PAST";
  if (mention.remark || mention.isContractEnd) return "HINT";
  if (expression.kind === "RECURRING" && inForce) return "RECURRENCE";
  return inForce && isDeadlineWithin(mention, inForce) ? "HINT" : "TASK";
}

/** A deadline inside a quarter's clause does not make a task of its own. */
function isDeadlineWithin({ period }: DatedMention, { period: quarter }: DatedMention): boolean {
  const isFine =
    period.precision === "MONTH" || period.precision === "TEN_DAYS" || period.precision === "DAY";
  const isQuarter = quarter.precision === "QUARTER" && quarter.kind === "SPAN";
  return isQuarter && isFine && period.kind === "DEADLINE" && isWithin(period, quarter);
}

/** `第二季度：4月…，5月…` and `第一季度（1—3月）：…`: a span with no words before the next one, which lies inside it. */
function markHeadings(mentions: DatedMention[], tokens: readonly Token[]): DatedMention[] {
  for (const [index, mention] of mentions.entries()) {
    const next = mentions[index + 1];
    if (mention.role !== "TASK" || next?.role !== "TASK" || mention.isBracketed) continue;
    const isBare =
      next.from === mention.to || (next.from === mention.to + 1 && tokens[mention.to]!.text === ":");
    const isOther = next.isBracketed || mention.period.precision !== next.period.precision;
    if (!isBare || !isOther || !isWithin(next.period, mention.period)) continue;
    mention.role = "HEADING";
    next.anchor = mention.anchor;
  }
  return mentions;
}

function isWithin(inner: Period, outer: Period): boolean {
  if (!inner.dueOn || !outer.startsOn || !outer.dueOn) return false;
  return (inner.startsOn ?? inner.dueOn) >= outer.startsOn && inner.dueOn <= outer.dueOn;
}

/** A year once written holds for what follows, unless that would go back in time. */
function withPeriods(mentions: readonly Mention[], { year, issuedOn }: YearContext): DatedMention[] {
  let inheritedYear = year;
  let previousDue: Day | null = null;
  return mentions.map((mention) => {
    const { expression } = mention;
    const written = yearWritten(expression);
    let period = periodOf(expression, { year, inheritedYear, issuedOn });
    const goesBack = previousDue !== null && period.dueOn !== null && period.dueOn < previousDue;
    if (written === null && inheritedYear !== year && goesBack) {
      inheritedYear = year;
      period = periodOf(expression, { year, inheritedYear, issuedOn });
    }
    if (!mention.remark) {
      if (written) inheritedYear = written.kind === "WRITTEN" ? written.year : year + written.offset;
      previousDue = period.dueOn;
    }
    return { ...mention, period, role: "TASK", anchor: mention.from };
  });
}

function yearWritten(expression: TimeExpression): YearReference | null {
  if (expression.kind === "EVENT") return expression.year;
  if (expression.kind !== "CALENDAR") return null;
  const moments: Moment[] = expression.segments.flatMap(({ from, to }) => [from, to]);
  return moments.findLast(({ year }) => year !== null)?.year ?? null;
}
