import type { Letterhead } from "./letterhead.js";
import type { Block } from "./notice.js";

/**
 * The programme's year: from the title, else the table's caption, a column header, the text; the date of
 * signature only where nothing else tells.
 */
export function findYear(
  letterhead: Letterhead,
  blocks: readonly Block[],
  headers: readonly string[],
): number | null {
  const cells = blocks.flatMap((block) =>
    block.kind === "table" ? block.rows.flatMap((row) => row.cells) : [],
  );
  const paragraphs = blocks.filter((block) => block.kind === "paragraph");
  return (
    yearIn(letterhead.title ?? "") ??
    yearIn(letterhead.caption ?? "") ??
    firstYear(headers.map((text) => ({ text }))) ??
    firstYear(paragraphs.filter(({ text }) => !isDateLine(text))) ??
    firstYear(cells) ??
    (letterhead.issuedOn ? Number(letterhead.issuedOn.slice(0, 4)) : null)
  );
}

/** A signature's or a printer's date: never the programme's year. */
function isDateLine(text: string): boolean {
  return text.length <= 60 && /日(?:印发|发布)?[)）]?$/.test(text.replace(/\s/g, ""));
}

function firstYear(texts: readonly { text: string }[]): number | null {
  for (const { text } of texts) {
    const year = yearIn(text);
    if (year !== null) return year;
  }
  return null;
}

/** `2022年`, `2022 年度`, `二〇二二年`. */
function yearIn(text: string): number | null {
  const match = /((?:19|20)\d{2})\s*年|([一二][〇○零一二三四五六七八九]{3})年/.exec(text.normalize("NFKC"));
  if (!match) return null;
  if (match[1]) return Number(match[1]);
  const digits = [...match[2]!].map((digit) => Math.max(0, "〇一二三四五六七八九".indexOf(digit)));
  return Number(digits.join(""));
}
