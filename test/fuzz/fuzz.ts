import { createReader, usualLimits, type Reader } from "../../server/reader/reader.js";
import type { Reading } from "../../server/notice/notice.js";
import { faultsOf } from "../kit/faults.js";
import { mutate } from "./mutate.js";
import { Random } from "./random.js";

/** A document to begin with. */
export interface Original {
  name: string;
  bytes: Uint8Array;
}

/** A mutated document that was not read as it must be. */
export interface Failure {
  /** Which one of the seed's documents it is, and how it was made. */
  number: number;
  name: string;
  steps: string[];
  bytes: Uint8Array;
  faults: string[];
}

export interface FuzzResult {
  count: number;
  /** How many were still read as a notice, and how many were not, by the code of what stood in the way. */
  outcomes: Map<string, number>;
  slowest: { name: string; milliseconds: number };
  failures: Failure[];
}

/** How many readings go on at once. */
const atOnce = 2;

/** Every so many documents are read twice: the readings must be the same. */
const againEvery = 10;

/**
 * Reads mutated documents, as the server reads what people hand it: in processes with their limits. The same seed
 * makes the same documents. Goes on until `isEnough` says so of how many were begun.
 */
export async function fuzz(
  originals: readonly Original[],
  seed: number,
  isEnough: (count: number) => boolean,
  onFailure: (failure: Failure) => void = () => undefined,
): Promise<FuzzResult> {
  const reader = createReader({ ...usualLimits, atOnce, waiting: atOnce });
  const result: FuzzResult = {
    count: 0,
    outcomes: new Map(),
    slowest: { name: "", milliseconds: 0 },
    failures: [],
  };
  const work = async () => {
    while (!isEnough(result.count)) {
      const failure = await tryOne(reader, made(originals, seed, result.count++), result);
      if (failure) result.failures.push(failure);
      if (failure) onFailure(failure);
    }
  };
  try {
    await Promise.all(Array.from({ length: atOnce }, work));
  } finally {
    await reader.stop();
  }
  return result;
}

/** What is wrong with the reading of one document; empty where nothing is. */
export async function faultsOfReading(
  reader: Reader,
  { name, bytes }: Original,
  twice = true,
): Promise<Reading | string[]> {
  try {
    const read = () => reader.read(bytes, { name });
    let reading = await read();
    // On a busy machine anything may be slow once.
    if (exceeded(reading).includes("READING_TOO_SLOW")) reading = await read();
    const faults = [...faultsOf(reading), ...exceeded(reading)];
    if (faults.length > 0) return faults;
    const isSame = !twice || JSON.stringify(await read()) === JSON.stringify(reading);
    return isSame ? reading : ["read a second time it is another"];
  } catch (error) {
    return [error instanceof Error ? error.message : String(error)];
  }
}

/** The limits of reading that a document went beyond. */
function exceeded({ diagnostics }: Reading): string[] {
  const codes: string[] = diagnostics.map(({ code }) => code);
  return codes.filter((code) => code.startsWith("READING_"));
}

type Made = Omit<Failure, "faults">;

/** The document of this number: each has a random source of its own, so that it can be made without the others. */
function made(originals: readonly Original[], seed: number, number: number): Made {
  const random = new Random(seed * 1_000_003 + number);
  const { name, bytes } = random.pick(originals);
  return { number, name, ...mutate(bytes, random) };
}

async function tryOne(reader: Reader, document: Made, result: FuzzResult): Promise<Failure | null> {
  const start = performance.now();
  const found = await faultsOfReading(reader, document, document.number % againEvery === 0);
  const milliseconds = performance.now() - start;
  if (milliseconds > result.slowest.milliseconds) result.slowest = { name: document.name, milliseconds };
  const outcome = Array.isArray(found)
    ? "FAULT"
    : found.notice
      ? "notice"
      : (found.diagnostics.find(({ severity }) => severity === "ERROR")?.code ?? "");
  result.outcomes.set(outcome, (result.outcomes.get(outcome) ?? 0) + 1);
  return Array.isArray(found) ? { ...document, faults: found } : null;
}
