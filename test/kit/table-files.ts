import type { DocumentInput } from "../../server/notice/read/read-document.js";
import {
  docxFile,
  escapeXml,
  paragraph,
  run,
  table,
  tableCell,
  tableRow,
  textRows,
  xlsxFile,
} from "./office-files.js";

/** A notice of the plainest kind: a title and a table. */
export interface PlainNotice {
  title: string;
  header: string[];
  rows: string[][];
}

export interface NamedDocument {
  name: string;
  input: DocumentInput;
}

/** The same notice in every format that people hand in; cells are single lines without bars. */
export const writers: Record<string, (notice: PlainNotice) => NamedDocument> = {
  "pasted text": (notice) => ({ name: "粘贴", input: tabbed(notice) }),
  ".txt": (notice) => ({ name: "通知.txt", input: Buffer.from(tabbed(notice)) }),
  ".csv": ({ title, header, rows }) => ({
    name: "通知.csv",
    input: Buffer.from(`\ufeff${[[title], header, ...rows].map(csvLine).join("\r\n")}\r\n`),
  }),
  ".md": ({ title, header, rows }) => ({
    name: "通知.md",
    input: Buffer.from(
      [`# ${title}`, "", barred(header), barred(header.map(() => "---")), ...rows.map(barred), ""].join("\n"),
    ),
  }),
  ".html": (notice) => ({
    name: "通知.html",
    input: Buffer.from(`<!DOCTYPE html><html><body>${htmlOf(notice)}</body></html>`),
  }),
  "rich text": (notice) => ({ name: "粘贴", input: { html: htmlOf(notice) } }),
  ".docx": (notice) => ({ name: "通知.docx", input: docxOf(notice) }),
  ".xlsx": (notice) => ({ name: "通知.xlsx", input: xlsxOf(notice) }),
};

/** As it is pasted from a spreadsheet. */
export function tabbed({ title, header, rows }: PlainNotice): string {
  return [title, "", ...[header, ...rows].map((cells) => cells.join("\t")), ""].join("\n");
}

export function docxOf({ title, header, rows }: PlainNotice): Uint8Array {
  return docxFile(
    `${paragraph(title)}${table(...[header, ...rows].map((cells) => tableRow(cells.map((cell) => tableCell(paragraph(run(cell)))))))}`,
  );
}

export function xlsxOf({ title, header, rows }: PlainNotice): Uint8Array {
  return xlsxFile([{ name: "任务表", rows: textRows([[title], header, ...rows]) }]);
}

function htmlOf({ title, header, rows }: PlainNotice): string {
  const line = (cells: string[]) => `<tr>${cells.map((cell) => `<td>${escapeXml(cell)}</td>`).join("")}</tr>`;
  return `<p>${escapeXml(title)}</p><table>${[header, ...rows].map(line).join("")}</table>`;
}

function csvLine(cells: string[]): string {
  return cells.map((cell) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",");
}

function barred(cells: string[]): string {
  return `| ${cells.join(" | ")} |`;
}
