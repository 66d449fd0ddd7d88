/** Where a line of text ends: line feeds of all systems, page breaks, and Unicode's own separators. */
export function isLineEnd(character: string): boolean {
  return "\n\r\f\v\u2028\u2029\u0085".includes(character);
}

/** The end of the line that begins at `start`. */
export function endOfLine(text: string, start: number): number {
  let position = start;
  while (position < text.length && !isLineEnd(text[position]!)) position += 1;
  return position;
}

/** Where the next line begins. */
export function afterLineEnd(text: string, end: number): number {
  return text.startsWith("\r\n", end) ? end + 2 : end + 1;
}

/** Consecutive lines from `start` on while they fit; `next` is where the first other line begins. */
export function linesWhile(
  text: string,
  start: number,
  fits: (line: string) => boolean,
): { lines: string[]; next: number } {
  const lines: string[] = [];
  let position = start;
  while (position < text.length) {
    const end = endOfLine(text, position);
    const line = text.slice(position, end);
    if (!fits(line)) break;
    lines.push(line);
    position = afterLineEnd(text, end);
  }
  return { lines, next: position };
}

/** How many places a text takes in a fixed font, where Chinese takes two. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += isWide(character) ? 2 : 1;
  return width;
}

/** Chinese characters, their punctuation and full-width forms. */
export function isWide(character: string): boolean {
  return /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6\u{20000}-\u{3fffd}‘’“”—…]/u.test(
    character,
  );
}

/** Two parts of a broken line as one: only between two words of letters or figures was there a space. */
export function joinLines(first: string, second: string): string {
  if (first === "" || second === "") return first + second;
  const isWord = (character: string) => /[\p{L}\d]/u.test(character) && !isWide(character);
  return isWord(first.at(-1)!) && isWord(second[0]!) ? `${first} ${second}` : first + second;
}
