import type { Json, Operator } from "./filter-shape.js";
import {
  anyWord,
  joints,
  lightWords,
  meWord,
  mineWord,
  noneWord,
  roleWords,
  spanWords,
  stageWords,
  yesNoWords,
} from "./filter-words.js";

/** Written without quotes, such text is itself and nothing else. */
export const plainText = /^[\p{L}\p{N}_·][\p{L}\p{N}_·-]*$/u;
const allWords = new Set(
  [lightWords, stageWords, roleWords, spanWords, yesNoWords, [meWord, mineWord, noneWord, anyWord]]
    .flat()
    .flatMap((word) => [word.value, ...word["zh-CN"], ...word.en])
    .concat(...Object.values(joints)),
);

/** Text as it is written in a filter: in quotes unless it can be nothing else. */
export function textOf(text: string): string {
  if (plainText.test(text) && !allWords.has(text.toLowerCase()) && !/^[a-z]{1,20}_/.test(text)) return text;
  return `"${text.replaceAll(/[\\"“”「」『』＂]/g, (sign) => `\\${sign}`)}"`;
}

/** The sign of a list that equals, or equals none. */
export function signOf(operator: Operator): string {
  return operator === "neq" || operator === "nin" ? "!=" : ":";
}

/** The values that are listed behind a field; null where an operator has no list, or one that text cannot say. */
export function valuesOf(operator: Operator | string | undefined, operand: Json): Json[] | null {
  if (operator === "eq" || operator === "neq") return [operand];
  const isList = (operator === "in" || operator === "nin") && Array.isArray(operand) && operand.length > 1;
  return isList ? operand : null;
}

/** What has no words: JSON, at its place in the filter. */
export function json(path: readonly string[], value: Json): string {
  return JSON.stringify(path.reduceRight<Json>((inner, name) => ({ [name]: inner }), value));
}
