import { fork, type ChildProcess } from "node:child_process";
import type { Reading } from "../notice/notice.js";
import { tooMuchMemory, type Answer, type Question } from "./messages.js";
import { withPart } from "./parts.js";

/** Next to this file once built; TypeScript run from its source (by tests) uses what was built. */
const program = import.meta.filename.endsWith(".ts")
  ? new URL("../../dist/server/reader/program.js", import.meta.url)
  : new URL("program.js", import.meta.url);

/** Of the memory that a reading may take, what is not V8's old heap: buffers and new objects. In megabytes. */
const besideHeap = 64;

/** How Node keeps a process that reads to its memory. */
export function readingProcessFlags(megabytes: number): string[] {
  return [`--max-old-space-size=${Math.max(24, megabytes - besideHeap)}`, "--max-semi-space-size=8"];
}

/** What a process ends with that asked for too much memory: by our guard, or by V8's own. */
const endsOfTheGreedy: (NodeJS.Signals | null)[] = [tooMuchMemory, "SIGABRT", "SIGTRAP"];

/** A reading process died while it read. */
export class ReadingProcessDied extends Error {
  override name = "ReadingProcessDied";

  constructor(
    message: string,
    /** It asked for more memory than it may have. Otherwise somebody else ended it: the document is not to blame. */
    readonly wantedMemory: boolean,
  ) {
    super(message);
  }
}

interface Task {
  resolve: (reading: Reading) => void;
  reject: (error: Error) => void;
  onProgress: (done: number, total: number) => void;
  reading: Reading | null;
}

/** A process that reads documents, one at a time. It starts at once and is reused until it dies or is ended. */
export class ReadingProcess {
  readonly #child: ChildProcess;
  readonly #ended: Promise<unknown>;
  #task: Task | null = null;
  #isDead = false;
  #held = 0;

  /** `megabytes` is the most that it may take for reading, beside what it holds when idle. */
  constructor(megabytes: number) {
    this.#child = fork(program, [String(megabytes)], {
      execArgv: readingProcessFlags(megabytes),
      env: {},
      serialization: "advanced",
      stdio: ["ignore", "ignore", "ignore", "ipc"],
    });
    this.#ended = new Promise((ended) => this.#child.once("exit", ended).once("error", ended));
    this.#child.on("message", (answer: Answer) => this.#hear(answer));
    this.#child.on("error", (error) => this.#die(error));
    this.#child.on("exit", (code, signal) => {
      const end = `A reading process ended with ${signal ?? code ?? "no code"}`;
      this.#die(new ReadingProcessDied(end, endsOfTheGreedy.includes(signal)));
    });
  }

  /** What it still held of the last reading, in megabytes. */
  get held(): number {
    return this.#held;
  }

  get isDead(): boolean {
    return this.#isDead;
  }

  /** Throws {@link ReadingProcessDied}, or an `Error` with the stack of a bug in the reader. */
  read(question: Question, onProgress: Task["onProgress"]): Promise<Reading> {
    return new Promise((resolve, reject) => {
      this.#task = { resolve, reject, onProgress, reading: null };
      // Whoever does not hear is dying, and how it ends says why.
      this.#child.send(question, (error) => void (error && this.#child.kill("SIGKILL")));
    });
  }

  /** Ends it, whatever it is doing. Settles when it is gone. */
  async end(): Promise<void> {
    this.#die(new ReadingProcessDied("A reading process was ended", false));
    await this.#ended;
  }

  #hear(answer: Answer): void {
    const task = this.#task;
    if (!task) return;
    if (answer.kind === "progress") task.onProgress(answer.done, answer.total);
    else if (answer.kind === "part") task.reading = withPart(task.reading, answer.part);
    else this.#finish(task, answer);
  }

  #finish(task: Task, answer: Extract<Answer, { kind: "done" | "bug" }>): void {
    this.#task = null;
    if (answer.kind === "done") this.#held = answer.megabytes;
    if (answer.kind === "done" && task.reading) task.resolve(task.reading);
    else
      task.reject(
        new Error(`The reader failed: ${answer.kind === "bug" ? answer.stack : "it gave nothing"}`),
      );
  }

  #die(error: Error): void {
    this.#isDead = true;
    this.#child.kill("SIGKILL");
    this.#task?.reject(error);
    this.#task = null;
  }
}
