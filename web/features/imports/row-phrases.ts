import type { Phrase } from "../../composables/slice-phrases";
import type { Import_ProjectFragment, Import_ReadingFragment, Import_TableFragment } from "../../gql/graphql";
import { placeKey } from "./spots";

/** A cell, and where it begins; a merged one reaches over the rows below. */
interface PlacedCell {
  table: number;
  row: number;
  column: number;
  text: string;
}

/** The cells of each row by `table row`, those that reach into it from above too. */
export function cellsByRow(blocks: Import_ReadingFragment["blocks"]): Map<string, PlacedCell[]> {
  const cells = new Map<string, PlacedCell[]>();
  for (const block of blocks) if (block.__typename === "NoticeTable") placeCells(block, cells);
  return cells;
}

function placeCells({ table, rows }: Import_TableFragment, found: Map<string, PlacedCell[]>): void {
  rows.forEach(({ row, cells }, index) => {
    for (const { column, text, rowSpan } of cells) {
      for (const covered of rows.slice(index, index + rowSpan)) {
        const key = `${table} ${covered.row}`;
        const known = found.get(key);
        if (known) known.push({ table, row, column, text });
        else found.set(key, [{ table, row, column, text }]);
      }
    }
  });
}

const listed = [
  { field: "leaders", kind: "people" },
  { field: "owners", kind: "people" },
  { field: "offices", kind: "office" },
  { field: "assistingOffices", kind: "office" },
] as const;
export type ListedField = (typeof listed)[number]["field"];

/** Where the people and offices of a project stand: each list in the shortest cell of its row that names them all. */
export function namedPhrases(
  project: Import_ProjectFragment,
  spot: (field: ListedField) => string,
  rows: ReadonlyMap<string, readonly PlacedCell[]>,
): { key: string; phrase: Phrase }[] {
  const taken = new Set([project.source, ...project.tasks.map(({ source }) => source)].map(placeKey));
  const cells = [...(rows.get(`${project.source.table} ${project.source.row}`) ?? [])].sort(
    (left, right) => left.text.length - right.text.length,
  );
  return listed.flatMap(({ field, kind }) => {
    for (const cell of cells) {
      const key = placeKey(cell);
      const places = project[field].map((name) => findSpaced(cell.text, name));
      if (!key || taken.has(key) || places.length === 0 || places.includes(null)) continue;
      taken.add(key);
      return places.flatMap((place) => (place ? [{ key, phrase: { id: spot(field), kind, ...place } }] : []));
    }
    return [];
  });
}

/** Where a name stands in a text that may have spaces within it, as printed names of two characters do. */
export function findSpaced(text: string, name: string): { start: number; end: number } | null {
  const wanted = name.replace(/\s/g, "");
  let dense = "";
  const offsets: number[] = [];
  for (let at = 0; at < text.length; at += 1) {
    const character = text[at] ?? "";
    if (/\s/.test(character)) continue;
    dense += character;
    offsets.push(at);
  }
  const found = wanted ? dense.indexOf(wanted) : -1;
  const [start, last] = [offsets[found], offsets[found + wanted.length - 1]];
  return start === undefined || last === undefined ? null : { start, end: last + 1 };
}
