import type { Context } from "../../context.js";
import { labelColumns, LabelRow, type LabelColumns } from "./label.row.js";

/** The label with this id as it now is, or null. */
export async function readLabel({ rows }: Pick<Context, "rows">, id: string): Promise<LabelRow | null> {
  const select = `select ${labelColumns} from label b where b.id = ?`;
  const found = await rows.first<LabelColumns>(select, [id]);
  return found ? new LabelRow(found) : null;
}

/** A programme's labels, by name. */
export async function readLabels({ rows }: Pick<Context, "rows">, programmeId: string): Promise<LabelRow[]> {
  const select = `select ${labelColumns} from label b where b.programme_id = ? order by b.name, b.id`;
  return (await rows.all<LabelColumns>(select, [programmeId])).map((columns) => new LabelRow(columns));
}
