import type { Block, Notice, NoticeField, Source, TableBlock } from "../notice.js";
import { cellSource, type CellPlace } from "../source.js";
import { numericDate, wholeDate } from "./dates.js";

/** The letter is at the document's ends: so many texts are looked at on either, and rows of a table on its. */
const TEXTS_LOOKED_AT = 300;
const ROWS_LOOKED_AT = 8;

/** Where each field of the letter around the table stands, found again by its words; a field without words is missing. */
export function sourcesOfLetter(
  blocks: readonly Block[],
  document: string | null,
  notice: Pick<Notice, "title" | "year" | "documentNumber" | "issuers" | "issuedOn" | "cc">,
): Notice["sources"] {
  const places = placesOf(blocks, document);
  const { title, year, documentNumber, issuers, issuedOn, cc } = notice;
  const found: Record<NoticeField, Source[]> = {
    title: title === null ? [] : wordsOrParts(places, title),
    year: year === null ? [] : firstOf(places, `${year}年`),
    documentNumber: documentNumber === null ? [] : firstOf(places, documentNumber),
    issuers: issuers.flatMap((issuer) => lastOf(places, issuer)),
    issuedOn: issuedOn === null ? [] : dateOf(places, issuedOn),
    cc: cc.flatMap((name) => lastOf(places, name)),
  };
  return Object.fromEntries(Object.entries(found).filter(([, sources]) => sources.length > 0));
}

function placesOf(blocks: readonly Block[], document: string | null): CellPlace[] {
  const places = blocks.flatMap((block): CellPlace[] => {
    if (block.kind === "table") return placesOfTable(block, document);
    const { paragraph, text } = block;
    return [{ document, table: null, row: null, column: null, paragraph, text }];
  });
  return places.length <= TEXTS_LOOKED_AT * 2
    ? places
    : [...places.slice(0, TEXTS_LOOKED_AT), ...places.slice(-TEXTS_LOOKED_AT)];
}

function placesOfTable({ table, rows }: TableBlock, document: string | null): CellPlace[] {
  const ends =
    rows.length <= ROWS_LOOKED_AT * 2
      ? rows
      : [...rows.slice(0, ROWS_LOOKED_AT), ...rows.slice(-ROWS_LOOKED_AT)];
  return ends.flatMap(({ row, cells }) =>
    cells
      .filter(({ text }) => text !== "")
      .map(({ column, text }) => ({ document, table, row, column, text })),
  );
}

function firstOf(places: readonly CellPlace[], words: string): Source[] {
  for (const place of places) {
    const source = within(place, words);
    if (source) return [source];
  }
  return [];
}

/** Who signs and who gets copies stand at the foot. */
function lastOf(places: readonly CellPlace[], words: string): Source[] {
  return firstOf(places.toReversed(), words);
}

/** Words in one place, or broken over several in a row. */
function wordsOrParts(places: readonly CellPlace[], words: string): Source[] {
  const whole = firstOf(places, words);
  if (whole.length > 0) return whole;
  const wanted = dense(words);
  for (const [index, place] of places.entries()) {
    if (place.text === "" || !wanted.startsWith(dense(place.text))) continue;
    let joined = "";
    const parts = places.slice(index).values();
    const sources: Source[] = [];
    for (const part of parts) {
      joined += dense(part.text);
      if (!wanted.startsWith(joined)) break;
      sources.push(cellSource(part));
      if (joined === wanted) return sources;
    }
  }
  return [];
}

/** A line that is the date, or ends in it behind the issuer's name. */
function dateOf(places: readonly CellPlace[], day: string): Source[] {
  for (const place of places) {
    for (const { 0: part, index } of place.text.matchAll(/\S+(?:\s\S+)*/g)) {
      if ((wholeDate(part) ?? numericDate(part)) === day)
        return [cellSource(place, index, index + part.length)];
    }
  }
  return [];
}

/** Words in a text that may have spaces within them. */
function within(place: CellPlace, words: string): Source | null {
  const wanted = dense(words);
  const text = dense(place.text);
  const at = wanted === "" ? -1 : text.indexOf(wanted);
  if (at < 0) return null;
  const offsets = [...place.text.matchAll(/\S/g)].map(({ index }) => index);
  return cellSource(place, offsets[at]!, offsets[at + wanted.length - 1]! + 1);
}

function dense(text: string): string {
  return text.replace(/\s/g, "");
}
