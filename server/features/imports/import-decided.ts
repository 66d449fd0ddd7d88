import type { Rows } from "../../database/rows.js";
import { Refusal } from "../../graphql/refusal.js";
import { amendProgramme, type Acceptance } from "./amend-programme.js";
import { makeProgramme, type Applying, type DatedReading } from "./apply-notice.js";
import type { DecidedReading } from "./decide-notice.js";
import { findTarget, type TargetChoice } from "./find-target.js";
import { NoticeAlreadyImported, UnknownDifference } from "./import.problems.js";

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
    return makeProgramme(applying, decided, target.title);
  }
  if (target.kind === "SAME")
    throw new Refusal(new NoticeAlreadyImported(target.programmeId, applying.locale));
  await amendProgramme(applying, target.programmeId, decided, choice);
  return target.programmeId;
}
