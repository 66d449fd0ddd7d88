/** A text as it is compared: full-width forms folded, without white space, punctuation and signs. */
export function bare(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/[\s\p{P}\p{S}]/gu, "")
    .toLowerCase();
}

/** A text made ready to be compared with many others: its pairs of neighbouring characters, counted. */
export interface Pairs {
  text: string;
  counts: ReadonlyMap<string, number>;
  total: number;
}

/** Longer texts are compared by their beginning: likeness does not need more. */
const comparedLength = 2000;

export function pairsOf(text: string): Pairs {
  const characters = [...bare(text.slice(0, comparedLength))];
  const counts = new Map<string, number>();
  for (let at = 0; at + 1 < characters.length; at += 1) {
    const pair = `${characters[at]}${characters[at + 1]}`;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  }
  return { text: characters.join(""), counts, total: Math.max(0, characters.length - 1) };
}

/** How alike two texts are, 0 to 1: shared pairs of characters against all of them (Dice's coefficient). */
export function likeness(one: Pairs, other: Pairs): number {
  if (one.text === other.text) return 1;
  if (one.total === 0 || other.total === 0) return 0;
  const [fewer, more] = one.counts.size <= other.counts.size ? [one, other] : [other, one];
  let shared = 0;
  for (const [pair, count] of fewer.counts) shared += Math.min(count, more.counts.get(pair) ?? 0);
  return (2 * shared) / (one.total + other.total);
}

/** The places of a longest rising run of `values`, not necessarily neighbours: what kept its order. */
export function keptInOrder(values: readonly number[]): Set<number> {
  const ends: number[] = [];
  const before: number[] = [];
  values.forEach((value, place) => {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((values[ends[middle]!] ?? 0) < value) low = middle + 1;
      else high = middle;
    }
    before[place] = ends[low - 1] ?? -1;
    ends[low] = place;
  });
  const kept = new Set<number>();
  for (let place = ends.at(-1) ?? -1; place >= 0; place = before[place] ?? -1) kept.add(place);
  return kept;
}
