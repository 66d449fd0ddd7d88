import type { Cursor } from "./cursor.js";
import type { YearReference } from "./expression.js";
import type { Token } from "./tokens.js";

const relativeYears: Record<string, number> = Object.fromEntries([
  ...["今年", "本年", "本年度", "当年"].map((word) => [word, 0]),
  ...["明年", "次年", "翌年", "来年"].map((word) => [word, 1]),
  ...["去年", "上年"].map((word) => [word, -1]),
  ["前年", -2],
]);

/** `year := 2022年 | 二〇二二年 | 今年 | 明年 | 次年 | 上年 | …` */
export function yearReference(cursor: Cursor): YearReference | null {
  return cursor.attempt<YearReference>(() => {
    const number = cursor.takeNumber(isYear);
    if (number) return cursor.take("年") && { kind: "WRITTEN", year: number.value };
    const word = cursor.take(...Object.keys(relativeYears));
    return word && { kind: "RELATIVE", offset: relativeYears[word.text]! };
  });
}

export function isYear({ value }: Token): boolean {
  return value >= 1990 && value <= 2099;
}
