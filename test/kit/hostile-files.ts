import { randomFillSync } from "node:crypto";
import { Zip, ZipDeflate, strToU8 } from "fflate";
import {
  docxParts,
  escapeXml,
  paragraph,
  table,
  tableRow,
  textRows,
  xlsxFile,
  zipFile,
} from "./office-files.js";
import { docxOf, tabbed, xlsxOf, type NamedDocument, type PlainNotice } from "./table-files.js";

const megabyte = 1024 * 1024;

/** A notice with so many short rows. */
export function longNotice(rows: number, year = 2022): PlainNotice {
  return {
    title: `东林镇${year}年为民办实事项目责任分解表`,
    header: ["序号", "项目名称", "项目进度", "责任领导", "责任人", "责任科室"],
    rows: Array.from({ length: rows }, (_, index) => [
      String(index + 1),
      `道路修缮${index + 1}期`,
      "第一季度：完成设计；第四季度：竣工",
      "陈美治",
      "王五",
      "规建办",
    ]),
  };
}

/** A notice that is read, with one cell of somebody's choice among the project's. */
function noticeWith(content: string): string {
  return tabbed({
    title: "东林镇2022年为民办实事项目责任分解表",
    header: ["序号", "项目名称", "建设内容", "项目进度"],
    rows: [["1", "修路", content, "年底前完工"]],
  });
}

/** A Word file whose text takes `size` bytes when unzipped and next to nothing before. */
function wordBomb(size: number): Uint8Array {
  const chunks: Uint8Array[] = [];
  const zip = new Zip((_error, chunk) => chunks.push(chunk));
  const parts = docxParts(paragraph("炸弹"));
  for (const [name, content] of Object.entries(parts)) {
    const part = new ZipDeflate(name, { level: 6 });
    zip.add(part);
    const isText = name === "word/document.xml";
    const [head = "", tail = ""] = isText ? content.split("<w:sectPr/>") : [content];
    part.push(strToU8(head), !isText);
    if (!isText) continue;
    const filler = new Uint8Array(megabyte).fill(0x20);
    for (let pushed = 0; pushed < size; pushed += megabyte) part.push(filler);
    part.push(strToU8(`<w:sectPr/>${tail}`), true);
  }
  zip.end();
  return Buffer.concat(chunks);
}

/** A Word file whose main part begins with a document type. */
function wordWithDoctype(doctype: string, entity: string): Uint8Array {
  const parts = docxParts(paragraph(`<w:r><w:t>&${entity};</w:t></w:r>`));
  const name = "word/document.xml";
  const [declaration = "", ...rest] = (parts[name] ?? "").split("\n");
  return zipFile({ ...parts, [name]: [declaration, doctype, ...rest].join("\n") });
}

function laughs(): string {
  const entities = Array.from(
    { length: 20 },
    (_, level) => `<!ENTITY e${level + 1} "${`&e${level};`.repeat(10)}">`,
  );
  return `<!DOCTYPE d [<!ENTITY e0 "哈">${entities.join("")}]>`;
}

/** An Office file under a password: a compound file with an encrypted package in it. */
function encrypted(): Uint8Array {
  const head = Buffer.from("d0cf11e0a1b11ae1", "hex");
  return Buffer.concat([
    head,
    Buffer.alloc(504),
    Buffer.from("EncryptedPackage", "utf16le"),
    Buffer.alloc(4000),
  ]);
}

function junk(size: number): Uint8Array {
  return randomFillSync(new Uint8Array(size));
}

const plainWord = () => docxOf(longNotice(50));

