/** Why a write could not be stored: nothing of the program's doing. */
export type StorageTrouble =
  /** No room: nothing was written. */
  | "STORAGE_FULL"
  /** The disk or the database failed: the write may have happened. */
  | "STORAGE_FAILED";

/** SQLite's and PostgreSQL's own codes for it. */
const full = /^(SQLITE_FULL|53100)$/;
const failed =
  /^(SQLITE_(IOERR|CANTOPEN|READONLY|CORRUPT|NOTADB)\w*|58\d{3}|08\d{3}|57P0[1-3]|53\d{3}|ECONNREFUSED)$/;

/** Whether an error, or what caused it, is the storage's; null for any other. */
export function storageTroubleOf(error: unknown): StorageTrouble | null {
  for (let cause = error; cause instanceof Error; cause = cause.cause) {
    const { code } = cause as { code?: unknown };
    if (typeof code !== "string") continue;
    if (full.test(code)) return "STORAGE_FULL";
    if (failed.test(code)) return "STORAGE_FAILED";
  }
  return null;
}
