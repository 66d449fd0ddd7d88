import type { Phrase } from "../../composables/slice-phrases";
import type { Import_ProjectFragment, Import_ReadingFragment, ImportField } from "../../gql/graphql";
import { placeKey } from "./spots";

/** What stands in each cell and paragraph of the document. */
export function textsByPlace(blocks: Import_ReadingFragment["blocks"]): Map<string, string> {
  const texts = new Map<string, string>();
  for (const block of blocks) {
    if (block.__typename === "NoticeParagraph") texts.set(placeKey(block) ?? "", block.text);
    else {
      for (const { row, cells } of block.rows) {
        for (const { column, text } of cells) {
          texts.set(placeKey({ table: block.table, row, column }) ?? "", text);
        }
      }
    }
  }
  return texts;
}

const listed = {
  LEADERS: { field: "leaders", kind: "people" },
  OWNERS: { field: "owners", kind: "people" },
  OFFICES: { field: "offices", kind: "office" },
  ASSISTING_OFFICES: { field: "assistingOffices", kind: "office" },
} as const;
type Listed = (typeof listed)[keyof typeof listed];
export type ListedField = Listed["field"];

/** Where the people and offices of a project stand, name by name. */
export function namedPhrases(
  project: Import_ProjectFragment,
  spot: (field: ListedField) => string,
  texts: ReadonlyMap<string, string>,
): { key: string; phrase: Phrase }[] {
  return project.sources.flatMap(({ field, sources }) => {
    const list = listedOf(field);
    if (!list) return [];
    return sources.flatMap((source) => {
      const key = placeKey(source);
      const text = (key && texts.get(key)?.slice(source.start, source.end)) ?? "";
      const places = project[list.field].flatMap((name) => findSpaced(text, name) ?? []);
      return places.map(({ start, end }) => ({
        key: key ?? "",
        phrase: {
          id: spot(list.field),
          kind: list.kind,
          start: source.start + start,
          end: source.start + end,
        },
      }));
    });
  });
}

function listedOf(field: ImportField): Listed | undefined {
  return (listed as Partial<Record<ImportField, Listed>>)[field];
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
