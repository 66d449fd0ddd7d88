import type { NoticeProject, NoticeTask } from "../../notice/notice.js";
import { bare, likeness, pairsOf, type Pairs } from "./likeness.js";

/** What rows are told apart by. */
export type MatchedRow = Pick<NoticeProject, "number" | "category" | "name" | "content">;

/** What tasks are told apart by. */
export type MatchedTask = Pick<NoticeTask, "title" | "startsOn" | "dueOn">;

/** Two things that are one: places in the old list and in the new one. */
export interface Pair {
  old: number;
  fresh: number;
}

/** From this likeness on, a name under the same number is the same project's new name. */
const alikeUnderOneNumber = 0.5;
/** From this likeness on, whatever the number is. */
const alike = 0.75;
/** From this likeness of the content on, a project under the same number is the same, whatever it is called now. */
const alikeInContent = 0.8;

/** More comparisons than this are not made: two long lists that have little in common are compared by number only. */
const mostComparisons = 300_000;

/**
 * Finds the rows of an old list again in a new one: by the whole name first, with the number where names occur more
 * than once, then by likeness, the likeliest first. Each row is used once; what is left over came or went.
 */
export function matchRows(old: readonly MatchedRow[], fresh: readonly MatchedRow[]): Pair[] {
  const matching = new Matching(old.length, fresh.length);
  for (const key of keys) matching.pairEqual(old.map(key), fresh.map(key));
  const oldNames = matching.oldLeft.map((place) => ({ place, row: old[place]!, ...wordsOf(old[place]!) }));
  const freshNames = matching.freshLeft.map((place) => ({
    place,
    row: fresh[place]!,
    ...wordsOf(fresh[place]!),
  }));
  const scored: (Pair & { score: number })[] = [];
  const byNumber = oldNames.length * freshNames.length > mostComparisons;
  for (const one of oldNames) {
    for (const other of freshNames) {
      const score = byNumber && one.row.number !== other.row.number ? 0 : likenessOfRows(one, other);
      if (score > 0) scored.push({ old: one.place, fresh: other.place, score });
    }
  }
  scored.sort((one, other) => other.score - one.score || one.old - other.old || one.fresh - other.fresh);
  for (const pair of scored) matching.pair(pair);
  return matching.pairs;
}

const keys: ((row: MatchedRow) => string)[] = [
  ({ number, category, name, content }) =>
    JSON.stringify([number, bare(category ?? ""), bare(name), bare(content)]),
  ({ number, category, name }) => JSON.stringify([number, bare(category ?? ""), bare(name)]),
  ({ number, name }) => JSON.stringify([number, bare(name)]),
  ({ name, content }) => JSON.stringify([bare(name), bare(content)]),
  ({ name }) => bare(name),
];

interface RowWords {
  row: MatchedRow;
  name: Pairs;
  content: Pairs;
}

function wordsOf({ name, content }: MatchedRow): { name: Pairs; content: Pairs } {
  return { name: pairsOf(name), content: pairsOf(content) };
}

/** 0 where the two are different projects. */
function likenessOfRows(one: RowWords, other: RowWords): number {
  const names = likeness(one.name, other.name);
  if (!haveOneNumber(one.row, other.row)) return names >= alike ? names : 0;
  if (names >= alikeUnderOneNumber) return names + 0.25;
  const contents = one.content.total > 0 ? likeness(one.content, other.content) : 0;
  return contents >= alikeInContent ? contents : 0;
}

/** Numbers are unique within their section. */
function haveOneNumber(one: MatchedRow, other: MatchedRow): boolean {
  return (
    one.number !== null &&
    one.number === other.number &&
    bare(one.category ?? "") === bare(other.category ?? "")
  );
}

class Matching {
  readonly pairs: Pair[] = [];
  readonly #old = new Set<number>();
  readonly #fresh = new Set<number>();

  constructor(
    private readonly oldCount: number,
    private readonly freshCount: number,
  ) {}

