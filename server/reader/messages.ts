import type { ReadingOptions } from "../notice/read-notice.js";
import type { DocumentInput } from "../notice/read/read-document.js";
import type { Part } from "./parts.js";

/** What a reading process is asked. */
export interface Question {
  input: DocumentInput;
  options: Pick<ReadingOptions, "name" | "year" | "roster">;
}

/** What it answers: how far it has come, parts of the reading, and that there are no more, with the memory that it still takes; or the stack of a bug. */
export type Answer =
  | { kind: "progress"; done: number; total: number }
  | { kind: "part"; part: Part }
  | { kind: "done"; megabytes: number }
  | { kind: "bug"; stack: string };

/** The signal by which a process that holds too much memory ends itself: nobody else sends this one. */
export const tooMuchMemory: NodeJS.Signals = "SIGUSR2";
