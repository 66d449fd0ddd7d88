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
  /** `ask`: somebody should look here. */
  tone?: "plain" | "ask";
}

export interface Piece {
  text: string;
  /** The phrases that cover it, in the order given; empty for the words between. */
  phrases: Phrase[];
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
