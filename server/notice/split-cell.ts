/** What an empty cell is filled with: `/ — 无`. */
const emptyMarks = /^[\s/\\—–－\-﹣~_无暂．.]*$/u;
const separators = new Set("、，,/／；;\n\r\v|｜。&＆+＋".split(""));

export function isEmptyMark(text: string): boolean {
  return emptyMarks.test(text);
}

export function isSeparator(character: string): boolean {
  return separators.has(character);
}

/** The parts of a cell between separators (never those inside brackets). */
export function splitOutsideBrackets(text: string): string[] {
  return splitBy(text, isSeparator);
}

export function splitAtSpaces(text: string): string[] {
  return splitBy(text, (character) => /\s/.test(character));
}

export function splitBy(text: string, isSeparator: (character: string) => boolean): string[] {
  return partsBetween(text, isSeparator).map((part) => part.text);
}

/** A part and the separators since the one before it. */
export interface PartOfCell {
  text: string;
  separators: string;
}

/** The parts between separators (never those inside brackets), each with what divides it from the one before. */
export function partsBetween(text: string, isSeparator: (character: string) => boolean): PartOfCell[] {
  const parts: PartOfCell[] = [{ text: "", separators: "" }];
  let depth = 0;
  for (const character of text) {
    const last = parts.at(-1)!;
    if ("（(〔[【".includes(character)) depth += 1;
    if ("）)〕]】".includes(character)) depth = Math.max(0, depth - 1);
    if (depth > 0 || !isSeparator(character)) last.text += character;
    else if (last.text.trim() === "")
      parts[parts.length - 1] = { text: "", separators: last.separators + character };
    else parts.push({ text: "", separators: character });
  }
  return parts.map((part) => ({ ...part, text: part.text.trim() })).filter((part) => part.text !== "");
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
