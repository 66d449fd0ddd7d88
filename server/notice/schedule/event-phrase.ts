import type { Cursor } from "./cursor.js";
import { fixedFestivals } from "./events.js";
import type { Edge, EventName, ExpressionBody, Moment, Side } from "./expression.js";
import { beforeWords } from "./time-start.js";
import { yearReference } from "./year-reference.js";

type EventBody = ExpressionBody & { kind: "EVENT" };

const festivals = namesOf(
  "元旦 春节 元宵 清明 端午 中秋 重阳 立春 惊蛰 春分 谷雨 立夏 芒种 夏至 立秋 秋分 霜降 立冬 冬至 五一 劳动节=五一 五四 六一 儿童节=六一 七一 建党节=七一 八一 建军节=八一 教师节 国庆 十一=国庆 三八 妇女节=三八",
);
const seasons = namesOf(
  "入汛=汛期 汛期 汛=汛期 主汛期 大汛期=主汛期 大汛=主汛期 雨季 台风季 入冬 春耕 秋收 高考 中考 " +
    "供暖季 供暖=供暖季 供暖期=供暖季 采暖季=供暖季 采暖=供暖季 采暖期=供暖季",
);
const holidays = namesOf("暑假 暑期=暑假 寒假 寒暑假");

/** `event := [year] (festivals | lunarDay | season | [9月] [秋季] [学期] 开学 (前 | 后) | 暑假 [期间])` */
export function eventPhrase(cursor: Cursor): EventBody | null {
  const year = yearReference(cursor);
  if (!mayStart(cursor)) return null;
  const found =
    cursor.attempt(() => festivalPhrase(cursor)) ??
    cursor.attempt(() => fairPhrase(cursor)) ??
    cursor.attempt(() => lunarPhrase(cursor)) ??
    cursor.attempt(() => seasonPhrase(cursor)) ??
    cursor.attempt(() => termPhrase(cursor)) ??
    cursor.attempt(() => holidayPhrase(cursor)) ??
    cursor.attempt(() => beforeNewYear(cursor));
  return found && { kind: "EVENT", year, ...found };
}

/** `9月1日开学前`: the words behind a day that name its event, and what they make of it; null where none stand there. */
export function eventOfDay(cursor: Cursor, day: Moment): Edge | null {
  if (day.unit !== "DAY") return null;
  const found =
    cursor.attempt(() => festivalPhrase(cursor)) ??
    cursor.attempt(() => seasonPhrase(cursor)) ??
    cursor.attempt(() => termPhrase(cursor));
  if (!found) return null;
  if (found.side === "DURING") return "WITHIN";
  if (found.side === "AFTER") return "AFTER";
  const isAnother = found.events.some((event) => isOnAnotherDay(event, day));
  return isAnother ? "BEFORE" : "EVE";
}

/** The 30th of 9月30日国庆前 is the last day itself. */
function isOnAnotherDay(event: EventName, { month, day }: Moment & { unit: "DAY" }): boolean {
  const fixed = fixedFestivals[event];
  return fixed !== undefined && fixed !== `${twoDigits(month ?? 0)}-${twoDigits(day)}`;
}

const otherStarts = new Set(
  "“ \" 「 ' ‘ 农历 阴历 正月 冬月 腊月 冬季 进入 9 九 秋季 春季 新学期 学期 开学 年 青年".split(" "),
);

function mayStart(cursor: Cursor): boolean {
  const word = cursor.peek()?.text ?? "";
  if (cursor.peek()?.kind === "number" && /^[·.]$/.test(cursor.peek(1)?.text ?? "")) return true;
  return festivals.has(word) || seasons.has(word) || holidays.has(word) || otherStarts.has(word);
}

interface Found {
  events: EventName[];
  side: Side;
}

const MOST_FESTIVALS = 4;

/** `festivals := festival { [、|和] festival } (前 | 期间 | 后)`; without these it may be a road (七一路). */
function festivalPhrase(cursor: Cursor): Found | null {
  const events: EventName[] = [];
  while (events.length < MOST_FESTIVALS) {
    const name = cursor.attempt(() => festival(cursor));
    if (!name) break;
    events.push(name);
    cursor.take("、", "和", "及", "与");
  }
  const side = events.length > 0 ? sideOf(cursor) : null;
  return side && { events, side };
}

/** `festival := [“] [3·8] [国际 | 劳动] 五一 [节] [”] [国际] [劳动节] [节]` */
function festival(cursor: Cursor): EventName | null {
  const opening = cursor.take("“", '"', "「", "'", "‘");
  cursor.attempt(() => cursor.takeNumber() && cursor.take("·", ".") && cursor.takeNumber());
  takeInternational(cursor);
  const name = cursor.attempt(() => nameOfFestival(cursor));
  if (!name) return null;
  cursor.take("节");
  if (opening && !cursor.take("”", '"', "」", "'", "’")) return null;
  cursor.attempt(() => (takeInternational(cursor), sameFestival(cursor, name)));
  cursor.take("节");
  return name;
}

