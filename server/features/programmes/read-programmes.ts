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
  const found = await rows.all<object>(`${stageSelect} where s.programme_id = ? order by s.position`, [programmeId]);
  return found.map(stageRow);
}
