import { numericDate, wholeDate } from "./dates.js";
import { organisations } from "./organisations.js";

export interface Signature {
  issuedOn: string;
  issuers: string[];
}

/**
 * Who signed, and when: a line with nothing but a date and the organisations right above it (else right below, or in
 * the same line). A date in digits only counts beside an organisation. A signed date goes before a bare one.
 */
export function findSignature(texts: readonly string[]): Signature | null {
  let bare: Signature | null = null;
  for (const [index, text] of texts.entries()) {
    const signed = inOneLine(text) ?? aboveOrBelow(texts, index);
    if (signed) return signed;
    const day = wholeDate(text);
    if (day) bare ??= { issuedOn: day, issuers: [] };
  }
  return bare;
}

/** `某镇人民政府 2022年1月13日` */
function inOneLine(text: string): Signature | null {
  if (text.length > 100) return null;
  const at = text.search(/[\d一二][\d〇○零OoＯ一二三四五六七八九]{3}\s{0,3}[年./-]/u);
  if (at < 4) return null;
  const issuedOn = wholeDate(text.slice(at)) ?? numericDate(text.slice(at));
  const issuers = issuedOn ? organisations(text.slice(0, at)) : null;
  return issuedOn && issuers ? { issuedOn, issuers } : null;
}

function aboveOrBelow(texts: readonly string[], index: number): Signature | null {
  const issuedOn = wholeDate(texts[index]!) ?? numericDate(texts[index]!);
  if (!issuedOn) return null;
  const above = organisationLines(texts, index - 1, -1).toReversed();
  const issuers = above.length > 0 ? above : organisationLines(texts, index + 1, 1);
  return issuers.length > 0 ? { issuedOn, issuers: [...new Set(issuers.flat())] } : null;
}

/** The organisations of each line from here on, in that direction, up to the first line of another kind. */
export function organisationLines(texts: readonly string[], from: number, step: 1 | -1): string[][] {
  const lines: string[][] = [];
  for (let at = from; at >= 0 && at < texts.length; at += step) {
    const names = organisations(texts[at]!);
    if (!names) break;
    lines.push(names);
  }
  return lines;
}
