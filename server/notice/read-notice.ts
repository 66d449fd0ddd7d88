import { knownNames } from "./names.js";
import { sourcesOfLetter } from "./letter/letter-sources.js";
import { readLetterhead } from "./letterhead.js";
import { readDocument, readText, type DocumentInput, type ReadDocument } from "./read/read-document.js";
import { readProjects } from "./projects.js";
import { diagnose, type Diagnostic } from "./diagnostics.js";
import { findRows } from "./rows/find-rows.js";
import type { FoundRow } from "./rows/found-row.js";
import { findYear, yearAssumed, yearDiffers } from "./year.js";
import { saysFirstOfficeLeads } from "./lead-office.js";
import type { Block, Notice, Reading } from "./notice.js";

/** Names that are known already: they tell what in a cell is one name. */
export interface Roster {
  people: readonly string[];
  offices: readonly string[];
}

/** What a reading depends on besides the document. */
export interface ReadingOptions {
  /** The file's name; null for pasted text. */
  name?: string | null;
  /** The plan's year, where somebody says it. */
  year?: number;
  roster?: Roster;
  /** Told before each row of the tables: how many are read, and of how many. */
  onProgress?: (done: number, total: number) => void;
}

/** Reads a notice from a file's bytes or from what was pasted. Never throws for bad input: see `diagnostics`. */
export async function readNotice(input: DocumentInput, options: ReadingOptions = {}): Promise<Reading> {
  return readingOf(await readDocument(input, options.name ?? null), options);
}

/** The same for pasted plain text, at once. */
export function readNoticeText(text: string, options: ReadingOptions = {}): Reading {
  return readingOf(readText(text), options);
}

function readingOf(
  { format, encoding, blocks, diagnostics }: ReadDocument,
  options: ReadingOptions,
): Reading {
  const name = options.name ?? null;
  if (blocks.length === 0) return { name, format, encoding, blocks, notice: null, diagnostics };
  const read = readBlocks(blocks, name, options.year ?? null, options);
  return {
    name,
    format,
    encoding,
    blocks,
    notice: read.notice,
    diagnostics: [...diagnostics, ...read.diagnostics],
  };
}

/** Document → notice, whatever file format the blocks came from. */
export function readBlocks(
  blocks: readonly Block[],
  document: string | null,
  givenYear: number | null,
  { roster, onProgress }: Pick<ReadingOptions, "roster" | "onProgress"> = {},
): { notice: Notice | null; diagnostics: Diagnostic[] } {
  const found = findRows(blocks, document);
  if (found.rows.length === 0) return { notice: null, diagnostics: found.diagnostics };
  const letterhead = readLetterhead(found.rest);
  const headers = headersOf(found.rows);
  const foundYear = givenYear === null ? findYear(letterhead, blocks, headers) : null;
  const year = givenYear ?? foundYear?.year ?? null;
  const diagnostics = [...found.diagnostics];
  if (year === null) diagnostics.push(diagnose("YEAR_NOT_FOUND", {}, null));
  else if (foundYear?.isAssumed) diagnostics.push(yearAssumed(year, letterhead.issuedOn!));
  else diagnostics.push(...yearDiffers(year, letterhead, headers));
  const { projects, diagnostics: rowDiagnostics } = readProjects(found.rows, {
    document,
    year,
    issuedOn: letterhead.issuedOn,
    firstOfficeLeads: saysFirstOfficeLeads(found.rest),
    known: roster && knownNames(roster),
    onProgress,
  });
  if (projects.length === 0) {
    const none = diagnose("NO_PROJECTS", { found: headers.slice(0, 12).join("、") }, null);
    return { notice: null, diagnostics: [none, ...diagnostics, ...rowDiagnostics] };
  }
  const { title, documentNumber, issuers, issuedOn, cc } = letterhead;
  const letter = { title, year, documentNumber, issuers, issuedOn, cc };
  return {
    notice: { ...letter, sources: sourcesOfLetter(blocks, document, letter), projects },
    diagnostics: [...diagnostics, ...rowDiagnostics],
  };
}

/** The column headers that rows were read under. */
function headersOf(rows: readonly FoundRow[]): string[] {
  return [...new Set(rows.flatMap(({ texts }) => texts.flatMap(({ headers }) => headers)))];
}
