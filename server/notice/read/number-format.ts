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

/** The code of a format that a workbook names by number only. */
export function builtInFormat(id: number): string {
  return builtIn[id] ?? "General";
}

/** A piece of a format: words that stand for themselves, a code of a date, or figures' places. */
type Piece = { words: string } | { code: string };

/** A part of a format, for some numbers. */
interface Section {
  pieces: Piece[];
  shows: "nothing" | "date" | "figures" | "plain";
  /** `[DBNum1]`: figures of dates in Chinese. */
  isChinese: boolean;
}

/** Excel writes no longer ones. */
const LONGEST_FORMAT = 255;

/** How cells of one format show their numbers. */
export class NumberFormat {
  private readonly sections: Section[];
  private readonly places = new Map<string, Intl.NumberFormat>();

  constructor(code: string) {
    this.sections = splitSections(code.length > LONGEST_FORMAT ? "General" : code).map(sectionOf);
  }

  /** A number as a cell with this format shows it. */
  show(value: number, system: DateSystem): string {
    const section = this.sectionFor(value);
    const { pieces, shows, isChinese } = section;
    if (shows === "nothing") return "";
    if (shows === "date" && value >= 0 && value < 2_958_466)
      return formatDate(pieces, value, system, isChinese).trim();
    if (shows !== "figures") return formatPlain(value, pieces);
    const signIsWritten = value < 0 && section !== this.sections[0];
    return (value < 0 && !signIsWritten ? "-" : "") + this.figures(Math.abs(value), pieces).trim();
  }

  /** Sections stand for positive numbers, negative ones and zero. */
  private sectionFor(value: number): Section {
    const [positive, negative, zero] = this.sections;
    if (value === 0 && zero) return zero;
    return (value < 0 && negative) || positive!;
  }

  private figures(value: number, pieces: Piece[]): string {
    const percents = pieces.filter((piece) => "code" in piece && piece.code === "%").length;
    const scaled = Number((value * 100 ** percents).toPrecision(15));
    let done = false;
    const shown = pieces.map((piece) => {
      if ("words" in piece) return piece.words;
      if (piece.code === "%") return "%";
      if (done) return "";
      done = true;
      return this.inPlaces(scaled, piece.code);
    });
    return shown.join("");
  }

  private inPlaces(value: number, places: string): string {
    const format = this.places.get(places) ?? placesFormat(places);
    this.places.set(places, format);
    const thousands = /,{1,9}$/.exec(places)?.[0].length ?? 0;
    return format.format(value / 1000 ** thousands);
  }
}

/** `#,##0.00`: how many figures before and after the point, and whether thousands are divided. */
function placesFormat(places: string): Intl.NumberFormat {
  const [whole = "", fraction = ""] = places.split(".");
  return new Intl.NumberFormat("en-US", {
    minimumIntegerDigits: Math.max(1, Math.min(21, whole.replace(/[^0]/g, "").length)),
    minimumFractionDigits: Math.min(20, fraction.replace(/[^0]/g, "").length),
    maximumFractionDigits: Math.min(20, fraction.replaceAll(",", "").length),
    useGrouping: /,[0#?]/.test(whole),
  });
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

function sectionOf(section: string): Section {
  const pieces = piecesOf(section);
  const codes = pieces.flatMap((piece) => ("code" in piece ? [piece.code] : []));
  const isDate = codes.some((code) => /^(?:[ymdhs上]|e{1,4}$|a(?!$))/i.test(code));
  const isScientific = codes.some((code) => /^E[+-]/i.test(code));
  const hasPlaces = codes.some((code) => /^[0#?.]/.test(code));
  const figures = hasPlaces && !isScientific ? "figures" : "plain";
  return {
    pieces,
    shows: section === "" ? "nothing" : isDate ? "date" : figures,
    isChinese: /\[DBNum[12]\]/i.test(section),
  };
}

const tokens =
  /"([^"]*)"|\\(.)|_.|\*.|\[([^\][]*)\]|(E[+-][0#?]+|AM\/PM|A\/P|上午\/下午|General|y+|m+|d+|h+|s+|e+|a{3,4}|[0#?][0#?,]*(?:\.[0#?,]*)?|\.0+|%)|([^])/gi;

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
  const words = pieces.map((piece) => ("words" in piece ? piece.words : null));
  const isWords = words.every((word) => word !== null) && words.some((word) => word !== "");
  return isWords ? words.join("").trim() : String(Number(value.toPrecision(15)));
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
