/** A stretch of a text: as it was, or changed against the other text. */
export interface Stretch {
  text: string;
  isChanged: boolean;
}

const words = new Intl.Segmenter("zh-CN", { granularity: "word" });
/** Beyond this many pairs of words, what lies between the common beginning and end counts as changed. */
const mostPairs = 250_000;

/** Which words of `after` are not those of `before`, in order. */
export function changedWords(before: string, after: string): Stretch[] {
  const [old, now] = [wordsOf(before), wordsOf(after)];
  let head = 0;
  while (head < Math.min(old.length, now.length) && old[head] === now[head]) head += 1;
  let tail = 0;
  const least = Math.min(old.length, now.length) - head;
  while (tail < least && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const middle = now.slice(head, now.length - tail);
  const kept = keptOf(old.slice(head, old.length - tail), middle);
  return joined([
    ...now.slice(0, head).map(unchanged),
    ...middle.map((text, index) => ({ text, isChanged: !kept.has(index) })),
    ...now.slice(now.length - tail).map(unchanged),
  ]);
}

const unchanged = (text: string): Stretch => ({ text, isChanged: false });
const wordsOf = (text: string) => Array.from(words.segment(text), ({ segment }) => segment);

/** The places in `now` of the longest sequence of words that both have. */
function keptOf(old: readonly string[], now: readonly string[]): Set<number> {
  const kept = new Set<number>();
  if (old.length * now.length > mostPairs) return kept;
  const wide = now.length + 1;
  const lengths = new Uint16Array((old.length + 1) * wide);
  const at = (row: number, column: number) => lengths[row * wide + column] ?? 0;
  for (let row = old.length - 1; row >= 0; row -= 1) {
    for (let column = now.length - 1; column >= 0; column -= 1) {
      lengths[row * wide + column] =
        old[row] === now[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1));
    }
  }
  for (let row = 0, column = 0; row < old.length && column < now.length;) {
    if (old[row] === now[column]) {
      kept.add(column);
      row += 1;
      column += 1;
    } else if (at(row + 1, column) >= at(row, column + 1)) row += 1;
    else column += 1;
  }
  return kept;
}

function joined(stretches: readonly Stretch[]): Stretch[] {
  const result: Stretch[] = [];
  for (const stretch of stretches) {
    const last = result.at(-1);
    if (last?.isChanged === stretch.isChanged) last.text += stretch.text;
    else result.push({ ...stretch });
  }
  return result;
}