  get oldLeft(): number[] {
    return left(this.oldCount, this.#old);
  }

  get freshLeft(): number[] {
    return left(this.freshCount, this.#fresh);
  }

  pair({ old, fresh }: Pair): void {
    if (this.#old.has(old) || this.#fresh.has(fresh)) return;
    this.#old.add(old);
    this.#fresh.add(fresh);
    this.pairs.push({ old, fresh });
  }

  /** Pairs what has the same key, in order. */
  pairEqual(oldKeys: readonly string[], freshKeys: readonly string[]): void {
    const waiting = Map.groupBy(this.oldLeft, (place) => oldKeys[place] ?? "");
    for (const fresh of this.freshLeft) {
      const key = freshKeys[fresh] ?? "";
      const old = key === "" ? undefined : waiting.get(key)?.shift();
      if (old !== undefined) this.pair({ old, fresh });
    }
  }
}

function left(count: number, used: ReadonlySet<number>): number[] {
  return Array.from({ length: count }, (_, place) => place).filter((place) => !used.has(place));
}

/** From this likeness on, two titles are of one task. */
const alikeTitles = 0.5;
const [worthOfTitle, worthOfPeriod, worthOfDueDay] = [3, 1, 0.5];

/**
 * Finds a project's tasks again: titles that are alike, or the same period, so that as much as possible is found with
 * its order kept; then, out of order, titles that are nearly the same.
 */
export function matchTasks(old: readonly MatchedTask[], fresh: readonly MatchedTask[]): Pair[] {
  const oldTitles = old.map(({ title }) => pairsOf(title));
  const freshTitles = fresh.map(({ title }) => pairsOf(title));
  const worth = (one: number, other: number) =>
    worthOfTasks(old[one]!, fresh[other]!, likeness(oldTitles[one]!, freshTitles[other]!));
  const matching = new Matching(old.length, fresh.length);
  const titlesOf = (titles: Pairs[]) => titles.map(({ text }) => text);
  if (old.length * fresh.length > mostComparisons) {
    matching.pairEqual(titlesOf(oldTitles), titlesOf(freshTitles));
    return matching.pairs;
  }
  for (const pair of bestInOrder(old.length, fresh.length, worth)) matching.pair(pair);
  for (const one of matching.oldLeft) {
    for (const other of matching.freshLeft) {
      const titles = likeness(oldTitles[one]!, freshTitles[other]!);
      if (old[one]!.title !== "" && titles >= alike) matching.pair({ old: one, fresh: other });
    }
  }
  return matching.pairs;
}

function worthOfTasks(one: MatchedTask, other: MatchedTask, titles: number): number {
  const sameDue = one.dueOn !== null && one.dueOn === other.dueOn;
  const samePeriod = sameDue && one.startsOn === other.startsOn;
  if (titles < alikeTitles && !samePeriod) return 0;
  return titles * worthOfTitle + (samePeriod ? worthOfPeriod : sameDue ? worthOfDueDay : 0);
}

/** The pairs of the greatest worth in all, with both lists in order. */
function bestInOrder(
  oldCount: number,
  freshCount: number,
  worth: (old: number, fresh: number) => number,
): Pair[] {
  const best = Array.from({ length: oldCount + 1 }, () => new Float64Array(freshCount + 1));
  for (let old = oldCount - 1; old >= 0; old -= 1) {
    for (let fresh = freshCount - 1; fresh >= 0; fresh -= 1) {
      const taken = worth(old, fresh);
      const both = taken > 0 ? taken + best[old + 1]![fresh + 1]! : 0;
      best[old]![fresh] = Math.max(both, best[old + 1]![fresh]!, best[old]![fresh + 1]!);
    }
  }
  const pairs: Pair[] = [];
  for (let [old, fresh] = [0, 0]; old < oldCount && fresh < freshCount;) {
    const here = best[old]![fresh]!;
    const taken = worth(old, fresh);
    if (taken > 0 && here === taken + best[old + 1]![fresh + 1]!) pairs.push({ old: old++, fresh: fresh++ });
    else if (here === best[old + 1]![fresh]!) old += 1;
    else fresh += 1;
  }
  return pairs;
}
