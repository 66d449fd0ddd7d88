/** One normalised character (a row of dashes is one) and where it stands in the original. */
export interface Unit {
  text: string;
  start: number;
  end: number;
}

/** Full-width forms become half-width, dashes one dash; white space goes, line breaks stay. */
export function normalise(text: string): Unit[] {
  const units: Unit[] = [];
  for (let start = 0; start < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(start)!);
    const end = start + character.length;
    const plain = plainForm(character);
    const last = units.at(-1);
    if (plain === "-" && last?.text === "-" && last.end === start) last.end = end;
    else if (plain !== "") units.push({ text: plain, start, end });
    start = end;
  }
  return units.filter((unit, index) => unit.text !== "\n" || !isWrapped(units, index));
}

/** Every character that is not kept as it is. NFKC only for full-width forms: it would turn ①3月 into 13月. */
const plainForms = new Map<string, string>([
  ...each("\n\r\v\f\u2028\u2029", "\n"),
  ...each(" \t\u00a0\u00ad\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", ""),
  ...each("\u200b\u200c\u200d\u202f\u205f\u2060\u3000\ufeff", ""),
  ...each("-‐‑‒–—―−－﹣⁃﹘─━~～〜∼〰", "-"),
]);

function each(characters: string, plain: string): (readonly [string, string])[] {
  return [...characters].map((character) => [character, plain] as const);
}

function plainForm(character: string): string {
  const plain = plainForms.get(character);
  if (plain !== undefined) return plain;
  const isFullWidth = character >= "\uff01" && character <= "\uff5e";
  return isFullWidth ? character.normalize("NFKC") : character;
}

/** A line break that a narrow column put inside a time expression: `12⏎月底前`, `第⏎一季⏎度`, `6月底⏎前`. */
function isWrapped(units: readonly Unit[], index: number): boolean {
  const before = units[index - 1]?.text ?? "";
  const behind = units[index + 1]?.text ?? "";
  if (/[\d一二三四五六七八九十〇]/.test(before)) return /[年月日季]/.test(behind);
  if (before === "第") return /[\d一二三四]/.test(behind);
  if (before === "季") return behind === "度";
  return (before === "月" && /[底末份]/.test(behind)) || (/[底末]/.test(before) && behind === "前");
}
