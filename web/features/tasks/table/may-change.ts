import type { EditRights } from "../editing/useEditRights";
import type { ColumnKey, EditableColumn } from "./table-columns";

const rightOf = {
  title: "viewerCanEdit",
  dueOn: "viewerCanReschedule",
  assignees: "viewerCanAssign",
  labels: "viewerCanLabel",
} as const satisfies Record<Exclude<EditableColumn, "stage">, keyof EditRights>;

/** Whether a cell may be changed, as far as is known. Stages have a menu of their own that says what may be done. */
export function mayChange(rights: EditRights | null | undefined, key: ColumnKey): boolean {
  if (key === "stage") return true;
  return key in rightOf && rights?.[rightOf[key as keyof typeof rightOf]] === true;
}
