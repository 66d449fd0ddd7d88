import { dayOf } from "../schedule/calendar.js";
import { chineseNumber } from "../schedule/tokens.js";

/** Every character that stands for the zero of a Chinese year: 二〇二二, 二○二二, 二零二二, 二O二二. */
const zeros = /[oOоО○◯零]/gu;

const inWords =
  /^\(?([\d〇一二三四五六七八九]{4})年([\d元一二三四五六七八九十]{1,3})月([\d一二三四五六七八九十]{1,3})日\)?$/;
const inDigits = /^\(?(\d{4})([./-])(\d{1,2})\2(\d{1,2})\)?$/;

/** Whether a text is written as a date and holds nothing else, be there such a day or not. */
export function isWholeDate(text: string): boolean {
  const line = plain(text);
  return inWords.test(line) || inDigits.test(line);
}

/** `2022 年 1 月 13 日` or `二〇二二年一月十三日` as the whole of a text (perhaps in brackets). */
export function wholeDate(text: string): string | null {
  const match = inWords.exec(plain(text));
  return match && dayOfParts(match.slice(1));
}

/** `2022.1.13`, `2022-01-13`, `2022/1/13`: a date only where a signature stands. */
export function numericDate(text: string): string | null {
  const match = inDigits.exec(plain(text));
  return match && dayOfParts([match[1]!, match[3]!, match[4]!]);
}

function plain(text: string): string {
  return text.normalize("NFKC").replace(/\s/g, "").replace(zeros, "〇");
}

function dayOfParts(parts: readonly string[]): string | null {
  const [year, month, day] = parts.map((digits) => {
    if (digits === "元") return 1;
    return /^\d+$/.test(digits) ? Number(digits) : chineseNumber(digits.replace(/\d/g, arabicAsChinese));
  });
  return dayOf(year!, month!, day!);
}

/** `二0二二` mixes both kinds of digits. */
function arabicAsChinese(digit: string): string {
  return "〇一二三四五六七八九"[Number(digit)]!;
}
