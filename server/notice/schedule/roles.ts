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
  /** Token index where its time words begin, with its label and the headings right before it. */
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
  const hasPlan = dated.some(
    (mention) => mention.label !== "PROJECT_SPAN" && !mention.remark && !mention.isContractEnd,
  );
  let inForce: DatedMention | null = null;
  for (const mention of dated) {
    const isSameSentence =
      inForce && layout.sentenceStarts[inForce.from] === layout.sentenceStarts[mention.from];
    mention.role = roleOf(mention, isSameSentence ? inForce : null, context.year);
    if (mention.label === "PROJECT_SPAN" && hasPlan && mention.role === "TASK") mention.role = "HINT";
    if (mention.role === "TASK") inForce = mention;
  }
  promoteRemarks(dated, tokens, layout);
  demoteFormerDates(dated, tokens, layout);
  confirmByNext(dated);
  return markHeadings(dated, tokens, layout);
}

function roleOf(mention: DatedMention, inForce: DatedMention | null, year: number): Role {
  const { expression, period } = mention;
  const isPast = expression.kind === "CALENDAR" && period.dueOn !== null && period.dueOn < `${year}-01-01`;
  if (isPast) return "PAST";
  if (mention.remark || mention.isContractEnd) return "HINT";
  if (expression.kind === "RECURRING" && inForce && inForce.expression.kind !== "RECURRING")
    return "RECURRENCE";
  return inForce && isDeadlineWithin(mention, inForce) ? "HINT" : "TASK";
}

/** A deadline inside a quarter's clause does not make a task of its own. */
function isDeadlineWithin({ period }: DatedMention, { period: quarter }: DatedMention): boolean {
  const isFine =
    period.precision === "MONTH" || period.precision === "TEN_DAYS" || period.precision === "DAY";
  const isQuarter = quarter.precision === "QUARTER" && quarter.kind === "SPAN";
  return isQuarter && isFine && period.kind === "DEADLINE" && isWithin(period, quarter);
}

/** `改造道路（6月底前完成）` with no other time: the brackets date it, since they say no more than that it will be done. */
function promoteRemarks(mentions: readonly DatedMention[], tokens: readonly Token[], layout: Layout): void {
  const sentenceOf = ({ from }: DatedMention) => layout.sentenceStarts[from]!;
  const planned = new Set(mentions.filter(({ role }) => role === "TASK").map(sentenceOf));
  for (const mention of mentions) {
    if (mention.role !== "HINT" || !mention.remark || mention.isContractEnd) continue;
    if (planned.has(sentenceOf(mention))) continue;
    const { from, to, remark } = mention;
    const words = [...tokens.slice(remark.open + 1, from), ...tokens.slice(to, remark.close)];
    const text = words.map((token) => token.text).join("");
    if (
      /^(?:计划|预计|力争|确保|争取|拟)?(?:全部|全面)?(?:完成|完工|竣工|建成|开工|投用|落实|办结|启动|到位|投入使用)?$/.test(
        text,
      )
    )
      mention.role = "TASK";
  }
}

/** `由6月底推迟到9月底`, `原计划6月底完工，现调整到9月底`: the former date is told, the later one holds. */
function demoteFormerDates(
  mentions: readonly DatedMention[],
  tokens: readonly Token[],
  layout: Layout,
): void {
  for (const [index, mention] of mentions.entries()) {
    const next = mentions[index + 1];
    const isSameSentence = next && layout.sentenceStarts[next.from] === layout.sentenceStarts[mention.from];
    if (mention.role !== "TASK" || next?.role !== "TASK" || !isSameSentence) continue;
    const before = textOf(tokens, Math.max(0, mention.from - 3), mention.from);
    const between = textOf(tokens, mention.to, Math.min(next.from, mention.to + 20));
    const isMoved = /(?:推迟|调整|延期|延后|延长|顺延|提前|改)(?:为)?$/.test(between);
    if (isMoved && /(?:由|从|原定|原计划|原)$/.test(before)) mention.role = "HINT";
  }
}

function textOf(tokens: readonly Token[], from: number, to: number): string {
  return tokens
    .slice(from, to)
    .map(({ text }) => text)
    .join("");
}

/** `11月前全面完成、12月查漏补缺`: what follows in the next month tells that the month itself was meant. */
function confirmByNext(mentions: readonly DatedMention[]): void {
  for (const [index, { expression, period }] of mentions.entries()) {
    const next = mentions[index + 1]?.period;
    const isOpen =
      expression.kind === "CALENDAR" && expression.edge === "BEFORE" && period.choices.length > 0;
    if (!isOpen || period.precision !== "MONTH" || !period.dueOn || !next?.startsOn) continue;
    if (next.startsOn.slice(8) === "01" && monthsApart(period.dueOn, next.startsOn) === 1) {
      period.choices = [];
      period.needsReview = false;
    }
  }
}

function monthsApart(earlier: Day, later: Day): number {
  const count = (day: Day) => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return count(later) - count(earlier);
}

/**
 * `第二季度：4月…，5月…`, `第一季度（1—3月）：…` and `2022年，一季度…`: a span with no words before the next one, which lies
 * inside it; so is a festival before its date (`春节前（1月底）`), while a date goes before what explains it
 * (`5月底前（汛期前）`). `每年3月…` is that month, each year.
 */
