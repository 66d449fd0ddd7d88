const both = "，,。；;：:、！!？?…—–-~～·.．→⇒|｜/／\\•●◆◇■□▪▲△★☆※ ";
const leading = new Set(`${both}）)】]」”’`);
const trailing = new Set(`${both}（(【[「“‘`);

/** The part of a text between `start` and `end` without outer punctuation and white space, as offsets. */
export function trimmed(text: string, start: number, end: number): { start: number; end: number } {
  let [first, last] = [start, end];
  while (first < last && (leading.has(text[first]!) || isSpace(text[first]!))) first += 1;
  while (last > first && (trailing.has(text[last - 1]!) || isSpace(text[last - 1]!))) last -= 1;
  return { start: first, end: last };
}

function isSpace(character: string): boolean {
  return /\s/.test(character);
}
