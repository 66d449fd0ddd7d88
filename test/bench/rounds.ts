/** A thing to be timed: does its work once. */
export type Work = () => Promise<unknown> | void;

/** Milliseconds for one run of each work, one figure per round. */
export type Rounds<Name extends string> = Record<Name, number[]>;

export interface RoundsOptions {
  /** How many rounds count; one more goes before, to warm up. */
  rounds: number;
  /** How long each work runs within a round, in milliseconds; at least once. */
  milliseconds: number;
}

/**
 * Times several works against each other: in each round every one runs for the same while, in an order that turns, so
 * that whatever else the machine does falls on all of them. Only ratios within a round are worth comparing.
 */
export async function inRounds<Name extends string>(
  works: Record<Name, Work>,
  { rounds, milliseconds }: RoundsOptions,
): Promise<Rounds<Name>> {
  const names = Object.keys(works) as Name[];
  const times = Object.fromEntries(names.map((name) => [name, []])) as unknown as Rounds<Name>;
  for (let round = -1; round < rounds; round++) {
    const turn = (round + names.length) % names.length;
    globalThis.gc?.();
    for (const name of [...names.slice(turn), ...names.slice(0, turn)]) {
      const time = await timeOf(works[name], round < 0 ? milliseconds * 3 : milliseconds);
      if (round >= 0) times[name].push(time);
    }
  }
  return times;
}

/** The median of as many runs as fit: one that another process interrupted does not count. */
async function timeOf(work: Work, milliseconds: number): Promise<number> {
  const end = performance.now() + milliseconds;
  const times: number[] = [];
  for (let start = performance.now(); start < end || times.length === 0; start = performance.now()) {
    await work();
    times.push(performance.now() - start);
  }
  return figureOf(times).median;
}

/** A figure with the spread of the rounds that it was taken from. */
export interface Figure {
  median: number;
  least: number;
  most: number;
}

/** The median of many. */
export function figureOf(values: readonly number[]): Figure {
  const sorted = values.toSorted((a, b) => a - b);
  return { median: quantile(sorted, 0.5), least: sorted[0] ?? NaN, most: sorted.at(-1) ?? NaN };
}

/** How many times as fast as the floor, round by round. */
export function ratioTo(floor: readonly number[], times: readonly number[]): Figure {
  return figureOf(floor.map((time, round) => time / (times[round] ?? NaN)));
}

/** A quantile of sorted values. */
export function quantile(sorted: readonly number[], part: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? NaN;
}
