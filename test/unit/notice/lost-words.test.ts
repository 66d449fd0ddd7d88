import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type {
  Block,
  Notice,
  NoticeProject,
  Reading,
  Source,
  TableBlock,
} from "../../../server/notice/notice.js";
import { readDocument } from "../../../server/notice/read/read-document.js";
import { readBlocks, readNotice } from "../../../server/notice/read-notice.js";
import { faultsOf } from "../../kit/faults.js";
import {
  blank,
  lostMarks,
  markedFields,
  markedHeader,
  markedRow,
  type MarkedField,
  type MarkedRow,
} from "../../kit/marked-notice.js";
import { noticeFixtures } from "../../kit/notice-fixtures.js";
import { writers, type NamedDocument } from "../../kit/table-files.js";
import { escapeXml } from "../../kit/office-files.js";

const title = "东林镇2022年为民办实事项目责任分解表";
const heads = markedFields.map((field) => markedHeader[field]);
const cellsOf = (row: MarkedRow) => markedFields.map((field) => row[field].text);

type Layout = (rows: MarkedRow[]) => NamedDocument;

const pasted = (...lines: string[]): NamedDocument => ({
  name: "粘贴",
  input: [title, "", ...lines].join("\n"),
});
const labelled = (row: MarkedRow, between: string) =>
  markedFields.flatMap((field) =>
    row[field].text ? [`${markedHeader[field]}${between}${row[field].text}`] : [],
  );

/** The same rows in every layout that notices have. */
const layouts: Record<string, Layout> = {
  ...Object.fromEntries(
    Object.entries(writers).flatMap(
      ([format, write]) =>
        [
          [`a table as ${format}`, (rows) => write({ title, header: heads, rows: rows.map(cellsOf) })],
          [
            `a numbered table as ${format}`,
            (rows) =>
              write({
                title,
                header: ["序号", ...heads],
                rows: rows.map((row, index) => [String(index + 1), ...cellsOf(row)]),
              }),
          ],
        ] satisfies [string, Layout][],
    ),
  ),
  "a form for each, as text": (rows) => pasted(...rows.flatMap((row) => [...labelled(row, "\t"), ""])),
  "a form for each, as HTML": (rows) => ({
    name: "表.html",
    input: {
      html: `<p>${title}</p>${rows.map((row) => `<table>${markedFields.map((field) => `<tr><td>${markedHeader[field]}</td><td>${escapeXml(row[field].text)}</td></tr>`).join("")}</table>`).join("")}`,
    },
  }),
  "a form with a column for each": (rows) =>
    pasted(
      ...markedFields.map((field) => [markedHeader[field], ...rows.map((row) => row[field].text)].join("\t")),
    ),
  "paragraphs with labels": (rows) =>
    pasted(
      ...rows.flatMap(({ name, ...row }, index) => [
        `${index + 1}．${name.text}`,
        ...labelled({ ...row, name: blank }, "："),
        "",
      ]),
    ),
  "paragraphs with a bracket": (rows) =>
    pasted(
      ...rows.map((row, index) => {
        const duties = (["leader", "owner", "office"] as const).map(
          (field) => `${markedHeader[field]}：${row[field].text}`,
        );
        const when = `完成时限：${row.progress.text.replaceAll("；", "，")}`;
        return `${index + 1}.${row.name.text}。${row.content.text}。（${[...duties, when].join("；")}）`;
      }),
    ),
  "cells in a line of their own": (rows) =>
    pasted("序号", ...heads, ...rows.flatMap((row, index) => [String(index + 1), ...cellsOf(row)])),
};

const manyRows = (count: number) => Array.from({ length: count }, (_, index) => markedRow(index));

/** Layouts in which a row may have any cell blank. */
const tables = Object.entries(layouts).filter(([layout]) => layout.includes("table"));
const forms = Object.entries(layouts).filter(
  ([layout]) => layout.includes("form for") || layout.includes("labels"),
);

