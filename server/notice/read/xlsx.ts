import { diagnose, type Diagnostic } from "../diagnostics.js";
import type { Cell } from "../notice.js";
import type { BlockList } from "./block-list.js";
import { hiddenLeftOut } from "./left-out.js";
import { builtInFormat, NumberFormat, type DateSystem } from "./number-format.js";
import type { OfficePackage } from "./office-package.js";
import { readSheet, type SheetContext } from "./xlsx-sheet.js";
import { attribute, isTrue, type Attributes, type XmlHandler } from "./xml.js";

interface SheetEntry {
  name: string;
  part: string;
  isHidden: boolean;
}

/** A workbook → one table per visible sheet; a sheet of prose becomes paragraphs. */
export function readXlsx(office: OfficePackage, list: BlockList): void {
  const { sheets, dates } = readWorkbook(office);
  const strings = readStrings(office);
  const context: SheetContext = { strings, formats: readFormats(office), dates, limits: list.limits };
  const hidden = { sheets: [] as string[], rows: 0, columns: 0 };
  const uncounted: string[] = [];
  for (const { name, part, isHidden } of sheets) {
    const sheet = readSheet(office, part, context);
    if (isHidden) {
      if (sheet.rows.length > 0) hidden.sheets.push(name);
      continue;
    }
    hidden.rows += sheet.hiddenRows;
    hidden.columns += sheet.hiddenColumns;
    for (const place of sheet.uncounted) uncounted.push(`${name}!${place}`);
    addSheet(sheet.rows, sheet.rowCount, name, list);
  }
  for (const diagnostic of diagnosticsOf(hidden, uncounted)) list.note(diagnostic);
}

function addSheet(rows: Cell[][], rowCount: number, name: string, list: BlockList): void {
  if (rowCount > rows.length) list.countRows(rowCount - rows.length);
  const isProse = rows.every((cells) => cells.filter(({ text }) => text !== "").length <= 1);
  if (!isProse) return list.table(rows, name);
  for (const { text } of rows.flat()) for (const line of text.split("\n")) list.paragraph(line);
}

function diagnosticsOf(
  hidden: { sheets: string[]; rows: number; columns: number },
  uncounted: string[],
): Diagnostic[] {
  const found: Diagnostic[] = [];
  if (hidden.sheets.length > 0) {
    const names = hidden.sheets.map((name) => `「${name}」`).join("、");
    found.push(hiddenLeftOut(`工作表${names}`, `the sheets ${hidden.sheets.join(", ")}`));
  }
  if (hidden.rows > 0) found.push(hiddenLeftOut(`${hidden.rows} 行`, `${hidden.rows} rows`));
  if (hidden.columns > 0) found.push(hiddenLeftOut(`${hidden.columns} 列`, `${hidden.columns} columns`));
  if (uncounted.length > 0) {
    const places = uncounted.slice(0, 5).join("、");
    found.push(diagnose("FORMULA_WITHOUT_VALUE", { found: places, count: uncounted.length }, null));
  }
  return found;
}

function readWorkbook(office: OfficePackage): { sheets: SheetEntry[]; dates: DateSystem } {
  const relationships = office.relationships(office.main);
  const sheets: SheetEntry[] = [];
  let dates: DateSystem = 1900;
  office.read(
    office.main,
    elements((name, attributes) => {
      if (name === "workbookPr" && isTrue(attribute(attributes, "date1904"))) dates = 1904;
      if (name !== "sheet") return;
      const related = relationships.get(relationshipId(attributes) ?? "");
      if (related?.type !== "worksheet") return;
      const isHidden = (attribute(attributes, "state") ?? "visible") !== "visible";
      sheets.push({ name: attributes["name"] ?? "", part: related.target, isHidden });
    }),
  );
  return { sheets, dates };
}

/** `r:id`, whatever the prefix; a sheet has a plain `sheetId` too. */
function relationshipId(attributes: Attributes): string | null {
  const key = Object.keys(attributes).find((key) => key.endsWith(":id"));
  return key ? attributes[key]! : null;
}

/** The strings that cells share, without the readings (`rPh`) that Japanese Excel adds. */
function readStrings(office: OfficePackage): string[] {
  const part = office.related(office.main, "sharedStrings");
  const strings: string[] = [];
  if (!part) return strings;
  let text = "";
  let inText = false;
  office.read(part, {
    open(name) {
      if (name === "si") text = "";
      inText = name === "t";
      return name !== "rPh" && name !== "rPr";
    },
    close(name) {
      inText = false;
      if (name === "si") strings.push(text);
    },
    text(words) {
      if (inText) text += words;
    },
  });
  return strings;
}

/** The number format of each cell style. */
function readFormats(office: OfficePackage): NumberFormat[] {
  const part = office.related(office.main, "styles");
  const named = new Map<number, string>();
  const formats: NumberFormat[] = [];
  const made = new Map<string, NumberFormat>();
  if (!part) return formats;
  let inCellStyles = false;
  office.read(
    part,
    elements((name, attributes) => {
      if (name === "numFmt") named.set(Number(attributes["numFmtId"]), attributes["formatCode"] ?? "General");
      if (name === "cellXfs") inCellStyles = true;
      if (name === "cellStyles" || name === "dxfs") inCellStyles = false;
      if (name !== "xf" || !inCellStyles) return;
      const id = Number(attributes["numFmtId"] ?? 0);
      const code = named.get(id) ?? builtInFormat(id);
      const format = made.get(code) ?? new NumberFormat(code);
      made.set(code, format);
      formats.push(format);
    }),
  );
  return formats;
}

function elements(open: (name: string, attributes: Attributes) => void): XmlHandler {
  return {
    open(name, attributes) {
      open(name, attributes);
      return true;
    },
    close: () => undefined,
    text: () => undefined,
  };
}
