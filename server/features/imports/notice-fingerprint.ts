import { createHash } from "node:crypto";
import type { Notice, NoticeProject } from "../../notice/notice.js";

/**
 * SHA-256 (hex) of a notice's own words: its header and the cells of its rows, whatever file they came in, wherever
 * they stood there, however its dates are read, and however the names in a cell were told apart.
 */
export function fingerprintOf({ projects, ...header }: Notice): string {
  const rows = projects.map(({ number, category, name, content, progressText, remarks, ...row }) => [
    number,
    category,
    name,
    content,
    progressText,
    remarks,
    ...namesOf(row),
  ]);
  return createHash("sha256")
    .update(JSON.stringify([header, rows]))
    .digest("hex");
}

/** The words of a row's names: of their cells or, where those are not known, of the names themselves. */
function namesOf(row: Pick<NoticeProject, "sources" | (typeof nameParts)[number]>): string[] {
  const isRead = Object.keys(row.sources).length > 0;
  return isRead ? nameCells(row.sources) : nameParts.map((part) => withoutSpace(row[part].join("")));
}

/** What the cells of a row's leaders, owners and offices hold, without white space. */
export function nameCells(sources: NoticeProject["sources"]): string[] {
  return nameParts.map((part) => withoutSpace((sources[part] ?? []).map(({ text }) => text).join("")));
}

const nameParts = ["leaders", "owners", "offices", "assistingOffices"] as const;

function withoutSpace(text: string): string {
  return text.replace(/\s/g, "");
}
