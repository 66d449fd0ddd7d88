import { Repeater, SlidingBuffer } from "@repeaterjs/repeater";
import type { Context } from "../../context.js";
import type { ImportPhase, ImportProgress } from "./import-progress.row.js";

/** Tells how far an operation has come; as often as one likes. */
export type TellProgress = (phase: ImportPhase, done: number, total: number) => void;

/** Progress is passed on no more often than this, in milliseconds, save for a new phase. */
const tellEvery = 100;

type Follower = (progress: ImportProgress | null) => void;

/**
 * How far operations have come, told to whoever follows them. Only the newest progress is kept, so a slow follower
 * holds nothing up; a key without operation and follower is forgotten. Heard in this process alone.
 */
export class ProgressFeed {
  readonly #newest = new Map<string, ImportProgress>();
  readonly #followers = new Map<string, Set<Follower>>();

  /** How many operations and followers it knows: for tests and metrics. */
  get size(): number {
    let size = this.#newest.size;
    for (const followers of this.#followers.values()) size += followers.size;
    return size;
  }

  tell(key: string, progress: ImportProgress): void {
    this.#newest.set(key, progress);
    for (const follower of this.#followers.get(key) ?? []) follower(progress);
  }

  /** The operation is over: whoever follows it hears no more. */
  end(key: string): void {
    this.#newest.delete(key);
    for (const follower of this.#followers.get(key) ?? []) follower(null);
  }

  /** Where the operation is now, if it began, and every step until it ends. */
  follow(key: string): AsyncIterableIterator<ImportProgress> {
    return new Repeater<ImportProgress>(async (push, stop) => {
      const follower: Follower = (progress) => void (progress ? push(progress) : stop());
      const followers = this.#followers.get(key) ?? new Set();
      this.#followers.set(key, followers.add(follower));
      const newest = this.#newest.get(key);
      if (newest) follower(newest);
      await stop;
      followers.delete(follower);
      if (followers.size === 0) this.#followers.delete(key);
    }, new SlidingBuffer(1));
  }
}

/** Names a person's operation: nobody hears of another's, whatever id they guess. */
export function progressKey(personId: string, progressId: string): string {
  return `${personId} ${progressId}`;
}

/** Runs `work` and tells those who follow `progressId` (of the same person) how far it comes; null tells nobody. */
export async function withProgress<Result>(
  { progress, viewer }: Context,
  progressId: string | null | undefined,
  work: (tell: TellProgress) => Promise<Result>,
): Promise<Result> {
  if (!viewer || (progressId ?? null) === null) return work(() => undefined);
  const key = progressKey(viewer.personId, progressId ?? "");
  let last: { phase: ImportPhase; at: number } | null = null;
  const tell: TellProgress = (phase, done, total) => {
    const now = performance.now();
    if (last?.phase === phase && now - last.at < tellEvery && done < total) return;
    last = { phase, at: now };
    progress.tell(key, { phase, done, total });
  };
  try {
    return await work(tell);
  } finally {
    progress.end(key);
  }
}
