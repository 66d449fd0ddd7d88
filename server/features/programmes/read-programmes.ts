import type { Context } from "../../context.js";
import { ProgrammeRow, programmeSelect, type ProgrammeColumns } from "./programme.row.js";
import { stageRow, stageSelect, type StageRow } from "./stage.row.js";

type Reading = Pick<Context, "rows" | "clock">;

function programmeRow(columns: ProgrammeColumns, clock: Context["clock"]): ProgrammeRow {
  return new ProgrammeRow(columns, clock.today(columns.timeZone));
}

/** All programmes, the newest first. */
export async function readProgrammes({ rows, clock }: Reading): Promise<ProgrammeRow[]> {
  const found = await rows.all<ProgrammeColumns>(`${programmeSelect} order by p.year desc, p.id desc`);
  return found.map((columns) => programmeRow(columns, clock));
}

/** The programme with this id, or null. */
export async function readProgramme({ rows, clock }: Reading, id: string): Promise<ProgrammeRow | null> {
  const columns = await rows.first<ProgrammeColumns>(`${programmeSelect} where p.id = ?`, [id]);
  return columns ? programmeRow(columns, clock) : null;
}

/** A programme's stages, from the left. */
export async function readStages({ rows }: Reading, programmeId: string): Promise<StageRow[]> {
  const found = await rows.all<object>(`${stageSelect} where s.programme_id = ? order by s.position`, [
    programmeId,
  ]);
  return found.map(stageRow);
}

/** The stage with this id, or null. */
export async function readStage({ rows }: Pick<Context, "rows">, id: string): Promise<StageRow | null> {
  const columns = await rows.first<object>(`${stageSelect} where s.id = ?`, [id]);
  return columns ? stageRow(columns) : null;
}

/** What a board depends on besides its document: everything that was ever written, and the day. */
export interface BoardState {
  /** The number of the programme's last change. */
  revision: number;
  /** Of all other chains together: people and offices stand on every board. */
  elsewhere: number;
  /** Of the programme's last change. */
  hash: string;
  today: string;
}

/** The state that a programme's board is in; null where there is no such programme. */
export async function readBoardState(
  { rows, clock }: Reading,
  programmeId: string,
): Promise<BoardState | null> {
  const found = await rows.first<{ timeZone: string; all: number | string; own: number; hash: string }>(
    `select p.time_zone "timeZone", (select sum(h.revision) from log_head h) "all", h.revision "own", h.hash
      from programme p join log_head h on h.chain = p.id where p.id = ?`,
    [programmeId],
  );
  if (!found) return null;
  const { all, own, hash, timeZone } = found;
  return { revision: own, elsewhere: Number(all) - own, hash, today: clock.today(timeZone) };
}
