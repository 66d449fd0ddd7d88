import { findCopies } from "./letter/copies.js";
import { numericDate, wholeDate } from "./letter/dates.js";
import { findDocumentNumber } from "./letter/document-number.js";
import { organisations } from "./letter/organisations.js";
import { findSignature } from "./letter/signature.js";
import { findCaption, findTitle } from "./letter/title.js";
import type { Block, Notice } from "./notice.js";

export type Letterhead = Pick<Notice, "title" | "documentNumber" | "issuers" | "issuedOn" | "cc"> & {
  /** The table's own heading (…责任分解表). */
  caption: string | null;
};

/** The head and foot of a notice: title, number, issuers, date of signature, who gets copies. */
export function readLetterhead(blocks: readonly Block[]): Letterhead {
  const texts = textsOf(blocks);
  const beforeTable = blocks.findIndex((block) => block.kind === "table");
  const head = beforeTable < 0 ? texts : textsOf(blocks.slice(0, beforeTable));
  const caption = findCaption(head);
  const title = findTitle(head) ?? (caption === null ? findTitle(texts) : null);
  const facts = labelledFacts(blocks);
  const signature = findSignature(head) ?? findSignature(texts);
  return {
    title: title ?? caption,
    documentNumber: findDocumentNumber(head) ?? findDocumentNumber(texts) ?? facts.documentNumber,
    issuers: issuersOf([
      () => signature?.issuers,
      () => issuersOfTitle(title),
      () => organisations(facts.issuer ?? ""),
      () => issuersOfLetterhead(head),
    ]),
    issuedOn: signature?.issuedOn ?? facts.issuedOn,
    cc: findCopies(texts),
    caption,
  };
}

function textsOf(blocks: readonly Block[]): string[] {
  return blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : []));
}

/** The first of these that names anybody. */
function issuersOf(ways: readonly (() => string[] | null | undefined)[]): string[] {
  for (const way of ways) {
    const issuers = way();
    if (issuers && issuers.length > 0) return issuers;
  }
  return [];
}

/** `某镇人民政府关于…` */
function issuersOfTitle(title: string | null): string[] | null {
  const end = title?.indexOf("关于") ?? -1;
  return title && end > 0 ? organisations(title.slice(0, end)) : null;
}

/** The red line at the top: `某镇人民政府文件`. */
function issuersOfLetterhead(head: readonly string[]): string[] | null {
  const line = head
    .slice(0, 10)
    .find((text) => text.length <= 60 && /文\s{0,5}件\s*$/u.test(text.slice(-12)));
  return line ? organisations(line.replace(/文\s{0,5}件\s{0,5}$/u, "")) : null;
}

/** What a page says of the document in a table of its own or in lines with labels: 成文日期, 发文字号, 发文机关. */
function labelledFacts(blocks: readonly Block[]): {
  documentNumber: string | null;
  issuer: string | null;
  issuedOn: string | null;
} {
  const cells = blocks.flatMap((block) => {
    if (block.kind === "paragraph") return block.text.length <= 120 ? block.text.split(/\s{2,}|\t/) : [];
    return block.rows.length <= 10 ? block.rows.flatMap((row) => row.cells.map(({ text }) => text)) : [];
  });
  const fact = (name: RegExp) => {
    const at = cells.findIndex((text) => name.test(text.replace(/\s/g, "")));
    if (at < 0) return null;
    const own = cells[at]!.split(/[:：]/).slice(1).join(":").trim();
    return own || cells[at + 1]?.trim() || null;
  };
  const number = fact(/^(?:发文字号|公文文号|文号)(?:[:：]|$)/u);
  const day = fact(/^(?:成文日期|成文时间|发文日期|签署日期)(?:[:：]|$)/u);
  return {
    documentNumber: number ? findDocumentNumber([number]) : null,
    issuer: fact(/^(?:发文机关|发文单位|发布机构|制发机关)(?:[:：]|$)/u),
    issuedOn: day ? (wholeDate(day) ?? numericDate(day)) : null,
  };
}
