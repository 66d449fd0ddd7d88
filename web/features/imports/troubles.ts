import type { CombinedError } from "@urql/vue";
import { errorCode } from "../../api/client";
import type { UnfitFile } from "./file-kind";

/** Why nothing came of it, without an answer that says so itself. */
export type Trouble = "unreachable" | "unanswered" | "failed" | "busy" | UnfitFile;

const troubleOfCode: Record<string, Trouble> = {
  READER_BUSY: "busy",
  TOO_MANY_REQUESTS: "busy",
  REQUEST_TOO_LARGE: "tooLarge",
};

/** Whether the same document may well be read the next time. */
export function isPassing(trouble: Trouble): boolean {
  return ["unreachable", "unanswered", "failed", "busy"].includes(trouble);
}

export function troubleOf(error: CombinedError | undefined): Trouble {
  const response: unknown = error?.response;
  if (response instanceof Response && response.status === 413) return "tooLarge";
  const code = errorCode(error);
  const known = code === null ? undefined : troubleOfCode[code];
  return known ?? (error?.networkError ? "unreachable" : "failed");
}

/** What was to be written may have been, where no answer came: nobody knows. */
export function troubleOfWriting(error: CombinedError | undefined): Trouble {
  const trouble = troubleOf(error);
  return trouble === "unreachable" ? "unanswered" : trouble;
}
