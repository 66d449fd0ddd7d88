/** A place in a text where something cannot be read. */
export interface ErrorPlace {
  /** In UTF-16 code units, as the server counts. */
  offset: number;
  length: number;
}

export interface MarkedPart {
  text: string;
  isWrong: boolean;
}

/** A text in parts: what can be read and what cannot. An error at the text's end marks the blank behind it. */
export function markErrors(text: string, errors: readonly ErrorPlace[]): MarkedPart[] {
  const parts: MarkedPart[] = [];
  const add = (part: string, isWrong: boolean) => part && parts.push({ text: part, isWrong });
  let at = 0;
  for (const { offset, length } of [...errors].sort((left, right) => left.offset - right.offset)) {
    if (offset < at) continue;
    add(text.slice(at, offset), false);
    at = offset + Math.max(1, length);
    add(text.slice(offset, at) || " ", true);
  }
  add(text.slice(at), false);
  return parts;
}

/** The text with other words where an error lies, and where the cursor then stands. */
export function mended(
  text: string,
  { offset, length }: ErrorPlace,
  words: string,
): [text: string, cursor: number] {
  return [text.slice(0, offset) + words + text.slice(offset + length), offset + words.length];
}
