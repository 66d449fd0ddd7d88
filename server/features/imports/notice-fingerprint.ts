import { createHash } from "node:crypto";
import type { Notice } from "../../notice/notice.js";

/**
 * SHA-256 (hex) of a notice's own words: its header and the cells of its rows, whatever file they came in, wherever
 * they stood there, however its dates are read, and however its names were told apart.
 */
export function fingerprintOf(notice: Notice): string {
  const words = JSON.stringify(notice, (key, value: unknown) => {
    if (readFromWords.has(key)) return undefined;
    return lists.has(key) && Array.isArray(value) ? value.join("").replace(/\s/g, "") : value;
  });
  return createHash("sha256").update(words).digest("hex");
}

/** What is no word of the notice, but was made of them. */
const readFromWords = new Set(["source", "sources", "tasks"]);

/** Where one name ends and the next begins depends on who is known; a cell's characters do not. */
const lists = new Set(["leaders", "owners", "offices", "assistingOffices"]);
