import type { DocxCell, Merge } from "./docx-table.js";
import { isTrue } from "./xml.js";

/** The element whose properties come next. */
export type Properties = "paragraph" | "mark" | "run" | "row" | "cell";

/** Elements that hold no text of the document: properties, former properties, what fields compute from, readings. */
export const leftOut = new Set(
  (
    "sectPr tblGrid tblPr tblPrEx sdtPr sdtEndPr smartTagPr customXmlPr instrText delText delInstrText rt " +
    "numberingChange pPrChange rPrChange tblPrChange trPrChange tcPrChange tblGridChange sectPrChange tblPrExChange"
  ).split(" "),
);
/** Tracked changes. */
export const revisions = new Set(["ins", "del", "moveFrom", "moveTo", "cellIns", "cellDel", "cellMerge"]);

/** Elements that stand for a character. */
export const characters: Record<string, string> = {
  tab: "\t",
  ptab: "\t",
  br: "\n",
  cr: "\n",
  noBreakHyphen: "-",
};

/** What an element has the properties of; in a paragraph's properties, `rPr` is about its mark. */
export function propertiesOf(name: string, around?: Properties): Properties | null {
  switch (name) {
    case "pPr":
      return "paragraph";
    case "rPr":
      return around === "paragraph" ? "mark" : "run";
    case "trPr":
      return "row";
    case "tcPr":
      return "cell";
    default:
      return null;
  }
}

export function setCell(cell: DocxCell | undefined, name: string, value: string | null): void {
  if (!cell) return;
  if (name === "gridSpan") cell.span = countOf(value, 1);
  else if (name === "vMerge") cell.vertical = mergeOf(value);
  else if (name === "hMerge") cell.horizontal = mergeOf(value);
}

function mergeOf(value: string | null): Merge {
  return value === "restart" ? "restart" : "continue";
}

/** A number of columns; a table of Word has 63 at most. */
export function countOf(value: string | null, least: number): number {
  const count = Number(value);
  return Number.isInteger(count) ? Math.max(least, Math.min(1000, count)) : least;
}

/** A property that is on where it is only named. */
export function isOn(value: string | null): boolean {
  return value === null || isTrue(value);
}
