import type { Block, Notice } from "./notice.js";
import { dayOf } from "./schedule/calendar.js";
import { chineseNumber } from "./schedule/tokens.js";

export type Letterhead = Pick<Notice, "title" | "documentNumber" | "issuers" | "issuedOn" | "cc"> & {
  /** The table's own heading (…责任分解表). */
  caption: string | null;
};

const kinds = "通知|意见|方案|公告|通告|报告|决定|函|通报";
const titleEnd = new RegExp(`(?:${kinds})(?:[（(][^（）()]{1,20}[）)])?$`, "u");
const captionEnd = /(?:分解表|任务表|责任表|一览表|进度表|安排表|清单|计划表)$/;
const organisationEnd =
  /(?:委员会|政府|办公室|办事处|党委|党工委|管委会|指挥部|领导小组|局|委|办|厅|处|部|院|中心|公司|联合会|总工会)$/;

const LONGEST_TITLE = 150;

/** The head and foot of a notice: title, number, issuers, date of signature, who gets copies. */
export function readLetterhead(blocks: readonly Block[]): Letterhead {
  const texts = blocks.filter((block) => block.kind === "paragraph").map(({ text }) => text);
  const beforeTable = blocks.findIndex((block) => block.kind === "table");
  const head = texts.slice(0, blocks.slice(0, beforeTable).filter(({ kind }) => kind === "paragraph").length);
  const title = findTitle(head);
  const signature = findSignature(head) ?? findSignature(texts);
  const issuers = signature?.issuers.length ? signature.issuers : issuersOfTitle(title);
  return {
    title: title ?? findCaption(head),
    documentNumber: findDocumentNumber(head),
    issuers,
    issuedOn: signature?.issuedOn ?? null,
    cc: findCopies(texts),
    caption: findCaption(head),
  };
}

/** The first paragraph, or few short paragraphs together, that reads 关于…的通知. */
function findTitle(texts: string[]): string | null {
  for (const [start, text] of texts.slice(0, 30).entries()) {
    if (!text.includes("关于") || text.length > LONGEST_TITLE) continue;
    for (let count = 1; count <= 4; count += 1) {
      const joined = texts.slice(start, start + count).join("");
      const line = joined.length <= LONGEST_TITLE ? joined.replace(/\s/g, "") : "";
      if (titleEnd.test(line)) return joined.replace(/\s+/g, " ");
    }
  }
  return null;
}

function findCaption(texts: string[]): string | null {
  const caption = texts.findLast((text) => text.length <= 60 && captionEnd.test(text.replace(/\s/g, "")));
  return (
    caption
      ?.replace(/^附件[\s\d]*[:：]/, "")
      .replace(/\s+/g, " ")
      .trim() ?? null
  );
}

/** `紫委〔2022〕5号` in a short line of its own. */
function findDocumentNumber(texts: string[]): string | null {
  for (const text of texts.slice(0, 20).filter(({ length }) => length <= 80)) {
    const line = text.replace(/\s/g, "");
    const match = /^(\p{Script=Han}{1,15}[〔[［（(【]\d{4}[〕\]］）)】]第?\d{1,4}号)(?:签发人.*)?$/u.exec(
      line,
    );
    if (match) return match[1]!;
  }
  return null;
}

/** The first line that is nothing but a date, and the names of organisations right above it. */
function findSignature(texts: string[]): { issuedOn: string; issuers: string[] } | null {
  for (const [index, text] of texts.entries()) {
    const issuedOn = wholeDate(text);
    if (!issuedOn) continue;
    const above: string[][] = [];
    for (let at = index - 1; at >= 0; at -= 1) {
      const names = organisations(texts[at]!);
      if (!names) break;
      above.unshift(names);
    }
    return { issuedOn, issuers: [...new Set(above.flat())] };
  }
  return null;
}

/** `2022 年 1 月 13 日` or `二〇二二年一月十三日`, alone in its line (perhaps in brackets). */
function wholeDate(text: string): string | null {
  const line = text
    .normalize("NFKC")
    .replace(/\s/g, "")
    .replace(/[oO○零]/g, "〇");
  const match =
    /^\(?([\d〇一二三四五六七八九]{4})年([\d一二三四五六七八九十]{1,3})月([\d一二三四五六七八九十]{1,3})日\)?$/.exec(
      line,
    );
  if (!match) return null;
  const [year, month, day] = match
    .slice(1)
    .map((digits) => (/^\d+$/.test(digits) ? Number(digits) : chineseNumber(digits)));
  return dayOf(year!, month!, day!);
}

/** The organisations of a line that names nothing else; null for any other line. */
function organisations(text: string): string[] | null {
  if (text.length > 100 || /[，。；：:、“”]/.test(text)) return null;
  const parts = text.split(/\s+/).filter((part) => part !== "");
  const isSpread = parts.length > 3 && parts.every((part) => part.length === 1);
  const names = (isSpread ? [parts.join("")] : parts).flatMap(splitJoined);
  return names.length > 0 && names.every((name) => name.length >= 4 && organisationEnd.test(name))
    ? names
    : null;
}

/** A committee and a government written without a space between them. */
function splitJoined(name: string): string[] {
  const end = name.search(/委员会(?!办公室)/);
  const [committee, rest] = [name.slice(0, end + 3), name.slice(end + 3)];
  return end > 0 && /政府(?:办公室)?$/.test(rest) && rest.length >= 4 ? [committee, rest] : [name];
}

function issuersOfTitle(title: string | null): string[] {
  const end = title?.indexOf("关于") ?? -1;
  return title && end > 0 ? (organisations(title.slice(0, end)) ?? []) : [];
}

/** `抄送：甲、乙，丙。` */
function findCopies(texts: string[]): string[] {
  const line = texts.findLast((text) => /^(?:抄送|抄报|分送)\s*[:：]/.test(text));
  if (!line) return [];
  return line
    .replace(/^[^:：]*[:：]/, "")
    .split(/[、，,；;。\s]+/)
    .filter((name) => name !== "");
}
