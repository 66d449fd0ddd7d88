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

/** One normalised character and where it stands in the original. */
interface Unit {
  text: string;
  start: number;
  end: number;
}

const chineseDigits = new Map<string, number>([
  ...[..."〇一二三四五六七八九"].map((digit, value) => [digit, value] as const),
  ["零", 0],
  ["○", 0],
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

/** Full-width forms become half-width, dashes one dash; white space goes, line breaks stay. */
function normalise(text: string): Unit[] {
  const units: Unit[] = [];
  for (let start = 0; start < text.length;) {
    const character = String.fromCodePoint(text.codePointAt(start)!);
    const end = start + character.length;
    const plain = plainForm(character);
    if (plain !== "") units.push({ text: plain, start, end });
    start = end;
  }
  return units;
}

/** NFKC only for full-width forms: it would turn ① into 1, and ①3月 into 13月. */
function plainForm(character: string): string {
  if ("\n\r\v\f\u2028\u2029".includes(character)) return "\n";
  if (/[\s\u200b\ufeff]/.test(character)) return "";
  if ("-‐‑‒–—―−－﹣~～〜∼".includes(character)) return "-";
  const isFullWidth = character >= "\uff01" && character <= "\uff5e";
  return isFullWidth ? character.normalize("NFKC") : character;
}

function lengthOfTokenAt(units: Unit[], position: number): number {
  const other = lengthOfWordAt(units, position, otherWordsByFirst);
  if (other > 0) return other;
  const time = lengthOfWordAt(units, position, timeWordsByFirst);
  if (time > 0) return time;
  const { text } = units[position]!;
  if (isArabicDigit(text)) return lengthOfNumberAt(units, position);
  return isChineseNumeral(text) ? lengthOfNumeralAt(units, position) : 1;
}

function lengthOfWordAt(units: Unit[], position: number, words: Map<string, string[]>): number {
  const candidates = words.get(units[position]!.text) ?? [];
  const standsHere = (word: string) =>
    [...word].every((character, index) => units[position + index]?.text === character);
  return candidates.find(standsHere)?.length ?? 0;
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
  const text = units.map((unit) => unit.text).join("");
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
