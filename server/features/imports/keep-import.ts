import type { EntityManager } from "@mikro-orm/core";
import { newId } from "../../database/record.entity.js";
import type { NoticeProject } from "../../notice/notice.js";
import type { Programme } from "../programmes/programme.entity.js";
import type { BoardComparison } from "./compare-with-board.js";
import type { DecidedReading } from "./decide-notice.js";
import { ImportDifferenceKind } from "./import-difference.row.js";
import type { Difference } from "./notice-differences.js";
import { NoticeImport, type Decision, type MadeOfRow, type StoredReading } from "./notice-import.entity.js";

/** What an amended notice was compared with, and what was accepted of it. */
export interface Amended {
  comparison: BoardComparison;
  /** Ids. */
  accepted: ReadonlySet<string>;
}

/** Keeps a notice as the last one that its programme was made of, to be compared with the next. */
export function keepImport(
  em: EntityManager,
  programme: Programme,
  decided: DecidedReading,
  made: MadeOfRow[],
  amended: Amended | null = null,
): void {
  const { notice, diagnostics } = decided.reading;
  const rows = keptRows(decided, made, amended);
  const asRead = rows.flatMap(({ read }, index) => (read ? [[index, read] as const] : []));
  const projects = rows.map(({ row }) => row);
  const stored: StoredReading = {
    notice: { ...notice, projects },
    diagnostics,
    asRead: Object.fromEntries(asRead),
  };
  em.persist(
    em.create(NoticeImport, {
      id: newId("import"),
      programme,
      name: decided.reading.name,
      fingerprint: decided.fingerprint,
      reading: JSON.stringify(stored),
      made: rows.map((row) => row.made),
      decisions: amended && decisionsIn(amended),
    }),
  );
}

interface Kept {
  row: NoticeProject;
  /** As it had been read, where that is something else. */
  read: NoticeProject | undefined;
  made: MadeOfRow;
}

function keptRows({ reading, marks }: DecidedReading, made: MadeOfRow[], amended: Amended | null): Kept[] {
  const own = reading.notice.projects.map((row, index) => ({
    row,
    read: marks.asRead.get(index),
    made: made[index] ?? null,
  }));
  if (!amended) return own;
  const { last, kept } = amended.comparison;
  const removed = new Set(removedProjects(amended));
  return kept.flatMap(({ of, index }) => {
    if (of === "NOTICE") return own[index] ?? [];
    const before = last[index];
    if (!before || removed.has(before.made?.projectId ?? "")) return [];
    const read = before.read === before.imported ? undefined : before.read;
    return { row: before.imported, read, made: before.made };
  });
}

function removedProjects({ comparison, accepted }: Amended): string[] {
  const isRemoved = ({ id, kind, taskId }: Difference) =>
    kind === ImportDifferenceKind.REMOVED && taskId === null && accepted.has(id);
  return comparison.differences.filter(isRemoved).flatMap(({ projectId }) => projectId ?? []);
}

function decisionsIn({ comparison, accepted }: Amended): Decision[] {
  return comparison.differences.map(({ id, kind, projectName, taskTitle }) => {
    return { id, kind, projectName, taskTitle, accepted: accepted.has(id) };
  });
}
