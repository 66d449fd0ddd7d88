import type { Field } from "./columns.js";
import type { FieldText, FoundRow } from "./found-row.js";
import type { Header } from "./header.js";

const groups = new Set<Field>(["category", "leader", "owner", "office", "officeAndOwner"]);
const duties = new Set<Field>(["leader", "owner", "office", "officeAndOwner"]);

/**
 * `lost.hasBlanks`: merged cells came as blanks; `lost.isShort`: they did not come at all.
 *
 * Puts back what a row lost with the merged cells of its document: a blank in a column that groups rows (left of the
 * name), and who is responsible where a row of plain text is too short to have a cell for it.
 */
export function withInherited(
  texts: readonly FieldText[],
  { columns }: Header,
  lost: { hasBlanks: boolean; isShort: boolean },
  previous: FoundRow | undefined,
): FieldText[] {
  const name = columns.find(({ field }) => field === "name")?.column ?? 0;
  const own = [...texts];
  for (const { field, column, header } of columns) {
    const index = own.findIndex((text) => text.field === field && text.headers.includes(header));
    const isBlankGroup =
      lost.hasBlanks && column < name && groups.has(field) && (own[index]?.place.text ?? "") === "";
    const isCutOff = lost.isShort && index < 0 && duties.has(field);
    if (!isBlankGroup && !isCutOff) continue;
    const above = previous?.texts.find((text) => text.field === field && text.headers.includes(header));
    if (!above || above.place.text === "") continue;
    own.splice(index < 0 ? own.length : index, index < 0 ? 0 : 1, { ...above, isShared: true });
  }
  return own;
}
