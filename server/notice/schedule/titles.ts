import type { Clause } from "./clauses.js";
import { labelBehind } from "./labels.js";
import { lengthOfNumber } from "./list-number.js";
import { wordsBetween, type Reader } from "./reader.js";
import { trimmed } from "./trim.js";

export interface Title {
  text: string;
  /** 分别: words given to each time by their order. */
  isDistributed: boolean;
  /** 分别: words that could not be given to a time each. */
  isUndivided: boolean;
}

/** Each clause's words without its time, outer punctuation and list number; times joined by 、 share their words. */
export function titlesOf(reader: Reader, clauses: readonly Clause[]): Title[] {
  const titles: Title[] = [];
  for (let start = 0; start < clauses.length;) {
    let end = start + 1;
    while (end < clauses.length && isJoined(reader, clauses[end - 1]!, clauses[end]!)) end += 1;
    titles.push(...titlesOfRun(reader, clauses.slice(start, end)));
    start = end;
  }
  return titles;
}

/** `6月底、12月底前各检查一次` */
function isJoined({ tokens }: Reader, { mention }: Clause, next: Clause): boolean {
  const isNext = next.mention.anchor === mention.to + 1 && !mention.isBracketed && !next.mention.isBracketed;
  return isNext && ["、", "和", "与", "及", "以及", "或"].includes(tokens[mention.to]!.text);
}

function titlesOfRun(reader: Reader, run: readonly Clause[]): Title[] {
  const [first, last] = [run[0]!, run.at(-1)!];
  const before = wordsBefore(reader, first);
  const after = wordsBehind(reader, last);
  const shares = run.length > 1 ? distributed(before, after, run.length) : null;
  if (shares) return shares.map((text) => ({ text, isDistributed: true, isUndivided: false }));
  const isRemark = run.length === 1 && first.mention.remark !== null;
  const text = plain(isRemark ? wordsBetween(reader, first.from, first.to) : before + after, first);
  return run.map(() => ({
    text,
    isDistributed: false,
    isUndivided: sharesValues(text) || (run.length > 1 && text.includes("分别")),
  }));
}

/** Without the label of the whole (工作内容：) and without brackets around all of it. */
function plain(text: string, { hints }: Clause): string {
  const words = withoutDuties(text).replace(
    /^(?:目标任务|工作任务|工作内容|主要内容|任务|内容|目标)[:：]\s*/u,
    "",
  );
  const isEnclosed = hints.length === 0 && /^(?:[（(][^（()）]*[)）]|【[^【】]*】)$/u.test(words);
  return isEnclosed ? words.slice(1, -1).trim() : words;
}

/** `责任单位：农业办` in the plan says who, not what. */
function withoutDuties(text: string): string {
  const at = text.search(/(?:责任|牵头|配合|协办|主办|承办)(?:单位|部门|科室|领导|人)[:：]/u);
  const isApart = at === 0 || /[；;。，,、（(\s]/u.test(text[at - 1] ?? "");
  if (at < 0 || !isApart) return text;
  const { end } = trimmed(text, 0, at);
  return text.slice(0, end);
}

/** `1、`, `（1）`, `1.`, `①`, `一是` before a clause; `1.5公里` and the 1、 of `1、2号楼` are none. */
const listNumber =
  /^(?:[（(]?\d{1,2}(?:[)）]|$)|\d{1,2}、(?!\d)|\d{1,2}[.．](?!\d)|[①-⑳⑴-⒇❶-❿]|[（(][一二三四五六七八九十]{1,3}[)）]|[一二三四五六七八九十]{1,3}(?:是|$)|[一二三四五六七八九十]{1,3}、(?![一二三四五六七八九十]))\s*/u;
const conjunction = /^(?:并|且|并且|再|和|及|以及|同时|其中于|然后)$/;

function wordsBefore(reader: Reader, { from, mention }: Clause): string {
  const isNumbered = reader.enumerators.has(from);
  const words = wordsBetween(reader, isNumbered ? Math.min(from + 2, mention.anchor) : from, mention.anchor);
  const text = words.replace(listNumber, "");
  return conjunction.test(text) ? "" : text;
}

/** Words behind the time up to the clause's end; a list number or 并 there belongs to what follows. */
function wordsBehind(reader: Reader, clause: Clause): string {
  const { tokens } = reader;
  const { to, mention } = clause;
  const isOpen = to < tokens.length && tokens[to - 1]?.kind !== "break";
  let end = to;
  if (isOpen) {
    end -= lengthOfNumber(tokens, to);
    while (end > mention.to && ["并", "且", "再"].includes(tokens[end - 1]!.text)) end -= 1;
  }
  const start = endOfTimeWords(reader, clause);
  return wordsBetween(reader, start, Math.max(end, start));
}

/** Behind the time and what goes with it: `第一季度（3月底前）`, `5—9月每周五`, `第一季度目标：`. */
function endOfTimeWords({ tokens }: Reader, { mention, hints, recurrences }: Clause): number {
  const bracketed = hints.filter(({ isBracketed }) => isBracketed);
  const next = [...bracketed, ...recurrences].find(({ from }) => from === mention.to);
  const end = next?.to ?? mention.to;
  return end + labelBehind(tokens, end);
}

/** 分别 with as many words as times: each time its own. Null where they do not pair. */
function distributed(before: string, after: string, count: number): string[] | null {
  if (after.startsWith("分别")) {
    const values = after.slice(2).split(/[、，,和及]/);
    const verb = /^[^\d]*/.exec(values[0]!)![0];
    const isAmounts = values.slice(1).every((value) => /^\d/.test(value));
    const texts = values.map((value, index) => before + (isAmounts && index > 0 ? verb + value : value));
    return values.length === count ? texts : null;
  }
  if (before === "分别") {
    const each = after.split(/[、和与及]/);
    return each.length === count ? each : null;
  }
  const subjects = before.endsWith("分别") ? before.slice(0, -2).split(/[、和与及]/) : [];
  return subjects.length === count ? subjects.map((subject) => subject + after) : null;
}

/** `分别完成270万元、540万元…`: values for several times, in one title. */
export function sharesValues(text: string): boolean {
  const at = text.search(/分别|累计/);
  const values = text
    .slice(at, at + 60)
    .split(/[，。；]/)[0]!
    .split("、");
  const isEach = values.every((value) => /\d/.test(value));
  return at >= 0 && isEach && values.length > (text.startsWith("累计", at) ? 2 : 1);
}
