/** How a workbook counts days: from 1899-12-30, or (old Macs) from 1904-01-01. */
export type DateSystem = 1900 | 1904;

/** The formats that a workbook names by number only, as a Chinese Excel shows them (ECMA-376 part 1, 18.8.30). */
const builtIn: Record<number, string> = {
  0: "General",
  1: "0",
  2: "0.00",
  3: "#,##0",
  4: "#,##0.00",
  9: "0%",
  10: "0.00%",
  14: "yyyy/m/d",
  15: "d-mmm-yy",
  16: "d-mmm",
  17: "mmm-yy",
  18: "h:mm AM/PM",
  19: "h:mm:ss AM/PM",
  20: "h:mm",
  21: "h:mm:ss",
  22: "yyyy/m/d h:mm",
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: "m-d-yy",
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  37: "#,##0",
  38: "#,##0",
  39: "#,##0.00",
  40: "#,##0.00",
  45: "mm:ss",
  47: "mm:ss",
  49: "@",
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
};

export function builtInFormat(id: number): string {
  return builtIn[id] ?? "General";
}

/** A piece of a format: words that stand for themselves, a code of a date, or figures' places. */
type Piece = { words: string } | { code: string };

/** A number as a cell with this format shows it. */
export function formatNumber(value: number, format: string, system: DateSystem): string {
  const section = sectionFor(value, format);
  if (section === "") return "";
  const pieces = piecesOf(section);
  const isDate = pieces.some((piece) => "code" in piece && isDateCode(piece.code));
  if (isDate && value >= 0 && value < 2_958_466) {
    const chinese = /\[DBNum([12])\]/i.test(section);
    return formatDate(pieces, value, system, chinese).trim();
  }
  const hasPlaces = pieces.some((piece) => "code" in piece && /^[0#?.]/.test(piece.code));
  const isScientific = pieces.some((piece) => "code" in piece && /^E[+-]/i.test(piece.code));
  if (isDate || !hasPlaces || isScientific) return formatPlain(value, pieces);
  return formatFigures(value, pieces, section !== format && value < 0).trim();
}

function isDateCode(code: string): boolean {
  return /^(?:[ymdhs上]|e{1,4}$|a(?!$))/i.test(code);
}

/** Sections stand for positive numbers, negative ones and zero. */
function sectionFor(value: number, format: string): string {
  const sections = splitSections(format);
  if (sections.length > 2 && value === 0) return sections[2]!;
  return value < 0 && sections.length > 1 ? sections[1]! : sections[0]!;
}

/** At semicolons outside quotes; a section may be empty and then shows nothing. */
function splitSections(format: string): string[] {
  const sections = [""];
  for (const [part] of format.matchAll(/"[^"]*"|\\.|[^]/g)) {
    if (part === ";") sections.push("");
    else sections[sections.length - 1] += part;
  }
  return sections;
}

const tokens =
  /"([^"]*)"|\\(.)|_.|\*.|\[(\$[^\]]*|h+|m+|s+|[^\]]*)\]|(E[+-][0#?]+|AM\/PM|A\/P|上午\/下午|General|y+|m+|d+|h+|s+|e+|a{3,4}|[0#?][0#?,]*(?:\.[0#?,]*)?|\.0+|%)|([^])/gi;

function piecesOf(section: string): Piece[] {
  return [...section.matchAll(tokens)].flatMap(([, quoted, escaped, bracket, code, other]): Piece[] => {
    if (code !== undefined) return [{ code }];
    if (bracket !== undefined) return bracketPiece(bracket);
    return [{ words: quoted ?? escaped ?? (other === "@" ? "" : (other ?? "")) }];
  });
}

/** `[$￥-804]` shows a currency, `[h]` elapsed hours; colours, conditions and number systems show nothing. */
function bracketPiece(bracket: string): Piece[] {
  if (bracket.startsWith("$")) return [{ words: bracket.slice(1).split("-")[0]! }];
  return /^(?:h+|m+|s+)$/i.test(bracket) ? [{ code: bracket }] : [];
}

/** Fifteen figures are all that a workbook's numbers hold; the rest is noise. A section without places shows its words. */
function formatPlain(value: number, pieces: Piece[]): string {
  const plain = String(Number(value.toPrecision(15)));
  const isWords =
    pieces.every((piece) => "words" in piece) && pieces.some((piece) => "words" in piece && piece.words);
  if (isWords)
    return pieces
      .map((piece) => ("words" in piece ? piece.words : ""))
      .join("")
      .trim();
  return plain;
}

