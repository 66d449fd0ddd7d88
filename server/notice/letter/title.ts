import { organisations } from "./organisations.js";
import { organisationLines } from "./signature.js";

const kinds = "通知|意见|方案|公告|通告|报告|决定|函|通报|办法|要点|规定|细则|批复|请示|纪要|责任书|任务书";
const titleEnd = new RegExp(`(?:${kinds})》?(?:[（(][^（）()]{1,20}[）)])?$`, "u");
/** Ends of titles that are no kind of document: only behind 关于. */
const looseEnd =
  /(?:分工|责任分解|任务分解|分解|安排|计划|清单|表|工作|事项)》?(?:[（(][^（）()]{1,20}[）)])?$/u;
const captionEnd = /(?:表|清单|台账|台帐|一览|任务书|责任书|计划|安排|分工)(?:[（(][^（）()]{1,20}[）)])?$/u;

const LONGEST_TITLE = 150;
const LONGEST_CAPTION = 60;
const MOST_LINES = 5;
const FIRST_LINES = 40;

/**
 * The first paragraph, or few short paragraphs together, that reads 关于…的通知, with the issuers' names in lines of
 * their own right above it; else a line that ends as a kind of document does (2022年…工作方案).
 */
export function findTitle(texts: readonly string[]): string | null {
  const head = texts.slice(0, FIRST_LINES);
  return titleAbout(head, titleEnd) ?? titleAbout(head, looseEnd) ?? plainTitle(head);
}

function titleAbout(head: readonly string[], end: RegExp): string | null {
  for (const [start, text] of head.entries()) {
    if (!text.includes("关于") || text.length > LONGEST_TITLE) continue;
    for (let count = 1; count <= MOST_LINES; count += 1) {
      const title = titleOf(head.slice(start, start + count), end);
      if (title) return withIssuers(title, head, start);
    }
  }
  return null;
}

/** These lines as one title, if they end as one and hold no sentence. */
function titleOf(lines: readonly string[], end: RegExp): string | null {
  const joined = lines
    .join("")
    .replace(/\s+/g, " ")
    .trim()
    .replace(/^《([^《》]*)》$/u, "$1");
  const bare = joined
    .replace(/\s/g, "")
    .replace(/[（(][\p{Script=Han}]{1,15}[〔[［【][^（()）]{1,12}号[)）]$/u, "");
  const isTitle = joined.length <= LONGEST_TITLE && !/[。；：:，]/.test(bare) && end.test(bare);
  return isTitle ? joined.slice(0, joined.length) : null;
}

/** `中共某镇委员会⏎某镇人民政府⏎关于…`: the names are part of the title, unless this names its issuers itself. */
function withIssuers(title: string, head: readonly string[], start: number): string {
  if (!/^[《“]?关于/u.test(title)) return title;
  const names = organisationLines(head, start - 1, -1)
    .toReversed()
    .flat();
  return names.length > 0 ? `${names.join(" ")}${title}` : title;
}

/** `某镇2022年为民办实事工作方案`, before anything of the letter's body. */
function plainTitle(head: readonly string[]): string | null {
  const body = head.findIndex((text) => /[。：:]$/.test(text.trim()));
  const lines = body < 0 ? head : head.slice(0, body);
  const isTitle = (text: string) => {
    const line = text.replace(/\s/g, "");
    return (
      line.length >= 8 && line.length <= LONGEST_CAPTION && titleEnd.test(line) && !/[。；：:，]/.test(line)
    );
  };
  return (
    lines
      .find((text) => isTitle(text) && !organisations(text))
      ?.replace(/\s+/g, " ")
      .trim() ?? null
  );
}

/** The heading of the table itself: the last line above it that reads …责任分解表. */
export function findCaption(texts: readonly string[]): string | null {
  const caption = texts.findLast((text) => {
    const line = text.replace(/\s/g, "");
    return line.length <= LONGEST_CAPTION && captionEnd.test(line) && !/^附件?\d{0,2}[:：]|[。；]/.test(line);
  });
  const named =
    caption ??
    texts.findLast(
      (text) => /^附件?\s?\d{0,2}\s?[:：]/.test(text) && captionEnd.test(text.replace(/\s/g, "")),
    );
  return named ? withoutAttachment(named) : null;
}

function withoutAttachment(text: string): string {
  return text
    .replace(/^附件?[\s\d]{0,5}[:：]/u, "")
    .replace(/\s+/g, " ")
    .trim();
}
