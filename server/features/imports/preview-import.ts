import type { Context } from "../../context.js";
import { readProgramme, readStages } from "../programmes/read-programmes.js";
import { isDated, type DatedReading } from "./apply-notice.js";
import { compareWithBoard } from "./compare-with-board.js";
import type { DecidedReading } from "./decide-notice.js";
import { findTarget, type TargetChoice } from "./find-target.js";
import { ImportDifference } from "./import-difference.row.js";
import type { ImportPreview } from "./import-preview.row.js";
import { showReading } from "./show-reading.js";

/** What a notice would become, and what it would do to the programme that it belongs to. Nothing is written. */
export async function previewImport(
  context: Context,
  decided: DecidedReading,
  choice: TargetChoice,
): Promise<ImportPreview> {
  // First where it belongs: what was decided about the last notice comes into this one with the comparison.
  const where = isDatedOne(decided) ? await whereItBelongs(context, decided, choice) : {};
  return Object.assign(showReading(decided, context.locale), where);
}

function isDatedOne(decided: DecidedReading): decided is DecidedReading<DatedReading> {
  return isDated(decided.reading);
}

async function whereItBelongs(
  context: Context,
  decided: DecidedReading<DatedReading>,
  choice: TargetChoice,
): Promise<Partial<ImportPreview>> {
  const target = await findTarget(context.rows, decided, choice);
  const { title: programmeTitle } = target;
  if (target.kind === "NEW") return { programmeTitle };
  // Its revision is read before the board is: what is written meanwhile shows as a board that has changed.
  const programme = await readProgramme(context, target.programmeId);
  if (!programme) return {};
  if (target.kind === "SAME") return { programmeTitle, existingProgramme: programme };
  const { differences } = await compareWithBoard(context.rows, programme.id, decided);
  if (differences.length === 0 && !choice.amends) return { programmeTitle, existingProgramme: programme };
  const stages = new Map((await readStages(context, programme.id)).map((stage) => [stage.id, stage]));
  const shown = differences.map((difference) => {
    return Object.assign(new ImportDifference(), difference, {
      stage: stages.get(difference.stageId ?? "") ?? null,
    });
  });
  return { programmeTitle, amends: programme, boardRevision: programme.revision, differences: shown };
}
