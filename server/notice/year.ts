import { diagnose, type Diagnostic } from "./diagnostics.js";
import type { Letterhead } from "./letterhead.js";
import type { Block } from "./notice.js";

export interface FoundYear {
  year: number;
  /** It is the year of signature: the notice names none. */
  isAssumed: boolean;
}

/**
 * The programme's year: from the title, else the table's caption, a column header, a sheet's name, the text; the date
 * of signature only where nothing else tells.
 */
export function findYear(
  letterhead: Letterhead,
  blocks: readonly Block[],
  headers: readonly string[],
): FoundYear | null {
  const written = writtenYear(letterhead, blocks, headers);
  if (written !== null) return { year: written, isAssumed: false };
  return letterhead.issuedOn ? { year: Number(letterhead.issuedOn.slice(0, 4)), isAssumed: true } : null;
}

/** A year that only the date of signature tells; a notice of November or December may well be the next year's plan. */
export function yearAssumed(year: number, issuedOn: string): Diagnostic {
  const isLate = Number(issuedOn.slice(5, 7)) >= 11;
  const advice = isLate ? `年末印发的通知多半是下一年的计划，也可能是 ${year + 1} 年。` : "";
  const adviceEn = isLate
    ? ` A notice of the year's end is often the next year's plan: it may be ${year + 1}.`
    : "";
  return diagnose("YEAR_ASSUMED", { year, issuedOn, advice, adviceEn }, null);
}

function writtenYear(
  letterhead: Letterhead,
  blocks: readonly Block[],
  headers: readonly string[],
): number | null {
  const tables = blocks.filter((block) => block.kind === "table");
  const cells = tables.flatMap(({ rows }) => rows.flatMap((row) => row.cells.map(({ text }) => text)));
  const paragraphs = blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : []));
  return (
    yearIn(letterhead.title ?? "") ??
    yearIn(letterhead.caption ?? "") ??
    firstYear(headers) ??
    firstYear(tables.map(({ sheet }) => sheet ?? "")) ??
    firstYear(paragraphs.filter((text) => !isDateLine(text))) ??
    firstYear(cells)
  );
}

/** Where the table's heading or its column headers name another year than the title, somebody should look. */
export function yearDiffers(
  year: number,
  { title, caption }: Letterhead,
  headers: readonly string[],
): Diagnostic[] {
  const isOfTitle = yearIn(title ?? "") === year;
  const others = [caption ?? "", ...headers].flatMap((text) => {
    const own = yearsIn(text);
    return own.length === 1 && own[0] !== year ? [{ text, own: own[0]! }] : [];
  });
  const [other] = isOfTitle ? others : [];
  return other ? [diagnose("YEAR_DIFFERS", { year, other: other.own, words: other.text }, null)] : [];
}

/** A signature's, a printer's or a web page's date: never the programme's year. */
function isDateLine(text: string): boolean {
  const line = text.replace(/\s/g, "");
  return (
    line.length <= 60 &&
    (/日(?:印发|发布)?[)）]?$/.test(line) || /(?:发布|成文|印发|更新)(?:日期|时间)|来源[:：]/.test(line))
  );
}

function firstYear(texts: readonly string[]): number | null {
  for (const text of texts) {
    const year = yearIn(text);
    if (year !== null) return year;
  }
  return null;
}

const plans = /实事|民生|任务|重点|项目|工程|计划|方案|责任|分解|分工|目标|要点/;

/**
 * `2022年`, `2022 年度`, `二〇二二年`; of several the first that a plan follows (`2021年考核和2022年任务` is of 2022). A
 * range counts from its first year, and after a single one.
 */
function yearIn(text: string): number | null {
  const plain = text.normalize("NFKC");
  const found = [...plain.matchAll(written)];
  const singles = found.filter((match) => match[1] === undefined);
  const candidates = singles.length > 0 ? singles : found;
  const planned = candidates.find((match) =>
    plans.test(plain.slice(match.index + match[0].length).split(written, 1)[0]!),
  );
  const match = planned ?? candidates[0];
  return match ? yearOf(match[1] ?? match[2]!) : null;
}

function yearsIn(text: string): number[] {
  return [...text.normalize("NFKC").matchAll(written)].map((match) => yearOf(match[1] ?? match[2]!));
}

/** A year with 年, perhaps the second of a range (whose first is the first group). */
const written =
  /(?:((?:19|20)\d{2})\s?年?\s?[-—–~至到]\s?)?((?:19|20)\d{2}|[一二][〇○◯零OoО一二三四五六七八九]{3})\s{0,3}年/gu;

function yearOf(digits: string): number {
  if (/^\d+$/.test(digits)) return Number(digits);
  return Number([...digits].map((digit) => Math.max(0, "〇一二三四五六七八九".indexOf(digit))).join(""));
}
