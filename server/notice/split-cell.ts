/** What an empty cell is filled with: `/ — 无`. */
const emptyMarks = /^[\s/\\—–－\-﹣~_无暂．.]*$/u;
const separators = new Set("、，,/／；;\n\r\v|｜。&＆+＋".split(""));

export function isEmptyMark(text: string): boolean {
  return emptyMarks.test(text);
}

/** The parts of a cell between separators (never those inside brackets). */
export function splitOutsideBrackets(text: string): string[] {
  return splitBy(text, (character) => separators.has(character));
}

export function splitAtSpaces(text: string): string[] {
  return splitBy(text, (character) => /\s/.test(character));
}

export function splitBy(text: string, isSeparator: (character: string) => boolean): string[] {
  const parts = [""];
  let depth = 0;
  for (const character of text) {
    if ("（(〔[【".includes(character)) depth += 1;
    if ("）)〕]】".includes(character)) depth = Math.max(0, depth - 1);
    if (depth === 0 && isSeparator(character)) parts.push("");
    else parts[parts.length - 1] += character;
  }
  return parts.map((part) => part.trim()).filter((part) => part !== "");
}

/** Without telephone numbers, the words before them and the brackets they leave empty. */
export function withoutNumbers(text: string): string {
  return text
    .replace(/(?:联系电话|联系方式|办公电话|电话|手机号?|座机)[:：]?\s?(?=[+\d(（])/gu, "")
    .replace(/[（(]?\+?\d[\d—－-]{4,18}\d[)）]?/gu, "\u0020")
    .replace(/[（(]\s?[)）]/gu, "\u0020");
}

export function unique(names: readonly string[]): string[] {
  return [...new Set(names)];
}
