import type { Context } from "../../context.js";
import {
  fieldByKeyword,
  filterFields,
  type FieldKind,
  type FilterField,
} from "./filter-language/filter-fields.js";
import {
  anyWord,
  lightWords,
  meWord,
  mineWord,
  noneWord,
  spanWords,
  stageWords,
  yesNoWords,
  type ValueWord,
} from "./filter-language/filter-words.js";
import type { FilterSuggestion } from "./filter-reading.row.js";
import { findNames } from "./find-names.js";

/** The most suggestions at a time. */
const most = 20;

const wordsOf: Partial<Record<FieldKind, readonly ValueWord[]>> = {
  light: lightWords,
  stage: stageWords,
  day: [...spanWords, noneWord, anyWord],
  people: [meWord, noneWord, anyWord],
  person: [meWord, noneWord, anyWord],
  offices: [mineWord, noneWord, anyWord],
  office: [mineWord, noneWord, anyWord],
  labels: [noneWord, anyWord],
  mine: [meWord],
  yesNo: yesNoWords,
};

const tables: Partial<Record<FieldKind, "person" | "office">> = {
  people: "person",
  person: "person",
  offices: "office",
  office: "office",
  officesWithin: "office",
};

/** What a text could go on with at the cursor: the fields that begin with what stands there, or a field's values. */
export async function suggestFilter(
  context: Pick<Context, "rows" | "locale">,
  text: string,
  cursor: number,
): Promise<FilterSuggestion[]> {
  const start = beginningOf(text, cursor);
  const written = text.slice(start, cursor);
  const place = { offset: start, length: cursor - start };
  const field = fieldBefore(text, start);
  const found = field ? await valuesOf(context, field, written) : keywordsFor(context, written);
  return found.slice(0, most).map((one) => ({ ...one, ...place }));
}

const enders = new Set(' \t\n:：,，、()（）<＜>＞=＝!！"“”');

/** Where the word begins that the cursor stands in. */
function beginningOf(text: string, cursor: number): number {
  let start = cursor;
  while (start > 0 && !enders.has(text[start - 1]!)) start -= 1;
  return text[start] === "-" && start < cursor ? start + 1 : start;
}

const commas = new Set("，,、");
const operatorSigns = new Set("：:=＝<＜>＞!！");

/** The field whose value stands at a place; undefined where a condition begins. Goes back over values before it. */
function fieldBefore(text: string, start: number): FilterField | undefined {
  let at = spaceBefore(text, start);
  while (at > 0 && commas.has(text[at - 1]!))
    at = spaceBefore(text, valueBefore(text, spaceBefore(text, at - 1)));
  if (!operatorSigns.has(text[at - 1] ?? "")) return undefined;
  while (at > 0 && operatorSigns.has(text[at - 1]!)) at -= 1;
  const end = spaceBefore(text, at);
  const name = text.slice(valueBefore(text, end), end);
  return fieldByKeyword.get(name.replace(/^-/, "").toLowerCase());
}

function spaceBefore(text: string, end: number): number {
  let at = end;
  while (at > 0 && text[at - 1]!.trim() === "") at -= 1;
  return at;
}

/** Where the word or quoted text begins that ends at a place. */
function valueBefore(text: string, end: number): number {
  if (text[end - 1] === '"') return Math.max(0, text.lastIndexOf('"', end - 2));
  let at = end;
  while (at > 0 && !enders.has(text[at - 1]!)) at -= 1;
  return at;
}

type Found = Pick<FilterSuggestion, "text" | "label">;

function keywordsFor({ locale }: Pick<Context, "locale">, written: string): Found[] {
  const wanted = written.toLowerCase();
  return filterFields
    .filter(({ keywords }) => [...keywords["zh-CN"], ...keywords.en].some((word) => word.startsWith(wanted)))
    .map(({ keywords, label }) => ({ text: `${keywords[locale][0]}:`, label: label[locale] }));
}

async function valuesOf(
  { rows, locale }: Pick<Context, "rows" | "locale">,
  field: FilterField,
  written: string,
): Promise<Found[]> {
  const wanted = written.toLowerCase();
  const words = (wordsOf[field.kind] ?? [])
    .filter((word) => [...word["zh-CN"], ...word.en].some((one) => one.startsWith(wanted)))
    .map((word) => ({ text: word[locale][0], label: word.said[locale] }));
  const table = tables[field.kind];
  if (!table) return words;
  const names = await findNames(rows, table, written, most);
  const quoted = (name: string) => (/^[\p{L}\p{N}_·]{1,200}$/u.test(name) ? name : JSON.stringify(name));
  return [...words, ...names.map((name) => ({ text: quoted(name), label: name }))];
}
