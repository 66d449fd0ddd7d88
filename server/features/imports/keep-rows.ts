/** A row of what is kept as the last notice: one of the new notice, or one that the last notice had. */
export interface KeptRow {
  of: "NOTICE" | "LAST";
  index: number;
}

/**
 * The rows of a new notice and, of the last one's `lastCount` rows, those that it does not speak of: each behind the
 * row that it stood behind, and behind what is new there. `wasAt` gives the place in the last notice of each new row.
 */
export function keepRows(wasAt: readonly (number | null)[], lastCount: number): KeptRow[] {
  const freshAt = new Map(wasAt.map((place, index) => [place, index]));
  const beginning: number[] = [];
  const behind = wasAt.map((): number[] => []);
  let gathered = beginning;
  for (let place = 0; place < lastCount; place += 1) {
    const fresh = freshAt.get(place);
    if (fresh === undefined) gathered.push(place);
    else gathered = behind[lastOfRun(wasAt, fresh)]!;
  }
  const lastRows = (places: readonly number[]) => places.map((index): KeptRow => ({ of: "LAST", index }));
  return [
    ...lastRows(beginning),
    ...wasAt.flatMap((_, index): KeptRow[] => [{ of: "NOTICE", index }, ...lastRows(behind[index]!)]),
  ];
}

/** The last of the new rows that follow a row at once. */
function lastOfRun(wasAt: readonly (number | null)[], index: number): number {
  let end = index;
  while (end + 1 < wasAt.length && wasAt[end + 1] === null) end += 1;
  return end;
}
