const digits = "〇一二三四五六七八九";
const formalDigits = "零壹贰叁肆伍陆柒捌玖";
const stems = "甲乙丙丁戊己庚辛壬癸";
const branches = "子丑寅卯辰巳午未申酉戌亥";

/** How a list's number may be printed; the names are those of Word (ST_NumberFormat) and CSS (list-style-type). */
const formats: Record<string, (count: number) => string> = {
  decimal: String,
  decimalZero: (count) => String(count).padStart(2, "0"),
  "decimal-leading-zero": (count) => String(count).padStart(2, "0"),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  decimalEnclosedCircle: (count) => enclosed(count, 0x2460, 20),
  decimalEnclosedCircleChinese: (count) => enclosed(count, 0x2460, 20),
  decimalEnclosedParen: (count) => enclosed(count, 0x2474, 20),
  decimalEnclosedFullstop: (count) => enclosed(count, 0x2488, 20),
  ideographEnclosedCircle: (count) => enclosed(count, 0x3280, 10),
  chineseCounting: (count) => inChinese(count, digits),
  chineseCountingThousand: (count) => inChinese(count, digits),
  japaneseCounting: (count) => inChinese(count, digits),
  taiwaneseCounting: (count) => inChinese(count, digits),
  taiwaneseCountingThousand: (count) => inChinese(count, digits),
  "cjk-ideographic": (count) => inChinese(count, digits),
  "simp-chinese-informal": (count) => inChinese(count, digits),
  chineseLegalSimplified: (count) => inChinese(count, formalDigits, "拾佰仟"),
  "simp-chinese-formal": (count) => inChinese(count, formalDigits, "拾佰仟"),
  ideographDigital: (count) => digitByDigit(count),
  japaneseDigitalTenThousand: (count) => digitByDigit(count),
  taiwaneseDigital: (count) => digitByDigit(count),
  "cjk-decimal": (count) => digitByDigit(count),
  ideographTraditional: (count) => stems[count - 1] ?? String(count),
  ideographZodiac: (count) => branches[count - 1] ?? String(count),
  lowerLetter: (count) => letters(count, 97),
  upperLetter: (count) => letters(count, 65),
  a: (count) => letters(count, 97),
  A: (count) => letters(count, 65),
  "lower-alpha": (count) => letters(count, 97),
  "upper-alpha": (count) => letters(count, 65),
  lowerRoman: (count) => roman(count).toLowerCase(),
  upperRoman: roman,
  i: (count) => roman(count).toLowerCase(),
  I: roman,
  "lower-roman": (count) => roman(count).toLowerCase(),
  "upper-roman": roman,
  none: () => "",
};

/** A list's number as printed; an unknown format prints figures. */
export function printedNumber(count: number, format: string): string {
  if (!Number.isSafeInteger(count) || count < 0) return String(count);
  return Object.hasOwn(formats, format) ? formats[format]!(count) : String(count);
}

function fullWidth(count: number): string {
  return String(count).replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0));
}

function enclosed(count: number, first: number, last: number): string {
  return count >= 1 && count <= last ? String.fromCharCode(first + count - 1) : String(count);
}

function digitByDigit(count: number): string {
  return String(count).replace(/\d/g, (digit) => digits[Number(digit)]!);
}

/** 1 → 一, 12 → 十二, 105 → 一百〇五; ten thousand and more in figures. */
function inChinese(count: number, numerals: string, units = "十百千"): string {
  if (count === 0) return numerals[0]!;
  if (count >= 10_000) return String(count);
  let words = "";
  let gap = false;
  for (let power = 3; power >= 0; power -= 1) {
    const digit = Math.floor(count / 10 ** power) % 10;
    if (digit === 0) {
      gap = words !== "";
      continue;
    }
    words += (gap ? numerals[0]! : "") + numerals[digit]! + (units[power - 1] ?? "");
    gap = false;
  }
  return count < 20 && numerals === digits ? words.replace(/^一十/, "十") : words;
}

/** a … z, then aa, bb … as Word does. */
function letters(count: number, first: number): string {
  if (count === 0) return "0";
  const letter = String.fromCharCode(first + ((count - 1) % 26));
  return letter.repeat(Math.min(20, Math.floor((count - 1) / 26) + 1));
}

const romans: [number, string][] = [
  [1000, "M"],
  [900, "CM"],
  [500, "D"],
  [400, "CD"],
  [100, "C"],
  [90, "XC"],
  [50, "L"],
  [40, "XL"],
  [10, "X"],
  [9, "IX"],
  [5, "V"],
  [4, "IV"],
  [1, "I"],
];

function roman(count: number): string {
  if (count >= 4000) return String(count);
  let rest = count;
  let words = "";
  for (const [value, sign] of romans) {
    for (; rest >= value; rest -= value) words += sign;
  }
  return words;
}
