/** Longer words are not compared: the cost is the product of both lengths. */
const longestWord = 40;

/** The words that one may have meant by another: those that differ in little, or have it in them; the nearest first. */
export function nearWords(written: string, words: Iterable<string>, most = 3): string[] {
  const wanted = written.toLowerCase();
  if (wanted.length === 0 || wanted.length > longestWord) return [];
  const near: { word: string; distance: number }[] = [];
  for (const word of words) {
    const distance = distanceTo(wanted, word.toLowerCase());
    if (distance !== null) near.push({ word, distance });
  }
  near.sort((one, other) => one.distance - other.distance || one.word.length - other.word.length);
  return near.slice(0, most).map(({ word }) => word);
}

function distanceTo(wanted: string, word: string): number | null {
  if (word.length > longestWord) return null;
  if (word.startsWith(wanted)) return 0.5;
  if (word.includes(wanted) || (word.length > 1 && wanted.includes(word))) return 0.8;
  const most = Math.max(1, Math.floor(Math.min(wanted.length, word.length) / 2));
  if (Math.abs(wanted.length - word.length) > most) return null;
  const distance = editDistance(wanted, word);
  return distance <= most && distance < wanted.length ? distance : null;
}

/** How many characters have to be put in, taken out or changed. */
function editDistance(from: string, to: string): number {
  let above = Array.from({ length: to.length + 1 }, (_, index) => index);
  for (let row = 1; row <= from.length; row += 1) {
    const current = [row];
    for (let column = 1; column <= to.length; column += 1) {
      const changed = above[column - 1]! + (from[row - 1] === to[column - 1] ? 0 : 1);
      current.push(Math.min(changed, above[column]! + 1, current[column - 1]! + 1));
    }
    above = current;
  }
  return above[to.length]!;
}
