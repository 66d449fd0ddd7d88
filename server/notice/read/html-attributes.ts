import { Token } from "parse5";
import type { ShownStyle } from "./html-style.js";

/** The numbers of an `ol` (HTML, 4.4.5). */
export interface ListNumbers {
  next: number;
  step: number;
  format: string;
}

export function attributeOf(token: Token.TagToken, name: string): string {
  return Token.getTokenAttr(token, name) ?? "";
}

/** A whole number of at most six figures: more is no number that a page means. */
export function numberOf(token: Token.TagToken, name: string, otherwise: number): number {
  const [digits] = /^\s*\d{1,6}/.exec(attributeOf(token, name)) ?? [];
  return digits === undefined ? otherwise : Number(digits);
}

/** How many columns and rows a cell covers; 0 rows are all that are left. */
export function spansOf(token: Token.TagToken): [colSpan: number, rowSpan: number] {
  return [numberOf(token, "colspan", 1) || 1, numberOf(token, "rowspan", 1)];
}

export function numbering(token: Token.TagToken, style: ShownStyle): ListNumbers {
  if (style.hasNoMarks) return { next: 1, step: 1, format: "none" };
  const step = Token.getTokenAttr(token, "reversed") === null ? 1 : -1;
  return { next: numberOf(token, "start", 1), step, format: attributeOf(token, "type") || "decimal" };
}