const lost = async (layout: Layout, rows: MarkedRow[]) => {
  const { name, input } = layout(rows);
  const reading = await readNotice(input, { name });
  return [...faultsOf(reading), ...lostMarks(reading, rows)];
};

/**
 * Rows of which these cells are blank; a name is blank only where `nameToo`. Otherwise something stands below each name:
 * a title with nothing below it is any line of the letter.
 */
const holed = (nameToo: boolean) => {
  const fields = markedFields.filter((field) => nameToo || field !== "name");
  const holes = fc.subarray(fields, { maxLength: nameToo ? fields.length : fields.length - 1 });
  return fc
    .array(fc.oneof({ weight: 2, arbitrary: fc.constant<MarkedField[]>([]) }, holes), {
      minLength: 2,
      maxLength: 6,
    })
    .map((all) =>
      all.map((fields, index) => {
        const row = markedRow(index);
        for (const field of fields) row[field] = blank;
        return row;
      }),
    );
};

describe("Every word of a notice is read into its field of its project, or told", () => {
  it.each(Object.entries(layouts))("in %s", async (layout, write) => {
    const withRemarks = !layout.includes("bracket");
    for (const count of [2, 3, 6]) {
      const rows = manyRows(count).map((row) => (withRemarks ? row : { ...row, remarks: blank }));
      expect(await lost(write, rows)).toEqual([]);
    }
  });

  it.each(forms)("in %s, though some of its lines are blank", async (_layout, write) => {
    const property = fc.asyncProperty(holed(false), async (rows) => {
      expect(await lost(write, rows)).toEqual([]);
    });
    await fc.assert(property, { numRuns: 60 });
  });

  it.each(tables)("in %s, whichever of its cells are blank", async (_layout, write) => {
    const property = fc.asyncProperty(holed(true), async (rows) => {
      expect(await lost(write, rows)).toEqual([]);
    });
    await fc.assert(property, { numRuns: 60 });
  });
});

/** Every run of signs in a notice's fields, and nothing of where it stood. */
function wordsIn(notice: Notice): string {
  const kept = JSON.stringify(notice, (key, value: unknown) =>
    /^sources?$|^choices$/.test(key) ? undefined : value,
  );
  return kept.replace(/\\n|\s/g, "");
}

/** The runs of signs that are long enough to be somebody's words. */
const runsOf = (text: string) => text.match(/[\p{Script=Han}\d]{3,}/gu) ?? [];

interface Row {
  place: string;
  text: string;
}

const placeOf = ({ table, row, paragraph }: Source) =>
  paragraph === null ? `${table}:${row}` : `¶${paragraph}`;
const sourcesOf = ({ sources }: NoticeProject) => Object.values(sources).flat();

function rowsOf(blocks: readonly Block[]): Row[] {
  return blocks.flatMap((block): Row[] =>
    block.kind === "paragraph"
      ? [{ place: `¶${block.paragraph}`, text: block.text }]
      : block.rows.map(({ row, cells }) => ({
          place: `${block.table}:${row}`,
          text: cells.map(({ text }) => text).join("\n"),
        })),
  );
}

const leftOut = /^(?:ROW_SKIPPED|ROW_WITHOUT_NAME|ROW_AS_SECTION|TABLE_SKIPPED)$/;

