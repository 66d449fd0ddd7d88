import { diagnose, type Diagnostic } from "../diagnostics.js";

/** Something hidden was not read; `found` and `foundEn` name it. */
export function hiddenLeftOut(found: string, foundEn: string): Diagnostic {
  return diagnose("HIDDEN_LEFT_OUT", { found, foundEn }, null);
}
