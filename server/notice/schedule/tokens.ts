import { normalise, type Unit } from "./normal-text.js";
import { otherWords, timeWords } from "./words.js";

/**
 * One token of a progress text. `start` and `end` are UTF-16 offsets into the original text; `text` is the
 * normalised form (half-width, one kind of dash, no white space).
 */
export interface Token {
  kind: "number" | "time" | "other" | "break";
  text: string;
  start: number;
  end: number;
  /** Numbers: the value as one numeral (十二 = 12, 二〇二二 = 2022). Otherwise NaN. */
  value: number;
  /** Numbers in Chinese digits without 十: each digit (二三 = 2, 3). Otherwise null. */
  digits: number[] | null;
}

const chineseDigits = new Map<string, number>([
  ...[..."〇一二三四五六七八九"].map((digit, value) => [digit, value] as const),
  ["零", 0],
  ["○", 0],
  ["Ｏ", 0],
  ["两", 2],
]);
const timeWordsByFirst = byFirstCharacter(timeWords);
const otherWordsByFirst = byFirstCharacter(otherWords);
const isTimeWord = new Set(timeWords);

/** Splits a progress text into tokens; every character but white space belongs to exactly one. */
export function tokenise(text: string): Token[] {
  const units = normalise(text);
  const tokens: Token[] = [];
  for (let position = 0; position < units.length;) {
    const length = lengthOfTokenAt(units, position);
    tokens.push(tokenOf(units.slice(position, position + length)));
    position += length;
  }
  return tokens;
}

function lengthOfTokenAt(units: Unit[], position: number): number {
  const other = lengthOfWordAt(units, position, otherWordsByFirst);
  if (other > 0) return other;
  const time = lengthOfTimeWordAt(units, position);
  if (time > 0) return time;
  const { text } = units[position]!;
  if (isArabicDigit(text)) return lengthOfNumberAt(units, position);
  return isChineseNumeral(text) ? lengthOfNumeralAt(units, position) : 1;
}

function lengthOfWordAt(units: Unit[], position: number, words: Map<string, string[]>): number {
  const candidates = words.get(units[position]?.text ?? "");
  return candidates?.find((word) => standsAt(units, position, word))?.length ?? 0;
}

function standsAt(units: Unit[], position: number, word: string): boolean {
  for (let index = 1; index < word.length; index += 1) {
    if (units[position + index]?.text !== word[index]) return false;
  }
  return true;
}

/** The longest time word here that does not cut into another word (`2022年中央…` holds 年 and 中央, no 年中). */
function lengthOfTimeWordAt(units: Unit[], position: number): number {
  const length = lengthOfWordAt(units, position, timeWordsByFirst);
  const last = position + length - 1;
  const cuts = length > 1 && lengthOfWordAt(units, last, otherWordsByFirst) > 1;
  return cuts && isTimeWord.has(units[position]!.text) ? 1 : length;
}

/** Arabic digits with a space between them are two numbers (`国道203 3月`). */
function lengthOfNumberAt(units: Unit[], position: number): number {
  let next = position + 1;
  while (
    next < units.length &&
    isArabicDigit(units[next]!.text) &&
    units[next]!.start === units[next - 1]!.end
  ) {
    next += 1;
  }
  return next - position;
}

function lengthOfNumeralAt(units: Unit[], position: number): number {
  let next = position + 1;
  while (next < units.length && isChineseNumeral(units[next]!.text)) next += 1;
  return next - position;
}

function tokenOf(units: Unit[]): Token {
  const text = units.length === 1 ? units[0]!.text : units.map((unit) => unit.text).join("");
  const place = { text, start: units[0]!.start, end: units.at(-1)!.end };
  if (isArabicDigit(text[0]!)) return { ...place, kind: "number", value: Number(text), digits: null };
  if (isChineseNumeral(text[0]!)) {
    return { ...place, kind: "number", value: chineseNumber(text), digits: digitsOf(text) };
  }
  const kind = isBreak(text) ? "break" : isTimeWord.has(text) ? "time" : "other";
  return { ...place, kind, value: Number.NaN, digits: null };
}

/** The value of a Chinese numeral up to 99 (十, 二十, 三十一) or of a row of digits (二〇二二); otherwise NaN. */
export function chineseNumber(text: string): number {
  const digits = digitsOf(text);
  if (digits) return digits.reduce((value, digit) => value * 10 + digit, 0);
  const [tens, ones, ...more] = text.split("十");
  if (ones === undefined || more.length > 0 || tens!.length > 1 || ones.length > 1) return Number.NaN;
  return (tens ? chineseDigits.get(tens)! : 1) * 10 + (ones ? chineseDigits.get(ones)! : 0);
}

function digitsOf(text: string): number[] | null {
  const digits = [...text].map((character) => chineseDigits.get(character));
  return digits.every((digit) => digit !== undefined) ? digits : null;
}

function isArabicDigit(character: string): boolean {
  return character >= "0" && character <= "9";
}

function isChineseNumeral(character: string): boolean {
  return character === "十" || chineseDigits.has(character);
}

function isBreak(text: string): boolean {
  return ",;。!?\n".includes(text);
}

function byFirstCharacter(words: string[]): Map<string, string[]> {
  const longestFirst = words.toSorted((a, b) => b.length - a.length);
  return Map.groupBy(longestFirst, (word) => word[0]!);
}
