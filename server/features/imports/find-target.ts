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
  const imported = await lastImportsOf(rows, fingerprint);
  if (amends) {
    const programme = await named(rows, amends);
    requireOneYear(programme.year, notice.year);
    const isSame = imported.some(({ programmeId }) => programmeId === amends);
    return { kind: isSame ? "SAME" : "AMENDS", programmeId: amends, title: programme.title };
  }
  if (asNew)
    return newTarget(rows, { title, year: notice.year, isGiven: Boolean(givenTitle?.trim()) }, imported);
  const [same] = imported;
  if (same) return { kind: "SAME", ...same };
  const { issuers, projects, year } = notice;
  const found = await findAmended(rows, { year, title: programmeTitle(blocks, notice), issuers, projects });
  return found
    ? { kind: "AMENDS", programmeId: found, title: (await named(rows, found)).title }
    : { kind: "NEW", title };
}

interface Imported {
  programmeId: string;
  title: string;
}

/** The programmes whose last notice this is; an older version of theirs amends them. */
function lastImportsOf(rows: Rows, fingerprint: string): Promise<Imported[]> {
  const select = `select i.programme_id "programmeId", p.title
    from notice_import i join programme p on p.id = i.programme_id
    where i.fingerprint = ? and i.id = (select max(l.id) from notice_import l where l.programme_id = i.programme_id)
    order by i.id desc`;
  return rows.all<Imported>(select, [fingerprint]);
}

/** What somebody wants as a new programme: once, under a title of its own. Sent again, it is the one that was made. */
async function newTarget(
  rows: Rows,
  { title, year, isGiven }: { title: string; year: number; isGiven: boolean },
  imported: readonly Imported[],
): Promise<Target> {
  if (isGiven) return { kind: "NEW", title };
  const again = imported.find((one) => one.title.startsWith(`${title}（`));
  return again ? { kind: "SAME", ...again } : { kind: "NEW", title: await freeTitle(rows, year, title) };
}

async function named(rows: Rows, programmeId: string): Promise<{ title: string; year: number }> {
  const found = await rows.first<{ title: string; year: number }>(
    `select title, year from programme where id = ?`,
    [programmeId],
  );
  if (!found) throw notFound("programme");
  return found;
}

/** A plan is a year's: another year's plan never amends it. */
function requireOneYear(ofProgramme: number, ofNotice: number): void {
  if (Number(ofProgramme) === ofNotice) return;
  throw badInput(
    `amends: 看板是 ${ofProgramme} 年的，通知是 ${ofNotice} 年的 · the programme is of ${ofProgramme}, the notice of ${ofNotice}`,
  );
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
