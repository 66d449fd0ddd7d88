import { randomUUID } from "node:crypto";
import { Repeater, SlidingBuffer } from "@repeaterjs/repeater";

/** Who is looking at a board, as it is told to those who look at it. */
export interface Readers {
  programmeId: string;
  /** Each once, whoever came first comes first. */
  personIds: readonly string[];
}

/** Comings and goings are gathered for so long before they are told, in milliseconds: many may come at once. */
const gathering = 400;

/** Other processes say again who reads with them, and are forgotten when they have not for a while, in milliseconds. */
const sayAgain = 10_000;
const forgetAfter = 25_000;

/** A message of PostgreSQL holds 8,000 bytes: so many people of one board are told of, and so many names in one message. */
const mostTold = { ofBoard: 50, atOnce: 150 };

type Boards = Record<string, string[]>;

/**
 * Who is looking at which board now: counted by open subscriptions, kept in memory and never written. Several
 * processes tell each other where `tellOthers` is given.
 */
export class Presence {
  readonly #process = randomUUID();
  /** By programme, then by person: how many subscriptions. */
  readonly #here = new Map<string, Map<string, number>>();
  /** By process and the number of its message. */
  readonly #elsewhere = new Map<string, { at: number; boards: Boards }>();
  readonly #followers = new Map<string, Set<(readers: Readers) => void>>();
  readonly #changed = new Map<string, NodeJS.Timeout>();
  #tellOthers: (message: string) => void = () => undefined;
  #isToBeSaid = false;
  #timer: NodeJS.Timeout | null = null;

  /** How many subscriptions there are: for tests and metrics. */
  get size(): number {
    let size = 0;
    for (const followers of this.#followers.values()) size += followers.size;
    return size;
  }

  /** Joins with other processes: what they say goes to `hear`. */
  join(tellOthers: (message: string) => void): void {
    this.#tellOthers = tellOthers;
    this.#timer = setInterval(() => {
      this.#forgetOthers();
      this.#say();
    }, sayAgain).unref();
  }

  stop(): void {
    if (this.#timer) clearInterval(this.#timer);
    for (const timer of this.#changed.values()) clearTimeout(timer);
    this.#changed.clear();
    this.#here.clear();
    this.#say();
  }

  /** Says who reads here, and has the others say the same. */
  greet(): void {
    this.#say(true);
  }

  /** What another process said of its readers; anything else is passed over. */
  hear(message: string): void {
    const said = messageOf(message);
    if (!said || said.process === this.#process) return;
    if (said.asks) this.#say();
    const { process, boards, part, parts } = said;
    this.#hearPart(`${process} ${part}`, boards);
    // It had more to tell the last time.
    for (let gone = parts; this.#elsewhere.has(`${process} ${gone}`); gone += 1)
      this.#hearPart(`${process} ${gone}`, null);
  }

  #hearPart(key: string, boards: Boards | null): void {
    const before = this.#elsewhere.get(key)?.boards ?? {};
    if (boards) this.#elsewhere.set(key, { at: performance.now(), boards });
    else this.#elsewhere.delete(key);
    for (const programmeId of new Set([...Object.keys(before), ...Object.keys(boards ?? {})])) {
      const [was, is] = [before[programmeId] ?? [], boards?.[programmeId] ?? []];
      if (was.join() !== is.join()) this.#tellSoon(programmeId);
    }
  }

  /** Counts a person among a board's readers for as long as it is consumed, and gives all of them, again at each change. */
  follow(programmeId: string, personId: string): AsyncIterableIterator<Readers> {
    return new Repeater<Readers>(async (push, stop) => {
      const follower = (readers: Readers) => void push(readers);
      const followers = this.#followers.get(programmeId) ?? new Set();
      this.#followers.set(programmeId, followers.add(follower));
      this.#count(programmeId, personId, 1);
      await stop;
      followers.delete(follower);
      if (followers.size === 0) this.#followers.delete(programmeId);
      this.#count(programmeId, personId, -1);
    }, new SlidingBuffer(1));
  }

  #count(programmeId: string, personId: string, by: 1 | -1): void {
    const people = this.#here.get(programmeId) ?? new Map<string, number>();
    const count = (people.get(personId) ?? 0) + by;
    if (count > 0) people.set(personId, count);
    else people.delete(personId);
    if (people.size > 0) this.#here.set(programmeId, people);
    else this.#here.delete(programmeId);
    this.#tellSoon(programmeId, true);
  }

  /** Tells the followers of a board, and, of what happened here, the other processes. */
  #tellSoon(programmeId: string, isOurs = false): void {
    this.#isToBeSaid ||= isOurs;
    if (this.#changed.has(programmeId)) return;
    const tell = () => {
      this.#changed.delete(programmeId);
      const readers = { programmeId, personIds: this.#readersOf(programmeId) };
      for (const follower of this.#followers.get(programmeId) ?? []) follower(readers);
      if (this.#isToBeSaid) this.#say();
    };
    this.#changed.set(programmeId, setTimeout(tell, gathering).unref());
  }

  #readersOf(programmeId: string): string[] {
    const here = this.#here.get(programmeId)?.keys() ?? [];
    const elsewhere = [...this.#elsewhere.values()].flatMap(({ boards }) => boards[programmeId] ?? []);
    return [...new Set([...here, ...elsewhere])];
  }

  #say(asks = false): void {
    this.#isToBeSaid = false;
    const told = partsOf(this.#here);
    for (const [part, boards] of told.entries()) {
      // Whoever is asked answers once.
      const message = { process: this.#process, boards, asks: asks && part === 0, part, parts: told.length };
      this.#tellOthers(JSON.stringify(message));
    }
  }

  #forgetOthers(): void {
    for (const [key, { at, boards }] of this.#elsewhere) {
      if (performance.now() - at < forgetAfter) continue;
      this.#elsewhere.delete(key);
      for (const programmeId of Object.keys(boards)) this.#tellSoon(programmeId);
    }
  }
}

/** Who reads here, in as many parts as messages are needed: at least one, for nobody. */
function partsOf(here: ReadonlyMap<string, ReadonlyMap<string, number>>): Boards[] {
  const parts: Boards[] = [];
  let names = 0;
  let part: Boards = {};
  for (const [programmeId, people] of here) {
    const told = [...people.keys()].slice(0, mostTold.ofBoard);
    // A board's id takes the place of a name.
    if (names + told.length + 1 > mostTold.atOnce) {
      parts.push(part);
      [part, names] = [{}, 0];
    }
    part[programmeId] = told;
    names += told.length + 1;
  }
  return [...parts, part];
}

interface Message {
  process: string;
  boards: Boards;
  asks: boolean;
  part: number;
  parts: number;
}

function messageOf(message: string): Message | null {
  try {
    const { process, boards, asks, part = 0, parts = 1 } = JSON.parse(message) as Record<string, unknown>;
    const isRight =
      typeof process === "string" &&
      typeof boards === "object" &&
      boards !== null &&
      isCount(part) &&
      isCount(parts);
    return isRight ? { process, boards: boards as Boards, asks: asks === true, part, parts } : null;
  } catch {
    return null;
  }
}

function isCount(value: unknown): value is number {
  return Number.isInteger(value);
}
