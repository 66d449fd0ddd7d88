import type { Cursor } from "./cursor.js";
import type { TimeExpression } from "./expression.js";
import { yearReference } from "./year-reference.js";

type EventBody = Omit<TimeExpression & { kind: "EVENT" }, "tokens">;

const festivals = namesOf(
  "元旦 春节 清明 端午 中秋 五一 劳动节=五一 六一 儿童节=六一 七一 建党节=七一 八一 建军节=八一 国庆 十一=国庆",
);
const seasons = namesOf(
  "汛期 汛=汛期 主汛期 大汛期=主汛期 大汛=主汛期 供暖季 供暖=供暖季 采暖季=供暖季 采暖=供暖季 高考",
);
const holidays = namesOf("暑假 暑期=暑假 寒假");

/** `event := [year] (festival 前 | season 前 | [9月] [秋季] 开学 前 | 暑假 [期间])` */
export function eventPhrase(cursor: Cursor): EventBody | null {
  const year = yearReference(cursor);
  const found =
    cursor.attempt(() => beforeFestival(cursor)) ??
    cursor.attempt(() => beforeSeason(cursor)) ??
    cursor.attempt(() => beforeTerm(cursor));
  if (found) return { kind: "EVENT", event: found, year, before: true };
  const holiday = cursor.take(...Object.keys(holidays));
  if (!holiday) return null;
  const before = beforeWord(cursor);
  if (!before) cursor.take("期间", "内");
  return { kind: "EVENT", event: holidays[holiday.text]!, year, before };
}

/** `festival := [“] 五一 [节] [”] [节] 前`; without 前 it may be a road (七一路). */
function beforeFestival(cursor: Cursor): string | null {
  const opening = cursor.take("“", '"', "「", "'", "‘");
  const word = cursor.take(...Object.keys(festivals));
  if (!word) return null;
  cursor.take("节");
  if (opening && !cursor.take("”", '"', "」", "'", "’")) return null;
  cursor.take("节");
  return beforeWord(cursor) ? festivals[word.text]! : null;
}

function beforeSeason(cursor: Cursor): string | null {
  const word = cursor.take(...Object.keys(seasons));
  return word && beforeWord(cursor) ? seasons[word.text]! : null;
}

function beforeTerm(cursor: Cursor): string | null {
  cursor.attempt(() => cursor.takeNumber(({ value }) => value === 9) && cursor.take("月", "月份"));
  const term = cursor.take("秋季", "春季");
  if (!cursor.take("开学") || !beforeWord(cursor)) return null;
  return term?.text === "春季" ? "春季开学" : "开学";
}

function beforeWord(cursor: Cursor): boolean {
  return cursor.take("前", "之前", "以前") !== null;
}

/** Words → the event's name in `events.ts`; `word=name` where they differ. */
function namesOf(list: string): Record<string, string> {
  const pairs = list.split(" ").map((item) => item.split("="));
  return Object.fromEntries(pairs.map(([word, name]) => [word, name ?? word]));
}
