import type { BlockList } from "./block-list.js";
import { plainRow } from "./place-cells.js";
import { readHtml } from "./html.js";
import { isDelimiterRow, pipeCells, pipeRows } from "./pipe-table.js";
import { afterLineEnd, endOfLine, linesWhile } from "./text-lines.js";

/** Markdown → paragraphs and tables, without its marks. Numbers of lists stay as written. */
export function readMarkdown(text: string, list: BlockList): void {
  let position = 0;
  while (position < text.length) {
    const end = endOfLine(text, position);
    const line = text.slice(position, end);
    if (pipeCells(line)) position = addTable(text, position, list);
    else if (/^\s{0,3}<table[\s>]/i.test(line)) position = addHtmlTable(text, position, list);
    else {
      for (const part of unmarked(line).split("\n")) list.paragraph(part);
      position = afterLineEnd(text, end);
    }
  }
}

/** Whether a text is Markdown: its name says so, or it has a table's line of hyphens. */
export function isMarkdown(text: string, extension: string | null): boolean {
  if (extension === "md" || extension === "markdown") return true;
  return text.split("\n").some((line) => /^[\s|:-]+$/.test(line) && isDelimiterRow(pipeCells(line) ?? []));
}

function addTable(text: string, position: number, list: BlockList): number {
  const { lines, next } = linesWhile(text, position, (line) => pipeCells(line) !== null);
  const rows = pipeRows(lines).map((cells) => plainRow(cells.map(withoutMarks)));
  if (lines.length > 1) list.table(rows);
  else list.paragraph(withoutMarks(lines[0]!));
  return next;
}

function addHtmlTable(text: string, position: number, list: BlockList): number {
  const end = text.toLowerCase().indexOf("</table>", position);
  const next = end < 0 ? text.length : end + "</table>".length;
  readHtml(text.slice(position, next), list);
  return next;
}

/** A line without the marks of headings, quotes, bullets, rules and code. */
function unmarked(line: string): string {
  const words = line.trim().replace(/^(?:>\s{0,3}){1,20}/, "");
  if (/^(?:```|~~~)/.test(words) || /^(?:=+|-{2,}|(?:[*_-] ?){3,})$/.test(words)) return "";
  const heading = /^#{1,6}(?:\s+|$)/.exec(words);
  if (heading) return withoutMarks(words.slice(heading[0].length).replace(/\s#{1,20}$/, ""));
  return withoutMarks(words.replace(/^[-*+]\s{1,4}(?:\[[ xX]\]\s)?/, ""));
}

/** Text without the marks of emphasis, code, links and pictures. */
function withoutMarks(text: string): string {
  return text
    .replace(/ ?<br ?\/?> ?/gi, "\n")
    .replace(/!\[[^\][]*\]\([^()\s]*\)/g, "")
    .replace(/\[([^\][]+)\]\([^()\s]*\)/g, "$1")
    .replace(/\*{1,3}([^\s*][^*\n]*)\*{1,3}/g, "$1")
    .replace(/~~([^\s~][^~\n]*)~~/g, "$1")
    .replace(/`{1,2}([^`\n]+)`{1,2}/g, "$1")
    .replace(/(?<![A-Za-z0-9_])(_{1,2})(?=\S)([^_\n]+)\1(?![A-Za-z0-9_])/g, "$2")
    .replace(/\\([\\`*_{}[\]()#+.!|<>~-])/g, "$1")
    .replaceAll("&nbsp;", " ")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}
