import { timeExpression } from "../schedule/grammar.js";
import { tokenise } from "../schedule/tokens.js";
import { officeEnd } from "../office-ends.js";
import { splitPeople } from "../people.js";
import { isEmptyMark } from "../split-cell.js";
import type { Field } from "./columns.js";
import { rowNumber } from "./row-words.js";

const NO_TEXT = -0.6;
const ANOTHER_TEXT = -0.4;
const ANOTHER_OF_A_LIST = -0.05;
const MOST_TEXTS_A_COLUMN = 6;

/**
 * Deals texts out to columns in order where the cells themselves are lost, by what fits each column best: for each
 * column the indexes of its texts, none where its cell was blank or merged away.
 */
export function dealOut(texts: readonly string[], fields: readonly Field[]): number[][] {
  const [rows, columns] = [texts.length, fields.length];
  const fits = texts.map((text) => fields.map((field) => fit(text, field)));
  const best = table(rows + 1, columns + 1, Number.NEGATIVE_INFINITY);
  const taken = table(rows + 1, columns + 1, 0);
  best[0]![0] = 0;
  for (let column = 0; column < columns; column += 1) {
    for (let from = 0; from <= rows; from += 1) {
      let score = best[from]![column]!;
      if (score === Number.NEGATIVE_INFINITY) continue;
      for (let count = 0; count <= MOST_TEXTS_A_COLUMN && from + count <= rows; count += 1) {
        if (count > 0) score += fits[from + count - 1]![column]! + (count > 1 ? more(fields[column]!) : 0);
        const total = count === 0 ? score + NO_TEXT : score;
        if (total <= best[from + count]![column + 1]!) continue;
        best[from + count]![column + 1] = total;
        taken[from + count]![column + 1] = count;
      }
    }
  }
  return trace(taken, rows, columns);
}

function trace(taken: number[][], rows: number, columns: number): number[][] {
  const dealt: number[][] = [];
  let end = rows;
  for (let column = columns; column > 0; column -= 1) {
    const count = taken[end]![column]!;
    dealt.unshift(Array.from({ length: count }, (_, index) => end - count + index));
    end -= count;
  }
  return dealt;
}

function more(field: Field): number {
  return lists.has(field) ? ANOTHER_OF_A_LIST : ANOTHER_TEXT;
}

const lists = new Set<Field>(["office", "assistingOffice", "leader", "owner", "officeAndOwner"]);

/** How well a text fits a column: above 0 where it looks like one of its cells. */
export function fit(text: string, field: Field): number {
  switch (field) {
    case "number":
      return rowNumber(text) === null ? -4 : 3;
    case "name":
      return text.length > 60 || /^[\d.,]+$/.test(text) ? -2 : isSentence(text) ? 0 : 1;
    case "content":
      return text.length >= 10 ? 1.2 : 0.1;
    case "progress":
    case "deadline":
    case "start":
      return hasTime(text) ? 2.2 : -1;
    case "period":
      return 0.4;
    case "leader":
    case "owner":
      return looksLikePeople(text) ? 2 : isEmptyMark(text) ? 0.5 : -1.5;
    case "office":
      return looksLikeOffices(text) ? 2 : isEmptyMark(text) ? 0.5 : -1;
    case "assistingOffice":
      return looksLikeOffices(text) ? 1.9 : isEmptyMark(text) ? 0.6 : -1;
    case "officeAndOwner":
      return looksLikeOffices(text) || looksLikePeople(text) ? 1.8 : -1;
    case "money":
      return /^[\d.,]+(?:万元|亿元)?$/.test(text) ? 2 : -1;
    case "category":
      return text.length <= 12 ? 0.3 : -1;
    case "remarks":
      return text.length <= 30 ? 0.2 : -0.2;
    default:
      return 0.1;
  }
}

function isSentence(text: string): boolean {
  return /[。；;]/.test(text);
}

export function hasTime(text: string): boolean {
  const tokens = tokenise(text.slice(0, 400));
  return tokens.some((_, index) => timeExpression(tokens, index) !== null);
}

export function looksLikePeople(text: string): boolean {
  const names = splitPeople(text);
  return (
    names.length > 0 && names.every((name) => /^[\p{Script=Han}·]{2,5}$/u.test(name) && !officeEnd.test(name))
  );
}

export function looksLikeOffices(text: string): boolean {
  const parts = text.split(/[、，,；;\s]+/).filter((part) => part !== "");
  return parts.length > 0 && text.length <= 200 && parts.some((part) => officeEnd.test(part));
}

function table(rows: number, columns: number, value: number): number[][] {
  return Array.from({ length: rows }, () => Array.from({ length: columns }, () => value));
}
