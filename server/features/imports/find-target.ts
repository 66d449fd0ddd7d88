import type { Rows } from "../../database/rows.js";
import { badInput, notFound } from "../../graphql/coded-error.js";
import type { DatedReading } from "./apply-notice.js";
import type { DecidedReading } from "./decide-notice.js";
import { findAmended } from "./find-amended.js";
import { programmeTitle } from "./programme-title.js";

/** What a person said about where a notice belongs. */
export interface TargetChoice {
  amends?: string | null;
  asNew?: boolean | null;
  programmeTitle?: string | null;
}

/** Where a notice belongs: it was applied before, amends a programme, or makes a new one. */
export type Target =
  { kind: "SAME" | "AMENDS"; programmeId: string; title: string } | { kind: "NEW"; title: string };

/** Throws BAD_USER_INPUT for a choice that contradicts itself, NOT_FOUND for a programme that there is not. */
export async function findTarget(
  rows: Rows,
  { reading, fingerprint }: DecidedReading<DatedReading>,
  { amends, asNew, programmeTitle: givenTitle }: TargetChoice,
): Promise<Target> {
  if (amends && asNew) throw badInput("expected one of amends and asNew");
  const { notice, blocks } = reading;
  const title = givenTitle?.trim() || programmeTitle(blocks, notice);
  const imported = await importsOf(rows, fingerprint);
  if (amends) {
    const isSame = imported.some(({ programmeId }) => programmeId === amends);
    return { kind: isSame ? "SAME" : "AMENDS", ...(await named(rows, amends)) };
  }
  const [same] = imported;
  if (same) return { kind: "SAME", ...(await named(rows, same.programmeId)) };
  if (asNew)
    return { kind: "NEW", title: givenTitle?.trim() ? title : await freeTitle(rows, notice.year, title) };
  const { issuers, projects, year } = notice;
  const found = await findAmended(rows, { year, title: programmeTitle(blocks, notice), issuers, projects });
  return found ? { kind: "AMENDS", ...(await named(rows, found)) } : { kind: "NEW", title };
}

function importsOf(rows: Rows, fingerprint: string) {
  const select = `select programme_id "programmeId" from notice_import where fingerprint = ? order by id desc`;
  return rows.all<{ programmeId: string }>(select, [fingerprint]);
}

async function named(rows: Rows, programmeId: string): Promise<{ programmeId: string; title: string }> {
  const found = await rows.first<{ title: string }>(`select title from programme where id = ?`, [
    programmeId,
  ]);
  if (!found) throw notFound("programme");
  return { programmeId, title: found.title };
}

/** The title or, where a programme of the year has it, the title with the next number behind it. */
async function freeTitle(rows: Rows, year: number, title: string): Promise<string> {
  const found = await rows.all<{ title: string }>(`select title from programme where year = ?`, [year]);
  const taken = new Set(found.map((programme) => programme.title));
  for (let count = 1; ; count += 1) {
    const tried = count === 1 ? title : `${title}（${count}）`;
    if (!taken.has(tried)) return tried;
  }
}
