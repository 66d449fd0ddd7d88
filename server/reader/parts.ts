import type { Block, Diagnostic, NoticeProject, Reading, TableRow } from "../notice/notice.js";

/** A piece of a reading on its way between processes; small enough that taking it in delays nobody. */
export type Part =
  | { kind: "frame"; reading: Reading }
  | { kind: "blocks"; blocks: Block[] }
  /** More rows of the table that came last. */
  | { kind: "rows"; rows: TableRow[] }
  | { kind: "projects"; projects: NoticeProject[] }
  | { kind: "diagnostics"; diagnostics: Diagnostic[] };

/** How many rows, projects or other things one part holds at most. */
const mostInPart = 250;

/** Takes a reading apart: first the frame without its lists, then what they hold, in order. */
export function* partsOf(reading: Reading): Generator<Part> {
  const { blocks, notice, diagnostics } = reading;
  yield {
    kind: "frame",
    reading: { ...reading, blocks: [], notice: notice && { ...notice, projects: [] }, diagnostics: [] },
  };
  for (const some of chunksOf(blocks)) {
    if (some.every(({ kind }) => kind === "paragraph")) yield { kind: "blocks", blocks: some };
    else for (const block of some) yield* partsOfBlock(block);
  }
  for (const projects of chunksOf(notice?.projects ?? [])) yield { kind: "projects", projects };
  for (const some of chunksOf(diagnostics)) yield { kind: "diagnostics", diagnostics: some };
}

function* partsOfBlock(block: Block): Generator<Part> {
  if (block.kind === "paragraph") return yield { kind: "blocks", blocks: [block] };
  yield { kind: "blocks", blocks: [{ ...block, rows: [] }] };
  for (const rows of chunksOf(block.rows)) yield { kind: "rows", rows };
}

function* chunksOf<Item>(items: readonly Item[]): Generator<Item[]> {
  for (let start = 0; start < items.length; start += mostInPart) yield items.slice(start, start + mostInPart);
}

/** Puts the next part in its place; gives the reading as far as it has come. Throws where the frame is missing. */
export function withPart(reading: Reading | null, part: Part): Reading {
  if (part.kind === "frame") return part.reading;
  if (!reading) throw new Error(`A reading began with ${part.kind}`);
  if (part.kind === "blocks") reading.blocks.push(...part.blocks);
  if (part.kind === "projects") reading.notice?.projects.push(...part.projects);
  if (part.kind === "diagnostics") reading.diagnostics.push(...part.diagnostics);
  if (part.kind === "rows") {
    const table = reading.blocks.at(-1);
    if (table?.kind === "table") table.rows.push(...part.rows);
  }
  return reading;
}