function takeInternational(cursor: Cursor): void {
  for (const word of ["国际", "劳动"]) {
    cursor.attempt(() => cursor.take(word[0]!) && cursor.take(word[1]!));
  }
}

/** The youth's day is no word: 青年 belongs to many others. */
function nameOfFestival(cursor: Cursor): EventName | null {
  if (cursor.take("青年")) return cursor.peek()?.text === "节" ? "五四" : null;
  const word = cursor.takeFrom(festivals);
  return word && festivals.get(word.text)!;
}

/** The 建军节 of `“八一”建军节前`. */
function sameFestival(cursor: Cursor, name: EventName): true | null {
  return nameOfFestival(cursor) === name ? true : null;
}

/** `“5·18”[活动 | 节 …] 前`: a local fair by its date. */
function fairPhrase(cursor: Cursor): Found | null {
  if (!cursor.take("“", '"')) return null;
  const month = cursor.takeNumber(({ value }) => value >= 1 && value <= 12);
  const day =
    month && cursor.take("·", ".", "-") && cursor.takeNumber(({ value }) => value >= 1 && value <= 31);
  if (!day || !cursor.take("”", '"')) return null;
  cursor.take("节");
  const side = sideOf(cursor);
  return side && { events: [`${twoDigits(month.value)}-${twoDigits(day.value)}`], side };
}

/** `农历八月十五 前`, `正月十五 前` */
function lunarPhrase(cursor: Cursor): Found | null {
  const isSaid = cursor.take("农历", "阴历") !== null;
  const named = cursor.take("正月", "冬月", "腊月")?.text;
  const numbered = named || !isSaid ? null : cursor.takeNumber(({ value }) => value >= 1 && value <= 12);
  if (!named && !(numbered && cursor.take("月"))) return null;
  const month = named ? { 正月: 1, 冬月: 11, 腊月: 12 }[named]! : numbered!.value;
  cursor.take("初");
  const day = cursor.takeNumber(({ value }) => value >= 1 && value <= 30);
  cursor.take("日");
  const side = day && sideOf(cursor, "DURING");
  return side && { events: [`农历${twoDigits(month)}-${twoDigits(day.value)}`], side };
}

/** `season := [冬季 | 进入] 汛期 [来临 | 开始] (前 | 期间 | 后)` */
function seasonPhrase(cursor: Cursor): Found | null {
  cursor.take("冬季", "进入");
  const word = cursor.takeFrom(seasons);
  if (!word) return null;
  cursor.take("来临", "到来", "开始", "结束");
  const side = sideOf(cursor);
  return side && { events: [seasons.get(word.text)!], side };
}

function termPhrase(cursor: Cursor): Found | null {
  cursor.attempt(() => cursor.takeNumber(({ value }) => value === 9) && cursor.take("月", "月份"));
  const term = cursor.take("秋季", "春季");
  cursor.take("新学期", "学期");
  if (!cursor.take("开学")) return null;
  const side = sideOf(cursor);
  return side && { events: [term?.text === "春季" ? "春季开学" : "开学"], side };
}

/** `holiday := 暑假 [期间]`; it needs no word behind. */
function holidayPhrase(cursor: Cursor): Found | null {
  const word = cursor.takeFrom(holidays);
  if (!word) return null;
  cursor.take("来临", "到来", "开始", "结束");
  return { events: [holidays.get(word.text)!], side: sideOf(cursor) ?? "DURING" };
}

/** `年前完成`; not 三年前, 多年前 or 往年前. */
function beforeNewYear(cursor: Cursor): Found | null {
  const previous = cursor.peek(-1);
  const isCounted =
    previous?.kind === "number" || /[半多数几两去今明往历每当近全来整周]$/.test(previous?.text ?? "");
  return !isCounted && cursor.take("年") && cursor.take("前") ? { events: ["年前"], side: "BEFORE" } : null;
}

/** `side := [假期 | 长假 | 黄金周] (前 | 后 | 期间 | 前后)` */
function sideOf(cursor: Cursor, otherwise: Side | null = null): Side | null {
  const isHoliday = cursor.take("假期", "长假", "黄金周") !== null;
  if (takeBefore(cursor)) return "BEFORE";
  if (cursor.take("后", "之后", "以后", "过后")) return "AFTER";
  const isDuring = cursor.take("期间", "内", "中", "前后", "左右") !== null || isHoliday;
  return isDuring ? "DURING" : otherwise;
}

function takeBefore(cursor: Cursor): boolean {
  return cursor.take(...beforeWords) !== null;
}

function twoDigits(number: number): string {
  return String(number).padStart(2, "0");
}

/** Words → the event's name in `events.ts`; `word=name` where they differ. */
function namesOf(list: string): ReadonlyMap<string, EventName> {
  const pairs = list.split(" ").map((item) => item.split("="));
  return new Map(pairs.map(([word, name]) => [word!, name ?? word!]));
}
