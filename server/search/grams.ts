/**
 * The grams of folded texts: every character and every pair of neighbours, each once. What has a word in it has all of
 * the word's grams; the few others that have them too are sorted out by looking at the text itself. `apart` are
 * characters that no word goes across.
 */
export function gramsOf(texts: readonly string[], apart: RegExp = /\n/): string {
  const grams = new Set<string>();
  for (const part of texts.flatMap((text) => text.split(apart))) {
    let before = "";
    for (const character of part) {
      const code = codeOf(character);
      grams.add(code);
      if (before) grams.add(before + code);
      before = code;
    }
  }
  return [...grams].join(" ");
}

/** The grams that whatever has this folded word in it has: its pairs, or itself where it is one character. */
export function gramsOfWord(word: string): string {
  const codes = [...word].map(codeOf);
  if (codes.length === 1) return codes[0] ?? "";
  return [...new Set(codes.slice(1).map((code, index) => (codes[index] ?? "") + code))].join(" ");
}

/**
 * A character as four plain letters and digits: no database's idea of what a word is has a say in it, whatever the
 * character and however new.
 */
function codeOf(character: string): string {
  return (character.codePointAt(0) ?? 0).toString(36).padStart(4, "0");
}
