import { readerBusy, requestAborted } from "../graphql/coded-error.js";
import { diagnose, type Diagnostic } from "../notice/diagnostics.js";
import type { Reading } from "../notice/notice.js";
import type { Roster } from "../notice/read-notice.js";
import type { DocumentInput } from "../notice/read/read-document.js";
import type { Question } from "./messages.js";
import { ReadingProcess, ReadingProcessDied } from "./reading-process.js";

/** What reading one document may take, and how many may be read. */
export interface ReaderLimits {
  /** How long one document may take. */
  seconds: number;
  /** How much memory reading one may take, in megabytes: all that a process takes beside what it holds when idle. */
  megabytes: number;
  /** How many documents are read at the same time, each in a process of its own. */
  atOnce: number;
  /** How many more may wait for their turn; whoever comes then is refused. */
  waiting: number;
  /** How long a process without work is kept, in seconds: starting one takes a tenth of a second. */
  idleSeconds: number;
}

export const usualLimits: ReaderLimits = {
  seconds: 5,
  megabytes: 256,
  atOnce: 1,
  waiting: 8,
  idleSeconds: 60,
};

export interface ReadOptions {
  /** The file's name; null for what was pasted. */
  name?: string | null;
  /** The plan's year, where somebody says it. */
  year?: number;
  roster?: Roster;
  /** Gives the reading up: it ends at once, and throws REQUEST_ABORTED. */
  signal?: AbortSignal;
}

/** Reads documents that nobody vouches for. */
export interface Reader {
  /**
   * `readNotice` in a process of its own. A document that takes too long, or too much memory, is a reading without a
   * notice and with a diagnostic. Throws READER_BUSY when too many wait, REQUEST_ABORTED when it was given up, or the
   * reader was stopped.
   */
  read(input: DocumentInput, options?: ReadOptions, onProgress?: OnProgress): Promise<Reading>;
  /** Ends all processes, gives up what they read and what waits, and reads nothing more. */
  stop(): Promise<void>;
}

/** How many rows are read, and of how many. */
export type OnProgress = (done: number, total: number) => void;

/** A reader whose processes start when the first document comes, are reused, and end when none comes any more. */
export function createReader(limits: ReaderLimits = usualLimits): Reader {
  return new ProcessReader(limits);
}

class TooSlow extends Error {}

class ProcessReader implements Reader {
  #reading = 0;
  readonly #waiting = new Set<() => void>();
  readonly #idle = new Map<ReadingProcess, NodeJS.Timeout>();
  readonly #all = new Set<ReadingProcess>();
  readonly #stopped = new AbortController();

  constructor(readonly limits: ReaderLimits) {}

  async read(
    input: DocumentInput,
    { name = null, year, roster, signal: given }: ReadOptions = {},
    onProgress: OnProgress = () => undefined,
  ): Promise<Reading> {
    const signal = AbortSignal.any([this.#stopped.signal, ...(given ? [given] : [])]);
    if (signal.aborted) throw requestAborted();
    await this.#turn(signal);
    try {
      return await this.#readNow({ input, options: { name, year, roster } }, signal, onProgress);
    } finally {
      this.#passOn();
    }
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    for (const timer of this.#idle.values()) clearTimeout(timer);
    await Promise.all([...this.#all].map((process) => process.end()));
  }

  /** Waits in line. Throws where the line is too long. */
  async #turn(signal: AbortSignal): Promise<void> {
    if (this.#reading < this.limits.atOnce) {
      this.#reading += 1;
      return;
    }
    if (this.#waiting.size >= this.limits.waiting) throw readerBusy();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const leave = () => {
      this.#waiting.delete(resolve);
      reject(requestAborted());
    };
    this.#waiting.add(resolve);
    signal.addEventListener("abort", leave);
    await promise.finally(() => signal.removeEventListener("abort", leave));
  }

  /** Gives the turn to whoever waits longest. */
  #passOn(): void {
    const [next] = this.#waiting;
    if (!next) {
      this.#reading -= 1;
      return;
    }
    this.#waiting.delete(next);
    next();
  }

  async #readNow(question: Question, signal: AbortSignal, onProgress: OnProgress): Promise<Reading> {
    // Between its turn and now it may have been given up.
    if (signal.aborted) throw requestAborted();
    const process = this.#take();
    const { promise: stopped, reject: stop } = Promise.withResolvers<never>();
    const timer = setTimeout(() => stop(new TooSlow()), this.limits.seconds * 1000);
    const abort = () => stop(requestAborted());
    signal.addEventListener("abort", abort);
    try {
      const reading = await Promise.race([process.read(question, onProgress), stopped]);
      // What a long document left behind would be missing for the next one.
      if (process.held > this.limits.megabytes / 2) void this.#end(process);
      else this.#keep(process);
      return reading;
    } catch (error) {
      void this.#end(process);
      return this.#unread(question, error);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    }
  }

  /** What is told of a document that could not be read to its end. Throws on what is not the document's fault. */
  #unread({ options }: Question, error: unknown): Reading {
    const { seconds, megabytes } = this.limits;
    const told = (diagnostic: Diagnostic) => withoutNotice(options.name, diagnostic);
    if (error instanceof TooSlow) return told(diagnose("READING_TOO_SLOW", { seconds }, null));
    if (!(error instanceof ReadingProcessDied)) throw error;
    return error.wantedMemory
      ? told(diagnose("READING_TOO_LARGE", { megabytes }, null))
      : told(diagnose("READING_BROKE_OFF", {}, null));
  }

  #take(): ReadingProcess {
    for (const [process, timer] of this.#idle) {
      clearTimeout(timer);
      this.#idle.delete(process);
      if (!process.isDead) return process;
      this.#all.delete(process);
    }
    const process = new ReadingProcess(this.limits.megabytes);
    this.#all.add(process);
    return process;
  }

  #keep(process: ReadingProcess): void {
    const timer = setTimeout(() => void this.#end(process), this.limits.idleSeconds * 1000);
    this.#idle.set(process, timer.unref());
  }

  async #end(process: ReadingProcess): Promise<void> {
    this.#idle.delete(process);
    await process.end();
    this.#all.delete(process);
  }
}

function withoutNotice(name: string | null | undefined, diagnostic: Diagnostic): Reading {
  const [format, encoding] = ["unknown", "unknown"] as const;
  return { name: name ?? null, format, encoding, blocks: [], notice: null, diagnostics: [diagnostic] };
}
