import type { Diagnostic } from "../diagnostics.js";
import { diagnose } from "../diagnostics.js";
import type { Block, DocumentFormat } from "../notice.js";
import { BlockList } from "./block-list.js";
import { checkedText, decode } from "./decode.js";
import { binaryKind, officeKind, refuseSources } from "./file-kind.js";
import { readDocx } from "./docx.js";
import { readHtml } from "./html.js";
import { readLimits, type ReadLimits } from "./limits.js";
import { OfficePackage } from "./office-package.js";
import { readPlainText } from "./plain-text.js";
import { isHtml } from "./text-kind.js";
import { delimiterOf, readDelimited } from "./delimited.js";
import { isMarkdown, readMarkdown } from "./markdown.js";
import { Unreadable, unreadable } from "./unreadable.js";
import { readXlsx } from "./xlsx.js";
import { ZipArchive } from "./zip.js";

/** A file's bytes, pasted text, or what a paste brings as HTML. */
export type DocumentInput = Uint8Array | string | { html: string };

/** A document as paragraphs and grids of cells; without blocks there is at least one ERROR. */
export interface ReadDocument {
  format: DocumentFormat;
  encoding: string;
  blocks: Block[];
  diagnostics: Diagnostic[];
}

/**
 * Bytes or text → blocks, whatever the format. Never throws for bad input. What a document is follows from its content;
 * `name` only breaks ties.
 */
export async function readDocument(
  input: DocumentInput,
  name: string | null,
  limits: ReadLimits = readLimits,
): Promise<ReadDocument> {
  return read(input, name, limits);
}

/** Plain text, or bytes of it. */
export function readText(input: Uint8Array | string): ReadDocument {
  return read(input, null, readLimits);
}

function read(input: DocumentInput, name: string | null, limits: ReadLimits): ReadDocument {
  const list = new BlockList(limits, name);
  const reading = { format: "unknown" as DocumentFormat, encoding: "unknown" };
  try {
    fill(input, extensionOf(name), list, reading);
    const blocks = list.finish();
    if (blocks.length === 0) throw unreadable("EMPTY_DOCUMENT");
    return { ...reading, blocks, diagnostics: list.diagnostics };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    return { ...reading, blocks: [], diagnostics: [error.diagnostic] };
  }
}

/** Reads into `list`, and notes in `reading` what the document is as soon as that is known. */
function fill(
  input: DocumentInput,
  extension: string | null,
  list: BlockList,
  reading: { format: DocumentFormat; encoding: string },
): void {
  const isRichText = typeof input === "object" && "html" in input;
  const content = isRichText ? input.html : input;
  refuseLarge(content, list.limits);
  if (typeof content !== "string" && binaryKind(content) === "zip") {
    reading.encoding = "binary";
    const archive = new ZipArchive(content, list.limits);
    const office = new OfficePackage(archive, list.limits);
    reading.format = officeKind(archive, office);
    noteOtherName(extension, reading.format, list);
    return reading.format === "docx" ? readDocx(office, list) : readXlsx(office, list);
  }
  const { text, encoding } =
    typeof content === "string" ? { text: checkedText(content), encoding: "text" } : decode(content);
  reading.encoding = encoding;
  reading.format = isRichText ? "rich-text" : readTextual(text, extension, list);
  if (isRichText) readHtml(text, list);
  else noteOtherName(extension, reading.format, list);
}

function readTextual(text: string, extension: string | null, list: BlockList): DocumentFormat {
  refuseSources(text);
  if (isHtml(text, extension)) {
    readHtml(text, list);
    return "html";
  }
  if (isMarkdown(text, extension)) {
    readMarkdown(text, list);
    return "markdown";
  }
  const delimiter = delimiterOf(text, extension === "csv" || extension === "tsv");
  if (delimiter === "," || delimiter === ";" || (delimiter === "|" && extension === "csv")) {
    readDelimited(text, delimiter, list);
    return "csv";
  }
  readPlainText(text, list);
  return extension === "csv" || extension === "tsv" ? "csv" : "text";
}

function refuseLarge({ length }: { length: number }, { fileBytes }: ReadLimits): void {
  const kilobytes = (size: number) => Math.ceil(size / 1024);
  if (length > fileBytes)
    throw unreadable("TOO_LARGE", { size: kilobytes(length), limit: kilobytes(fileBytes) });
}

function extensionOf(name: string | null): string | null {
  return /\.([^./\\]{1,8})$/.exec(name ?? "")?.[1]?.toLowerCase() ?? null;
}

/** The formats that a name promises; names that promise none of them say nothing. */
const promises: Record<string, DocumentFormat[]> = {
  txt: ["text", "csv", "markdown"],
  csv: ["text", "csv", "markdown"],
  tsv: ["text", "csv", "markdown"],
  md: ["text", "csv", "markdown"],
  markdown: ["text", "csv", "markdown"],
  html: ["html"],
  htm: ["html"],
  docx: ["docx"],
  docm: ["docx"],
  xlsx: ["xlsx"],
  xlsm: ["xlsx"],
  doc: [],
  wps: [],
  xls: [],
  et: [],
  rtf: [],
  pdf: [],
};

const formatWords: Record<DocumentFormat, { zh: string; en: string }> = {
  text: { zh: "文本", en: "plain text" },
  csv: { zh: "逗号分隔的文本", en: "comma-separated text" },
  markdown: { zh: " Markdown 文本", en: "Markdown text" },
  html: { zh: "网页", en: "a web page" },
  "rich-text": { zh: "网页", en: "a web page" },
  docx: { zh: " Word 文档（.docx）", en: "a Word document (.docx)" },
  xlsx: { zh: " Excel 工作簿（.xlsx）", en: "an Excel workbook (.xlsx)" },
  unknown: { zh: "", en: "" },
};

function noteOtherName(extension: string | null, format: DocumentFormat, list: BlockList): void {
  if (extension === null || !Object.hasOwn(promises, extension)) return;
  if (promises[extension]!.includes(format)) return;
  const { zh: found, en: foundEn } = formatWords[format];
  list.note(diagnose("READ_BY_CONTENT", { extension: `.${extension}`, found, foundEn }, null));
}