function formatFigures(value: number, pieces: Piece[], signIsWritten: boolean): string {
  const percents = pieces.filter((piece) => "code" in piece && piece.code === "%").length;
  const scaled = Number((Math.abs(value) * 100 ** percents).toPrecision(15));
  let done = false;
  const shown = pieces.map((piece) => {
    if ("words" in piece) return piece.words;
    if (piece.code === "%") return "%";
    if (done) return "";
    done = true;
    return formatPlaces(scaled, piece.code);
  });
  return (value < 0 && !signIsWritten ? "-" : "") + shown.join("");
}

/** `#,##0.00`: how many figures before and after the point, and whether thousands are divided. */
function formatPlaces(value: number, places: string): string {
  const [whole = "", fraction = ""] = places.split(".");
  const thousands = /,{1,9}$/.exec(places)?.[0].length ?? 0;
  const atMost = fraction.replaceAll(",", "").length;
  const atLeast = fraction.replace(/[^0]/g, "").length;
  return (value / 1000 ** thousands).toLocaleString("en-US", {
    minimumIntegerDigits: Math.max(1, Math.min(21, whole.replace(/[^0]/g, "").length)),
    minimumFractionDigits: Math.min(20, atLeast),
    maximumFractionDigits: Math.min(20, atMost),
    useGrouping: /,[0#?]/.test(whole),
  });
}

interface DateParts {
  year: number;
  month: number;
  day: number;
  weekday: number;
  hours: number;
  minutes: number;
  seconds: number;
  /** Whole hours since the first day, for `[h]`. */
  elapsedHours: number;
}

/** A serial number's day and time; Excel believes in 29 February 1900. */
function datePartsOf(serial: number, system: DateSystem): DateParts {
  const days = system === 1904 ? serial + 1462 : serial < 60 ? serial + 1 : serial;
  const seconds = Math.round(days * 86_400);
  const date = new Date((seconds - 25_569 * 86_400) * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    weekday: date.getUTCDay(),
    hours: date.getUTCHours(),
    minutes: date.getUTCMinutes(),
    seconds: date.getUTCSeconds(),
    elapsedHours: Math.floor(Math.round(serial * 86_400) / 3600),
  };
}

function formatDate(pieces: Piece[], serial: number, system: DateSystem, chinese: boolean): string {
  const date = datePartsOf(serial, system);
  const codes = pieces.map((piece) => ("code" in piece ? piece.code.toLowerCase() : ""));
  const halved = codes.some((code) => code.includes("/"));
  return pieces
    .map((piece, index) => {
      if ("words" in piece) return piece.words;
      const isMinute = codes[index]!.startsWith("m") && besideTime(codes, index);
      const shown = dateCode(isMinute ? codes[index]!.replaceAll("m", "n") : codes[index]!, date, halved);
      return chinese ? inChinese(shown, codes[index]!) : shown;
    })
    .join("");
}

/** `m` means minutes after hours and before seconds. */
function besideTime(codes: string[], index: number): boolean {
  const before = codes.slice(0, index).findLast((code) => code !== "");
  const after = codes.slice(index + 1).find((code) => code !== "");
  return Boolean(before?.startsWith("h") || after?.startsWith("s"));
}

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
const weekdays = "日一二三四五六";

function dateCode(code: string, date: DateParts, halved: boolean): string {
  const padded = (value: number) => String(value).padStart(Math.min(2, code.length), "0");
  switch (code[0]) {
    case "y":
      return code.length > 2 ? String(date.year) : String(date.year % 100).padStart(2, "0");
    case "e":
      return String(date.year);
    case "m":
      return code.length > 2 ? months[date.month - 1]! : padded(date.month);
    case "d":
      return code.length > 2 ? `星期${weekdays[date.weekday]!}` : padded(date.day);
    case "h":
      return padded(halved ? date.hours % 12 || 12 : date.hours);
    case "n":
      return padded(date.minutes);
    case "s":
      return padded(date.seconds);
    case "a":
      if (code.includes("/")) return date.hours < 12 ? "上午" : "下午";
      return (code.length > 3 ? "星期" : "") + weekdays[date.weekday]!;
    case "上":
      return date.hours < 12 ? "上午" : "下午";
    default:
      return "";
  }
}

const digits = "〇一二三四五六七八九";

/** `[DBNum1]`: a year figure by figure, other numbers as they are said. */
function inChinese(shown: string, code: string): string {
  const value = Number(shown);
  if (code.startsWith("y") || code.startsWith("e") || !Number.isInteger(value) || value < 10 || value > 99) {
    return shown.replace(/\d/g, (digit) => digits[Number(digit)]!);
  }
  const tens = Math.floor(value / 10);
  const units = value % 10;
  return `${tens > 1 ? digits[tens]! : ""}十${units > 0 ? digits[units]! : ""}`;
}
