import type { GraphQLFormattedError } from "graphql";
import type { Mending } from "../features/tasks/mending.js";

/** The names under which an answer has its board and the board's projects. */
export interface Keys {
  board: string;
  projects: string;
}

/** A mending, and what the executed operation made of it. */
export interface AnswerInParts extends Mending {
  keys: Keys;
  /** Set when the answer is written: its text around the projects, and each project's. */
  made: { head: string; parts: string[]; tail: string } | null;
}

/** A kept answer: its bytes, and where each project stands in them. */
export interface Parts {
  body: Buffer;
  places: ReadonlyMap<string, readonly [start: number, end: number]>;
}

interface Result {
  data?: unknown;
  errors?: readonly GraphQLFormattedError[];
}

const answers = new WeakMap<object, AnswerInParts>();

/** Remembers that an operation's data are an answer in parts. */
export function isInParts(data: unknown, answer: AnswerInParts): void {
  if (typeof data === "object" && data !== null) answers.set(data, answer);
}

const place = "\u0001projects\u0001";
const writtenPlace = JSON.stringify(place);

/**
 * Writes an answer as JSON. One in parts is written part by part, which are kept; where only some projects were read,
 * the text has none of them, and {@link joined} puts the answer together.
 */
export function writeAnswer(result: Result): string {
  const data = result.data as Record<string, Record<string, unknown>> | null | undefined;
  const answer = data ? answers.get(data) : undefined;
  if (!data || !answer) return JSON.stringify(result);
  const { board, projects } = answer.keys;
  const found = data[board]?.[projects];
  // A board with an error in it is not kept; and one of which only some was read is no board.
  if (!Array.isArray(found) || result.errors)
    return JSON.stringify(answer.held ? { ...result, data: null } : result);
  const rest = { ...result, data: { ...data, [board]: { ...data[board], [projects]: place } } };
  const [head = "", tail = ""] = JSON.stringify(rest).split(writtenPlace);
  answer.made = { head, tail, parts: found.map((project) => JSON.stringify(project)) };
  return head + tail;
}

const [open, comma, close] = ["[", ",", "]"].map((text) => Buffer.from(text)) as [Buffer, Buffer, Buffer];

/**
 * The whole answer: what was read now, and of the held answer the projects that did not change. Null for one that was
 * not written in parts.
 */
export function joined({ made, read, order }: AnswerInParts, held: Parts | null): Parts | null {
  if (!made) return null;
  const fresh = new Map(read.map((id, index) => [id, Buffer.from(made.parts[index] ?? "")]));
  const pieces: Buffer[] = [Buffer.from(made.head), open];
  let length = (pieces[0]?.length ?? 0) + 1;
  const places = new Map<string, readonly [number, number]>();
  for (const id of order) {
    const part = fresh.get(id) ?? partOf(held, id);
    if (places.size > 0) {
      pieces.push(comma);
      length += 1;
    }
    places.set(id, [length, length + part.length]);
    pieces.push(part);
    length += part.length;
  }
  pieces.push(close, Buffer.from(made.tail));
  return { body: Buffer.concat(pieces), places };
}

function partOf(held: Parts | null, id: string): Buffer {
  const found = held?.places.get(id);
  if (!held || !found) throw new Error(`The held board has no project ${id}`);
  return held.body.subarray(...found);
}
