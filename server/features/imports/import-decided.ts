import type { Rows } from "../../database/rows.js";
import { badInput } from "../../graphql/coded-error.js";
import type { Locale } from "../../graphql/locale.js";
import { Refusal } from "../../graphql/refusal.js";
import { amendProgramme, type Acceptance } from "./amend-programme.js";
import { makeProgramme, type Applying, type DatedReading } from "./apply-notice.js";
import { reasons } from "./correction-reasons.js";
import { importedRows, type DecidedReading } from "./decide-notice.js";
import { findTarget, type TargetChoice } from "./find-target.js";
import { InvalidCorrection, NoticeAlreadyImported, UnknownDifference } from "./import.problems.js";

/**
 * Makes a programme of a notice, or amends the one that it belongs to with what was accepted. Gives the programme's
 * id; throws a `Refusal` for what stands in the way, and then nothing is written.
 */
export async function importDecided(
  applying: Applying,
  rows: Rows,
  decided: DecidedReading<DatedReading>,
  choice: TargetChoice & Acceptance,
): Promise<string> {
  const target = await findTarget(rows, decided, choice);
  if (target.kind === "NEW") {
    // Somebody chose differences of a programme that is not found any more: never make another one instead.
    const [chosen] = choice.accept ?? [];
    if (chosen !== undefined) throw new Refusal(new UnknownDifference(chosen, applying.locale));
    if (choice.accept !== null || choice.expectedRevision !== null)
      throw badInput(
        "accept, expectedRevision: expected a notice that amends a programme; this one amends none",
      );
    requireSomething(decided, applying.locale);
    return makeProgramme(applying, decided, target.title);
  }
  if (target.kind === "SAME")
    throw new Refusal(new NoticeAlreadyImported(target.programmeId, applying.locale));
  return amendProgramme(applying, target.programmeId, decided, choice);
}

/** Throws a `Refusal` (InvalidCorrection) where every project is left out: there is no programme of nothing. */
function requireSomething(decided: DecidedReading, locale: Locale): void {
  if (importedRows(decided).length > 0) return;
  const place = { projectIndex: decided.reading.notice.projects.length - 1, taskIndex: null };
  throw new Refusal(new InvalidCorrection(place, reasons.nothingLeft, locale));
}
