import type { Rows } from "../../database/rows.js";
import { statementsOf } from "../../database/statements.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { write } from "../../log/write.js";
import { Programme } from "../programmes/programme.entity.js";
import { Amendment } from "./amendment.js";
import { untilUnique, type Applying, type DatedReading } from "./apply-notice.js";
import { compareWithBoard } from "./compare-with-board.js";
import type { DecidedReading } from "./decide-notice.js";
import { BoardChanged, NoticeAlreadyImported, NoticeDiffers, UnknownDifference } from "./import.problems.js";
import { requireFitting } from "./fitting-names.js";
import { keepImport } from "./keep-import.js";

/** Which differences a person accepted, and of which state of the board. */
export interface Acceptance {
  /** Ids; null where nobody chose. */
  accept: readonly string[] | null;
  expectedRevision: number | null;
}

/**
 * Applies what was accepted of an amended notice to its programme, in one transaction, and keeps the notice as the
 * last one. Gives the programme's id. Throws a `Refusal`: when the notice was applied already, when nobody chose, when the board went on since,
 * or for a difference that there is not.
 */
export function amendProgramme(
  applying: Applying,
  programmeId: string,
  decided: DecidedReading<DatedReading>,
  acceptance: Acceptance,
): Promise<string> {
  requireFitting(decided.reading.notice.projects, decided.marks, applying.locale);
  return untilUnique(applying.em, (em) => amendOnce({ ...applying, em }, programmeId, decided, acceptance));
}

async function amendOnce(
  { em, actorId, at, locale }: Applying,
  programmeId: string,
  decided: DecidedReading<DatedReading>,
  { accept, expectedRevision }: Acceptance,
): Promise<string> {
  return write(em, { chain: programmeId, actorId, verb: ChangeVerb.IMPORT, at }, async (em, { head }) => {
    const rows = statementsOf(em);
    if (await isLastImport(rows, programmeId, decided.fingerprint))
      throw new Refusal(new NoticeAlreadyImported(programmeId, locale));
    if (expectedRevision !== null && expectedRevision !== head.revision)
      throw new Refusal(new BoardChanged(programmeId, locale));
    const comparison = await compareWithBoard(rows, programmeId, decided);
    const { differences, made } = comparison;
    if (accept === null) {
      const Kind = differences.length > 0 ? NoticeDiffers : NoticeAlreadyImported;
      throw new Refusal(new Kind(programmeId, locale));
    }
    const applicable = new Map(differences.filter((one) => one.isApplicable).map((one) => [one.id, one]));
    const unknown = accept.find((id) => !applicable.has(id));
    if (unknown !== undefined) throw new Refusal(new UnknownDifference(unknown, locale));
    const accepted = new Set(accept);
    const programme = await em.findOneOrFail(Programme, programmeId);
    const amendment = new Amendment(em, programme, decided, made, locale);
    await amendment.apply(differences.filter(({ id }) => accepted.has(id)));
    keepImport(em, programme, decided, amendment.made, { comparison, accepted });
    return programmeId;
  });
}

/** Whether a notice is the last one of its programme: an older version is compared as any other. */
async function isLastImport(rows: Rows, programmeId: string, fingerprint: string): Promise<boolean> {
  const select = `select fingerprint from notice_import where programme_id = ? order by id desc limit 1`;
  const last = await rows.first<{ fingerprint: string }>(select, [programmeId]);
  return last?.fingerprint === fingerprint;
}
