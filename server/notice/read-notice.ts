import { readLetterhead } from "./letterhead.js";
import { decode } from "./read/decode.js";
import { readPlainText } from "./read/plain-text.js";
import { readProjects } from "./projects.js";
import { diagnose, type Diagnostic } from "./diagnostics.js";
import { findTables } from "./tables.js";
import { findYear } from "./year.js";
import { saysFirstOfficeLeads } from "./lead-office.js";
import type { Block, Notice, Reading } from "./notice.js";

/** Reads a notice from a file's bytes or from pasted text. Never throws for bad input: see `diagnostics`. */
export function readNotice(
  input: Uint8Array | string,
  options: { name?: string | null; year?: number } = {},
): Reading {
  const name = options.name ?? null;
  const decoded = decode(input);
  if ("problem" in decoded) {
    const { encoding, problem } = decoded;
    return { name, encoding, blocks: [], notice: null, diagnostics: [problem] };
  }
  const blocks = readPlainText(decoded.text);
  const { notice, diagnostics } = readBlocks(blocks, name, options.year ?? null);
  return { name, encoding: decoded.encoding, blocks, notice, diagnostics };
}

/** Document → notice, whatever file format the blocks came from. */
function readBlocks(
  blocks: Block[],
  document: string | null,
  givenYear: number | null,
): { notice: Notice | null; diagnostics: Diagnostic[] } {
  const found = findTables(blocks, document);
  if (found.rows.length === 0) return { notice: null, diagnostics: found.diagnostics };
  const letterhead = readLetterhead(blocks);
  const year = givenYear ?? findYear(letterhead, blocks);
  const diagnostics = [...found.diagnostics];
  if (year === null) diagnostics.push(diagnose("YEAR_NOT_FOUND", {}, null));
  const { projects, diagnostics: rowDiagnostics } = readProjects(found, {
    document,
    year,
    issuedOn: letterhead.issuedOn,
    firstOfficeLeads: saysFirstOfficeLeads(blocks),
  });
  const { title, documentNumber, issuers, issuedOn, cc } = letterhead;
  return {
    notice: { title, year, documentNumber, issuers, issuedOn, cc, projects },
    diagnostics: [...diagnostics, ...rowDiagnostics],
  };
}
