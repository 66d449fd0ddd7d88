import { readFile } from "node:fs/promises";
import { elsewhereToken, readingToken } from "./world.js";

const page = new URL("../../../docs/who-may-do-what.md", import.meta.url);
const nothing = new Set(["sign in", "no", "hidden"]);
/** Pages are somebody's by the field that leads to them: their own tokens are a page just as everybody's. */
const ofPages = /(Connection|Edge)$/;
/** Of a programme that is not the token's own; of its own it gets these. */
const mayBeOfItsOwn = new Set(["hidden"]);

/** What nobody in a column of docs/who-may-do-what.md gets anything of, by column: coordinates such as `Webhook.url`. */
export async function readDenials(): Promise<Map<string, Set<string>>> {
  const denials = new Map<string, Set<string>>();
  let [type, columns]: [string, string[]] = ["", []];
  for (const line of (await readFile(page, "utf8")).split("\n")) {
    type = /^## (\w+)$/.exec(line)?.[1] ?? type;
    const [names = "", ...cells] = line
      .split("|")
      .slice(1, -1)
      .map((cell) => cell.trim());
    if (names === "field") columns = cells;
    if (!names.startsWith("`") || ofPages.test(type)) continue;
    const byColumn = new Map(columns.map((column, index) => [column, cells[index] ?? ""]));
    for (const [column, cell] of byColumn) {
      if (!isDenied(column, cell, byColumn.get(readingToken) ?? "")) continue;
      const denied = denials.get(column) ?? new Set();
      for (const [, field = ""] of names.matchAll(/`(\w+)`/g)) denied.add(`${type}.${field}`);
      denials.set(column, denied);
    }
  }
  return denials;
}

function isDenied(column: string, cell: string, toReader: string): boolean {
  const isNothing = cell.split(" / ").every((outcome) => nothing.has(outcome));
  if (column !== elsewhereToken || !isNothing) return isNothing;
  return !mayBeOfItsOwn.has(cell) || nothing.has(toReader);
}
