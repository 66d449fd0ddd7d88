import { hasTime, looksLikeOffices, looksLikePeople } from "./align.js";
import { isEmptyMark } from "../split-cell.js";
import { headerWords, type Column, type Field } from "./columns.js";
import type { GridRow } from "./spread-cells.js";
import type { Header, UnknownColumn } from "./header.js";
import { rowNumber } from "./row-words.js";

type Guessed = Pick<Header, "columns" | "unknown" | "guessed">;

/**
 * What columns hold whose headers say nothing known, by what stands in them: the project's name, who is responsible,
 * when. Only what the known columns leave open is looked for. Null where no column can be the name's.
 */
export function guessColumns(
  columns: readonly Column[],
  unknown: readonly UnknownColumn[],
  below: readonly GridRow[],
): Guessed | null {
  const guessed: Column[] = [];
  let known = [...columns];
  for (const { column, header } of unknown) {
    const field = fieldBelow(textsIn(below, column), known, header);
    if (!field) continue;
    guessed.push({ field, column, header });
    known.push({ field, column, header });
  }
  const rest = unknown.filter(({ column }) => !guessed.some((guess) => guess.column === column));
  const name = nameAmong(known, rest, below);
  if (name) {
    guessed.push(name);
    known = [
      ...known.map((column) => (column.field === "name" ? { ...column, field: "content" as const } : column)),
      name,
    ];
  }
  known = withContentAsName(known);
  if (!known.some(({ field }) => field === "name")) return null;
  return {
    columns: known.toSorted((a, b) => a.column - b.column),
    unknown: rest.filter(({ column }) => column !== name?.column),
    guessed,
  };
}

function textsIn(below: readonly GridRow[], column: number): string[] {
  const texts = below.map(({ cells }) => cells[column - 1]?.text ?? "");
  return texts.filter((text) => text !== "" && !isEmptyMark(text));
}

function fieldBelow(texts: readonly string[], known: readonly Column[], header: string): Field | null {
  const lacks = (...fields: Field[]) => !known.some(({ field }) => fields.includes(field));
  const are = (looks: (text: string) => boolean) => texts.length > 0 && texts.every(looks);
  if (are((text) => rowNumber(text) !== null) && known.every(({ column }) => column > 1) && lacks("number"))
    return "number";
  if (are(looksLikePeople)) {
    const isLeader = /领导|长$|书记|主任/.test(header.replace(/\s/g, ""));
    if (isLeader && lacks("leader")) return "leader";
    if (lacks("owner", "officeAndOwner")) return "owner";
    return lacks("leader") ? "leader" : null;
  }
  if (are(looksLikeOffices)) {
    if (lacks("office", "officeAndOwner")) return "office";
    return lacks("assistingOffice") ? "assistingOffice" : null;
  }
  return are(hasTime) && lacks("progress", "deadline", "period", "start") ? "progress" : null;
}

/** An unknown column right behind the number's, each cell another: the name, unless a header surely says another. */
function nameAmong(
  known: readonly Column[],
  unknown: readonly UnknownColumn[],
  below: readonly GridRow[],
): Column | null {
  const named = known.find(({ field }) => field === "name");
  if (named && headerWords(named.header)?.isSecondChoice === false) return null;
  const number = known.find(({ field }) => field === "number")?.column ?? 0;
  const first = unknown.find(({ column }) => column === number + 1);
  if (!first || (named && named.column < first.column)) return null;
  const texts = textsIn(below, first.column);
  const isName = (text: string) => text.length >= 3 && text.length <= 60 && rowNumber(text) === null;
  const isDistinct = new Set(texts).size * 5 >= texts.length * 4;
  return texts.length > 0 && texts.every(isName) && isDistinct ? { field: "name", ...first } : null;
}

/** With no name at all, what is to be done stands for it. */
function withContentAsName(columns: readonly Column[]): Column[] {
  if (columns.some(({ field }) => field === "name")) return [...columns];
  const isTable = columns.some(({ field }) => responsible.has(field));
  const content = isTable ? columns.find(({ field }) => field === "content") : undefined;
  return columns.map((column) => (column === content ? { ...column, field: "name" } : column));
}

const responsible = new Set<Field>(["leader", "owner", "office", "officeAndOwner"]);
