/** A part of a text that stands for something elsewhere on the page. */
export interface Phrase {
  /** What it stands for; the same id lights up on both sides. */
  id: string;
  /** First UTF-16 code unit of the text. */
  start: number;
  /** One past the last. */
  end: number;
  /** Where a click leads; a phrase without it is only marked. */
  href?: string;
  /** `ask`: somebody should look here. `mark`: this is what it is about. */
  tone?: "plain" | "ask" | "mark";
  /** What kind of thing it was read as; each looks different. */
  kind?: "time" | "people" | "office" | "name";
}

export interface Piece {
  text: string;
  /** The phrases that cover it, in the order given; empty for the words between. */
  phrases: Phrase[];
}

/**
 * Where words that were read from a text stand in it: at the offsets noted, or else where they are first found, for
 * offsets into another text. Null where they are not there.
 */
export function findWords(
  text: string,
  { start, end, text: words }: { start: number; end: number; text: string },
): { start: number; end: number } | null {
  if (!words) return null;
  const from = text.slice(start, end) === words ? start : text.indexOf(words);
  return from < 0 ? null : { start: from, end: from + words.length };
}

/** Cuts a text at the borders of its phrases, which may overlap or reach past its end. Nothing of the text is lost. */
export function slicePhrases(text: string, phrases: readonly Phrase[]): Piece[] {
  const within = (offset: number) => Math.min(Math.max(offset, 0), text.length);
  const borders = phrases.flatMap(({ start, end }) => [within(start), within(end)]);
  const cuts = [...new Set([0, ...borders, text.length])].sort((left, right) => left - right);
  return cuts.slice(1).map((end, index) => {
    const start = cuts[index] ?? 0;
    return {
      text: text.slice(start, end),
      phrases: phrases.filter((phrase) => phrase.start <= start && phrase.end >= end),
    };
  });
}
