import { strToU8, zipSync, type Zippable } from "fflate";

const contentTypes = "http://schemas.openxmlformats.org/package/2006/content-types";
const packageRelationships = "http://schemas.openxmlformats.org/package/2006/relationships";
const relationships = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const sheet = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';

/** A ZIP archive of parts. */
export function zipFile(parts: Record<string, string | Uint8Array>, level: 0 | 6 = 6): Uint8Array {
  const files: Zippable = {};
  for (const [name, content] of Object.entries(parts))
    files[name] = typeof content === "string" ? strToU8(content) : content;
  return zipSync(files, { level });
}

function relationshipsXml(related: { id: string; type: string; target: string }[]): string {
  const entries = related.map(
    ({ id, type, target }) => `<Relationship Id="${id}" Type="${relationships}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packageRelationships}">${entries.join("")}</Relationships>`;
}

function contentTypesXml(main: string, type: string): string {
  return (
    `${declaration}<Types xmlns="${contentTypes}"><Default Extension="xml" ContentType="application/xml"/>` +
    `<Override PartName="/${main}" ContentType="application/vnd.openxmlformats-officedocument.${type}.main+xml"/></Types>`
  );
}

function officeParts(main: string, type: string): Record<string, string> {
  return {
    "[Content_Types].xml": contentTypesXml(main, type),
    "_rels/.rels": relationshipsXml([{ id: "rId1", type: "officeDocument", target: main }]),
  };
}

export interface SheetXml {
  name?: string;
  state?: "visible" | "hidden" | "veryHidden";
  /** What stands before the rows: `<cols>`, `<sheetFormatPr>`. */
  before?: string;
  /** The rows. */
  rows: string;
  /** What stands behind the rows: `<mergeCells>`. */
  after?: string;
}

/** Parts of an Excel workbook; `strings` are the inner XML of shared strings, `formats` the codes of cell styles. */
export function xlsxParts(
  sheets: SheetXml[],
  { strings = [] as string[], formats = [] as (string | number)[], date1904 = false } = {},
): Record<string, string> {
  const entries = sheets.map(
    ({ name, state }, index) =>
      `<sheet name="${name ?? `Sheet${index + 1}`}" sheetId="${index + 1}" state="${state ?? "visible"}" r:id="rId${index + 1}"/>`,
  );
  const named = formats.map((format, index) =>
    typeof format === "string" ? `<numFmt numFmtId="${200 + index}" formatCode="${escapeXml(format)}"/>` : "",
  );
  const styles = formats.map(
    (format, index) => `<xf numFmtId="${typeof format === "number" ? format : 200 + index}"/>`,
  );
  const parts = officeParts("xl/workbook.xml", "spreadsheetml.sheet");
  parts["xl/workbook.xml"] =
    `${declaration}<workbook xmlns="${sheet}" xmlns:r="${relationships}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${entries.join("")}</sheets></workbook>`;
  parts["xl/_rels/workbook.xml.rels"] = relationshipsXml([
    ...sheets.map((_, index) => ({
      id: `rId${index + 1}`,
      type: "worksheet",
      target: `worksheets/sheet${index + 1}.xml`,
    })),
    { id: "rIdS", type: "sharedStrings", target: "/xl/sharedStrings.xml" },
    { id: "rIdT", type: "styles", target: "styles.xml" },
  ]);
  parts["xl/sharedStrings.xml"] =
    `${declaration}<sst xmlns="${sheet}">${strings.map((text) => `<si>${text}</si>`).join("")}</sst>`;
  parts["xl/styles.xml"] =
    `${declaration}<styleSheet xmlns="${sheet}"><numFmts>${named.join("")}</numFmts><cellStyleXfs><xf numFmtId="9"/></cellStyleXfs><cellXfs>${styles.join("")}</cellXfs></styleSheet>`;
  for (const [index, { before = "", rows, after = "" }] of sheets.entries())
    parts[`xl/worksheets/sheet${index + 1}.xml`] =
      `${declaration}<worksheet xmlns="${sheet}" xmlns:r="${relationships}">${before}<sheetData>${rows}</sheetData>${after}</worksheet>`;
  return parts;
}

/** An Excel workbook. */
export function xlsxFile(...given: Parameters<typeof xlsxParts>): Uint8Array {
  return zipFile(xlsxParts(...given));
}

/** Rows of inline strings; an empty text is no cell. */
export function textRows(rows: string[][]): string {
  return rows
    .map((texts, row) => {
      const cells = texts.map((text, column) =>
        text === ""
          ? ""
          : `<c r="${String.fromCharCode(65 + column)}${row + 1}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`,
      );
      return `<row r="${row + 1}">${cells.join("")}</row>`;
    })
    .join("");
}

/** Parts of a Word document; `numbering` and `styles` are the inner XML of those parts. */
export function docxParts(body: string, { numbering = "", styles = "" } = {}): Record<string, string> {
  const parts = officeParts("word/document.xml", "wordprocessingml.document");
  const namespaces = `xmlns:w="${word}" xmlns:r="${relationships}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"`;
  parts["word/document.xml"] =
    `${declaration}<w:document ${namespaces}><w:body>${body}<w:sectPr/></w:body></w:document>`;
  parts["word/numbering.xml"] = `${declaration}<w:numbering ${namespaces}>${numbering}</w:numbering>`;
  parts["word/styles.xml"] = `${declaration}<w:styles ${namespaces}>${styles}</w:styles>`;
  parts["word/_rels/document.xml.rels"] = relationshipsXml([
    { id: "rId1", type: "numbering", target: "numbering.xml" },
    { id: "rId2", type: "styles", target: "styles.xml" },
  ]);
  return parts;
}

/** A Word document. */
export function docxFile(...given: Parameters<typeof docxParts>): Uint8Array {
  return zipFile(docxParts(...given));
}

/** A run of text. */
export function run(text: string, properties = ""): string {
  return `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${escapeXml(text)}</w:t></w:r>`;
}

/** A paragraph of runs or other inner XML. */
export function paragraph(inner: string, properties = ""): string {
  return `<w:p><w:pPr>${properties}</w:pPr>${inner.startsWith("<") || inner === "" ? inner : run(inner)}</w:p>`;
}

/** A table cell of text or of paragraphs. */
export function tableCell(inner: string, properties = ""): string {
  return `<w:tc><w:tcPr>${properties}</w:tcPr>${inner.startsWith("<") ? inner : paragraph(inner)}</w:tc>`;
}

/** A table row of cells, or of texts. */
export function tableRow(cells: string[], properties = ""): string {
  const inner = cells.map((cell) => (cell.startsWith("<w:tc>") ? cell : tableCell(cell)));
  return `<w:tr><w:trPr>${properties}</w:trPr>${inner.join("")}</w:tr>`;
}

export function table(...rows: string[]): string {
  return `<w:tbl><w:tblPr/><w:tblGrid/>${rows.join("")}</w:tbl>`;
}

export function escapeXml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}