/** What nobody who means well hands in, and the code of what is told of it; null where it is read all the same. */
export const hostileDocuments: { what: string; code: string | null; make: () => NamedDocument }[] = [
  { what: "an empty file", code: "EMPTY_DOCUMENT", make: () => file("空.docx", new Uint8Array()) },
  {
    what: "a file of blanks",
    code: "EMPTY_DOCUMENT",
    make: () => file("空.txt", strToU8(" \n\t\r\n".repeat(1000))),
  },
  { what: "binary junk", code: "NOT_TEXT", make: () => file("乱.docx", junk(100_000)) },
  { what: "10 MB of binary junk", code: "NOT_TEXT", make: () => file("乱.txt", junk(10 * megabyte)) },
  {
    what: "an Office file under a password",
    code: "PASSWORD_PROTECTED",
    make: () => file("密.docx", encrypted()),
  },
  { what: "a Word file that is named as text", code: null, make: () => file("通知.txt", plainWord()) },
  {
    what: "a workbook that is named as Word",
    code: null,
    make: () => file("通知.docx", xlsxOf(longNotice(50))),
  },
  {
    what: "a cut Word file",
    code: "DAMAGED_FILE",
    make: () => file("断.docx", plainWord().subarray(0, -300)),
  },
  {
    what: "a ZIP bomb of 200 MB",
    code: "UNSAFE_FILE",
    make: () => file("弹.docx", wordBomb(200 * megabyte)),
  },
  {
    what: "an entity bomb",
    code: "UNSAFE_FILE",
    make: () => file("弹.docx", wordWithDoctype(laughs(), "e20")),
  },
  {
    what: "an external entity",
    code: "UNSAFE_FILE",
    make: () =>
      file("外.docx", wordWithDoctype(`<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>`, "x")),
  },
  {
    what: "elements 50,000 deep in a Word file",
    code: "UNSAFE_FILE",
    make: () =>
      file("深.docx", zipFile(docxParts(`${"<w:sdt>".repeat(50_000)}${"</w:sdt>".repeat(50_000)}`))),
  },
  {
    what: "elements 50,000 deep in a web page",
    code: "NO_TABLE",
    make: () => file("深.html", strToU8(`<html>2022年${"<div>".repeat(50_000)}深`)),
  },
  {
    what: "tables 5,000 deep in a web page",
    code: "NO_TABLE",
    make: () => file("深.html", strToU8(`<html>2022年${"<table><tr><td>".repeat(5_000)}深`)),
  },
  {
    what: "a cell over 60,000 columns and rows",
    code: "NO_PROJECT_NAME_COLUMN",
    make: () => file("宽.html", strToU8(`<html><table><tr><td colspan=60000 rowspan=60000>宽`)),
  },
  {
    what: "a cell of 2 MB",
    code: null,
    make: () => file("长.txt", strToU8(noticeWith("长".repeat(700_000)))),
  },
  {
    what: "a cell of 2 MB in a workbook",
    code: null,
    make: () =>
      file(
        "长.xlsx",
        xlsxFile([
          {
            rows: textRows([
              ["2022年实事项目"],
              ["序号", "项目名称", "建设内容", "项目进度"],
              ["1", "修路", "长".repeat(700_000), "年底前完工"],
            ]),
          },
        ]),
      ),
  },
  {
    what: "20,001 rows of text",
    code: "TOO_MANY_ROWS",
    make: () => file("多.txt", strToU8(tabbed(longNotice(20_000)))),
  },
  {
    what: "20,001 rows in Word",
    code: "TOO_MANY_ROWS",
    make: () => file("多.docx", docxOf(longNotice(20_000))),
  },
  {
    what: "20,001 rows in Excel",
    code: "TOO_MANY_ROWS",
    make: () => file("多.xlsx", xlsxOf(longNotice(19_999))),
  },
  {
    what: "a list of 200,000 lines that look like headers",
    code: "NO_TABLE",
    make: () => file("列.txt", strToU8(`2022年\n${"季度目标\n".repeat(200_000)}`)),
  },
  {
    what: "200,000 brackets that never close",
    code: null,
    make: () => file("括.txt", strToU8(noticeWith("（".repeat(200_000)))),
  },
  {
    what: "5,000 text boxes within each other in a Word file",
    code: "UNSAFE_FILE",
    make: () =>
      file(
        "箱.docx",
        zipFile(docxParts(table(tableRow([`<w:p>${"<w:r><w:txbxContent><w:p>".repeat(5_000)}`])))),
      ),
  },
  {
    what: "a Word file of 100,000 paragraphs",
    code: "NO_TABLE",
    make: () => file("段.docx", zipFile(docxParts(paragraph("2022年").repeat(100_000)))),
  },
];

/** As many rows as are read, those of headers and titles included. */
export const longDocuments: { what: string; rows: number; make: () => NamedDocument }[] = [
  { what: "text", rows: 19_999, make: () => file("多.txt", strToU8(tabbed(longNotice(19_999)))) },
  { what: "Word", rows: 19_999, make: () => file("多.docx", docxOf(longNotice(19_999))) },
  { what: "Excel", rows: 19_998, make: () => file("多.xlsx", xlsxOf(longNotice(19_998))) },
];

/** What must come out as the text it is: formulas, scripts, tags, odd characters. */
export const harmlessTexts = [
  "=1+1",
  '=HYPERLINK("http://example.com","点")',
  "@SUM(A1)",
  "+86 1234",
  "<script>alert(1)</script>",
  '<img src=x onerror="alert(1)">',
  "javascript:alert(1)",
  "{{constructor.constructor('alert(1)')()}}",
  "${7*7}",
  "'; drop table task; --",
  "../../etc/passwd",
];

/** The texts as contents of projects, in each format that has cells of its own. */
export function harmlessDocuments(): NamedDocument[] {
  const notice = {
    title: "东林镇2022年为民办实事项目责任分解表",
    header: ["序号", "项目名称", "建设内容", "项目进度"],
    rows: harmlessTexts.map((text, index) => [String(index + 1), `项目${index + 1}`, text, "年底前完工"]),
  };
  const html = [notice.header, ...notice.rows].map(
    (cells) => `<tr>${cells.map((cell) => `<td>${escapeXml(cell)}</td>`).join("")}</tr>`,
  );
  return [
    file("通知.txt", strToU8(tabbed(notice))),
    file("通知.docx", docxOf(notice)),
    file("通知.xlsx", xlsxOf(notice)),
    file(
      "通知.html",
      strToU8(`<html><body><p>${notice.title}</p><table>${html.join("")}</table></body></html>`),
    ),
  ];
}

function file(name: string, input: Uint8Array): NamedDocument {
  return { name, input };
}
