/** A text as it is searched, and where each part of it stood in the text as it is written. */
export interface Folded {
  text: string;
  /** Of each UTF-16 unit of `text`, where the character that it came from begins. */
  starts: readonly number[];
  /** Of each UTF-16 unit of `text`, where the character that it came from ends. */
  ends: readonly number[];
}

/**
 * A text as it is searched: full width as half, capitals as small letters, and nothing that cannot be seen: the notices
 * have blanks wherever a typist wanted air (`2022 年 6 月`, a name of two characters padded to three).
 */
export function fold(text: string): string {
  let folded = "";
  for (const character of text) folded += foldCharacter(character);
  return folded;
}

/** {@link fold}, with the way back. */
export function foldTraced(text: string): Folded {
  const [starts, ends]: [number[], number[]] = [[], []];
  let folded = "";
  let start = 0;
  for (const character of text) {
    const part = foldCharacter(character);
    const end = start + character.length;
    for (let unit = 0; unit < part.length; unit += 1) {
      starts.push(start);
      ends.push(end);
    }
    folded += part;
    start = end;
  }
  return { text: folded, starts, ends };
}

/** Characters one by one: folding a part of a text gives the same part of the folded text. */
function foldCharacter(character: string): string {
  if (character >= "一" && character <= "鿿") return character;
  return character.normalize("NFKC").toLowerCase().replace(unseen, "");
}

/** Blanks, controls and formats, and the halves of characters that no database holds. */
const unseen = /[\s\p{Cc}\p{Cf}\p{Cs}]/gu;