/** What was read of a document's projects, is still in it, and is neither read nor told any more. */
function lostBy(before: Notice, blocks: readonly Block[], name: string): string[] {
  const { notice, diagnostics } = readBlocks(blocks, name, before.year);
  const reading: Reading = {
    name,
    format: "text",
    encoding: "text",
    blocks: [...blocks],
    notice,
    diagnostics,
  };
  if (!notice) return faultsOf(reading);
  const [was, is] = [before, notice].map(wordsIn) as [string, string];
  const left = diagnostics.flatMap(({ code, source }) =>
    leftOut.test(code) && source ? [{ code, source }] : [],
  );
  const isTold = ({ place }: Row) =>
    left.some(({ code, source }) =>
      code === "TABLE_SKIPPED" ? place.startsWith(`${source.table}:`) : place === placeOf(source),
    );
  const sources = before.projects.flatMap(sourcesOf);
  const read = new Set(sources.flatMap(({ text }) => runsOf(text)).filter((run) => was.includes(run)));
  const places = new Set(sources.map(placeOf));
  const rows = rowsOf(blocks).filter(({ place }) => !place.startsWith("¶") || places.has(place));
  const words = rows.flatMap((row) =>
    runsOf(row.text).flatMap((run) =>
      read.has(run) && !is.includes(run) && !isTold(row) ? [`${row.place} ${run}`] : [],
    ),
  );
  return [...faultsOf(reading), ...words];
}

/** The blocks with one table's row changed. */
function withRow(
  blocks: readonly Block[],
  table: TableBlock,
  at: number,
  change: "blank" | "split" | "short",
  column: number,
): Block[] {
  const rows = table.rows.map((row) => ({ ...row, cells: row.cells.map((cell) => ({ ...cell })) }));
  const { cells } = rows[at]!;
  if (change === "blank") for (const cell of cells) if (cell.column === column) cell.text = "";
  if (change === "short") for (const cell of cells) if (cell.column >= column) cell.text = "";
  if (change === "split") {
    const rest = cells.map((cell) => ({ ...cell, text: cell.column < column ? "" : cell.text }));
    for (const cell of cells) if (cell.column >= column) cell.text = "";
    rows.splice(at + 1, 0, { row: 0, cells: rest });
    for (const [index, row] of rows.entries()) row.row = table.rows[0]!.row + index;
  }
  return blocks.map((block) => (block === table ? { ...table, rows } : block));
}

/** A document with one place changed, and what was done to it. */
type Change = [what: string, blocks: Block[]];

/** Each row of a project in turn, changed at one of the cells that it was read from. */
function* changesOf(blocks: readonly Block[], { projects }: Notice): Generator<Change> {
  const tables = new Map(blocks.flatMap((block) => (block.kind === "table" ? [[block.table, block]] : [])));
  for (const [index, project] of projects.entries()) {
    const sources = sourcesOf(project);
    const { table, row, column, paragraph } = sources[index % sources.length]!;
    if (paragraph !== null) {
      const rest = blocks.filter((block) => block.kind === "table" || block.paragraph !== paragraph);
      yield [`without ¶${paragraph}`, rest];
      continue;
    }
    const of = tables.get(table!)!;
    const at = of.rows.findIndex((one) => one.row === row);
    // A form's row is a label and its value: it cannot go on in a row below.
    const isOneRow = sources.every((source) => source.row === row);
    const isMerged = of.rows
      .slice(0, at + 1)
      .some((one) => one.cells.some(({ rowSpan }) => rowSpan > 1 && one.row + rowSpan > row!));
    const changes = isOneRow
      ? (["blank", "short", ...(isMerged ? [] : (["split"] as const))] as const)
      : (["blank"] as const);
    for (const change of changes)
      yield [`${table}:${row} ${change} at ${column}`, withRow(blocks, of, at, change, column!)];
  }
}

describe("No word of a fixture is lost", () => {
  it.each(noticeFixtures())(
    "when a row of $name is blanked, split or cut short in one place",
    async ({ name, bytes }) => {
      const { blocks } = await readDocument(bytes, name);
      const { notice } = readBlocks(blocks, name, null);
      expect(notice).not.toBeNull();
      const found = [...changesOf(blocks, notice!)].map(
        ([what, changed]) => [what, lostBy(notice!, changed, name)] as const,
      );
      expect(found).not.toEqual([]);
      expect(Object.fromEntries(found.filter(([, words]) => words.length > 0))).toEqual({});
    },
  );
});
