import { diagnose, type Diagnostic, type DiagnosticCode } from "../diagnostics.js";

/** Thrown inside the readers to give a document up; `readDocument` makes its diagnostic the answer. */
export class Unreadable extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

/** An end to the reading, for a reason that concerns the whole document. */
export function unreadable(code: DiagnosticCode, params: Record<string, string | number> = {}): Unreadable {
  return new Unreadable(diagnose(code, params, null));
}

/** The file is broken: cut short, or not what its first bytes promise. */
export function damaged(): Unreadable {
  return unreadable("DAMAGED_FILE");
}

/** The file holds what no honest program writes. `found` and `foundEn` end the sentence "it holds …". */
export function unsafe(found: string, foundEn: string): Unreadable {
  return unreadable("UNSAFE_FILE", { found, foundEn });
}