function markHeadings(mentions: DatedMention[], tokens: readonly Token[], layout: Layout): DatedMention[] {
  for (const [index, mention] of mentions.entries()) {
    const next = mentions[index + 1];
    if (mention.role !== "TASK" || next?.role !== "TASK" || mention.isBracketed) continue;
    const isRecurring = mention.expression.kind === "RECURRING" && next.from === mention.to;
    const isExplained = next.isBracketed && next.from === mention.to;
    if (isRecurring) mention.role = "RECURRENCE";
    else if (isHeadingOf(mention, next, tokens)) mention.role = "HEADING";
    else if (isExplained && mention.expression.kind === "EVENT") mention.role = "HEADING";
    else if (isExplained || isAddedBehind(mention, next, tokens, layout)) next.role = "HINT";
    if (mention.role === "TASK") continue;
    next.anchor = mention.anchor;
  }
  return mentions;
}

/**
 * `9月1日前投入使用（开学前）`: a time in brackets that ends the clause of another says it again. The last thing of a list has
 * a date of its own there (`3月开工、竣工（10月）`).
 */
function isAddedBehind(
  mention: DatedMention,
  next: DatedMention,
  tokens: readonly Token[],
  layout: Layout,
): boolean {
  const isBehind =
    next.isBracketed &&
    next.from > mention.to &&
    layout.clauseStarts[mention.from] === layout.clauseStarts[next.from];
  const end = tokens[next.to];
  if (!isBehind || !isPrecise(mention) || (end && end.kind !== "break")) return false;
  const words = tokens.slice(mention.to, next.from).map(({ text }) => text);
  return next.expression.kind === "EVENT" || !words.some((word) => "、和及与并-→".includes(word));
}

function isPrecise({ expression, period: { precision } }: DatedMention): boolean {
  const isDated = expression.kind === "CALENDAR" || expression.kind === "EVENT";
  return isDated && precision !== "YEAR" && precision !== "HALF_YEAR";
}

function isHeadingOf(mention: DatedMention, next: DatedMention, tokens: readonly Token[]): boolean {
  const isYear = mention.period.precision === "YEAR" && mention.expression.kind === "CALENDAR";
  const signs = isYear ? [":", ","] : [":"];
  const isBare =
    next.from === mention.to || (next.from === mention.to + 1 && signs.includes(tokens[mention.to]!.text));
  const isOther =
    next.isBracketed ||
    mention.period.precision !== next.period.precision ||
    mention.expression.kind !== next.expression.kind;
  return isBare && isOther && isWithin(next.period, mention.period);
}

function isWithin(inner: Period, outer: Period): boolean {
  if (!inner.dueOn || !outer.startsOn || !outer.dueOn) return false;
  return (inner.startsOn ?? inner.dueOn) >= outer.startsOn && inner.dueOn <= outer.dueOn;
}

/** A year once written holds for what follows, unless that would go back in time; so does a month for its parts. */
function withPeriods(mentions: readonly Mention[], { year, issuedOn }: YearContext): DatedMention[] {
  let [inheritedYear, inheritedMonth]: [number, number | null] = [year, null];
  let previousDue: Day | null = null;
  return mentions.flatMap((mention) => {
    const { expression } = mention;
    if (inheritedMonth === null && needsMonth(expression)) return [];
    const written = yearWritten(expression);
    const context = { year, inheritedYear, inheritedMonth, issuedOn };
    let period = periodOf(expression, context);
    const goesBack = previousDue !== null && period.dueOn !== null && period.dueOn < previousDue;
    if (written === null && inheritedYear !== year && goesBack) {
      inheritedYear = year;
      period = periodOf(expression, { ...context, inheritedYear });
    }
    if (!mention.remark) {
      if (written) inheritedYear = written.kind === "WRITTEN" ? written.year : year + written.offset;
      previousDue = period.dueOn;
      inheritedMonth = monthOf(period.dueOn, expression) ?? inheritedMonth;
    }
    return [{ ...mention, period, role: "TASK", anchor: mention.labelFrom }];
  });
}

/** `中旬` alone: in the month told before. */
function needsMonth(expression: TimeExpression): boolean {
  const first = momentsOf(expression)[0]?.[0];
  return first !== undefined && "month" in first && first.month === null;
}

function monthOf(dueOn: Day | null, { kind }: TimeExpression): number | null {
  return kind === "CALENDAR" && dueOn ? Number(dueOn.slice(5, 7)) : null;
}

function yearWritten(expression: TimeExpression): YearReference | null {
  if (expression.kind === "EVENT") return expression.year;
  return (
    momentsOf(expression)
      .flat()
      .findLast(({ year }) => year !== null)?.year ?? null
  );
}

/** First and last moment of each segment. */
function momentsOf(expression: TimeExpression): Moment[][] {
  if (expression.kind === "SINCE_ISSUE") return expression.until ? [[expression.until]] : [];
  return expression.kind === "CALENDAR" ? expression.segments.map(({ from, to }) => [from, to]) : [];
}
