import type { Cursor } from "./cursor.js";
import type { YearReference } from "./expression.js";
import type { Token } from "./tokens.js";

const relativeYears = new Map<string, number>([
  ...["今年", "本年", "本年度", "当年"].map((word) => [word, 0] as const),
  ...["明年", "次年", "翌年", "来年"].map((word) => [word, 1] as const),
  ...["去年", "上年"].map((word) => [word, -1] as const),
  ["前年", -2],
]);

/** `year := 2022年 | 2022年度 | 二〇二二年 | 22年 | 今年 | 明年 | 次年 | 上年 | …`; 22年 only before a part of the year. */
export function yearReference(cursor: Cursor): YearReference | null {
  const word = cursor.takeFrom(relativeYears);
  if (word) return { kind: "RELATIVE", offset: relativeYears.get(word.text)! };
  return cursor.attempt<YearReference>(() => {
    const number = cursor.takeNumber((token) => isYear(token) || isShortYear(token));
    return number && writtenYear(cursor, number);
  });
}

function writtenYear(cursor: Cursor, number: Token): YearReference | null {
  if (!cursor.take("年"))
    return isYear(number) && beforeMonth(cursor) ? { kind: "WRITTEN", year: number.value } : null;
  if (isYear(number)) return { kind: "WRITTEN", year: number.value };
  return isPartOfYear(cursor) ? { kind: "WRITTEN", year: 2000 + number.value } : null;
}

/** The sign of `2022.5月`. */
function beforeMonth(cursor: Cursor): boolean {
  const isMonth = cursor.peek(1)?.kind === "number" && /^月份?$/.test(cursor.peek(2)?.text ?? "");
  return isMonth && cursor.take(".", "/") !== null;
}

function isPartOfYear(cursor: Cursor): boolean {
  const [next, unit] = [cursor.peek(), cursor.peek(1)];
  if (["上半年", "下半年", "第", "年底", "年末"].includes(next?.text ?? "")) return true;
  return next?.kind === "number" && next.value <= 12 && /^(?:月|月份|季度|-|至|、)$/.test(unit?.text ?? "");
}

export function isYear({ value }: Token): boolean {
  return value >= 1990 && value <= 2099;
}

/** The 22 of 22年6月; a single digit counts years (3年), and so do Chinese numerals. */
function isShortYear({ text, digits }: Token): boolean {
  return digits === null && /^[1-4]\d$/.test(text);
}
