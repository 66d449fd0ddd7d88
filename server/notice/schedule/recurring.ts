import type { Cursor } from "./cursor.js";
import type { ExpressionBody } from "./expression.js";
import { beforeWords } from "./time-start.js";
import type { Token } from "./tokens.js";

/** `recurring := 每月 | 每季度 | 每周 [三] | 按季 | 每 n 个月 | … [上旬 | 20日] [底 | 末 | 初] [前]` */
export function recurring(cursor: Cursor): ExpressionBody | null {
  if (isRate(cursor.peek(-1))) return null;
  const words = cursor.attempt(() => counted(cursor)) ?? cursor.attempt(() => named(cursor));
  return words === null || isAmount(cursor) ? null : { kind: "RECURRING", recurrence: words };
}

/** `每两个月`, `每3天` */
function counted(cursor: Cursor): string | null {
  if (cursor.peek()?.text !== "每") return null;
  cursor.at += 1;
  const count = cursor.takeNumber(({ value }) => value <= 31);
  const unit = count && cursor.take("个月", "个季度", "周", "天", "日", "年");
  return unit && `每${count!.text}${unit.text}`;
}

function named(cursor: Cursor): string | null {
  const word = cursor.peek();
  if (!word || word.kind !== "time" || !/^(?:每.|[各逐按])/.test(word.text)) return null;
  cursor.at += 1;
  const month = (/季度?$/.test(word.text) && cursor.attempt(() => monthOfQuarter(cursor))) || "";
  const isWeek = word.text === "每周" || word.text === "每星期";
  const day = listOf(cursor, () => (isWeek ? weekday(cursor) : dayOfRecurrence(cursor)));
  const edge = cursor.take("底", "末", "初")?.text ?? "";
  return word.text + month + day + edge + (cursor.take(...beforeWords)?.text ?? "");
}

/** `每季度末月`, `每季度第一个月` */
function monthOfQuarter(cursor: Cursor): string | null {
  const [first, second, third] = [cursor.peek(), cursor.peek(1), cursor.peek(2)];
  const words = [first, second, third].map((token) => token?.text ?? "");
  const count = /^[首末]月$/.test(words[0]! + words[1]!)
    ? 2
    : /^第[一二三123]个月$/.test(words.join(""))
      ? 3
      : 0;
  cursor.at += count;
  return count > 0 ? words.slice(0, count).join("") : null;
}

/** `三`, `一、三、五`, `5日、20日`: items joined, a joint only between two of them. */
function listOf(cursor: Cursor, item: () => string | null): string {
  let list = cursor.attempt(item) ?? "";
  for (;;) {
    const more = list && cursor.attempt(() => joined(cursor, item));
    if (!more) return list;
    list += more;
  }
}

function joined(cursor: Cursor, item: () => string | null): string | null {
  const joint = cursor.take("、", "和", "及", "至", "-");
  const next = joint && item();
  return next && joint!.text + next;
}

/** The number of 每周一次 and 每周1-2次 is no day. */
function weekday(cursor: Cursor): string | null {
  cursor.take("周", "星期");
  const day = cursor.takeNumber(({ text }) => /^[一二三四五六]$/.test(text)) ?? cursor.take("日", "末");
  const isCount = /^[次场轮遍回个期篇条户人家]/.test(cursor.peek()?.text ?? "");
  return day && !isCount ? day.text : null;
}

function dayOfRecurrence(cursor: Cursor): string | null {
  const part = cursor.take("上旬", "中旬", "下旬");
  if (part) return part.text;
  const day = cursor.takeNumber(({ value }) => value >= 1 && value <= 31);
  const unit = day && cursor.take("日", "号");
  return unit && day!.text + unit.text;
}

/** `每人每月300元`, `每亩每年`: how much for each, not how often it is done. */
function isRate(previous: Token | undefined): boolean {
  return previous !== undefined && /^[人户亩名家个只头辆间床岗元套平]$/.test(previous.text);
}

/** `每年500元`, `每日处理30吨`: an amount, no plan. */
function isAmount(cursor: Cursor): boolean {
  const next = cursor.peek();
  if (next?.kind !== "number")
    return /^[处供产加]$/.test(next?.text ?? "") && /^[理水气电]$/.test(cursor.peek(1)?.text ?? "");
  const isDecimal = cursor.peek(1)?.text === ".";
  return /^[元万吨亿]$/.test(cursor.peek(isDecimal ? 3 : 1)?.text ?? "");
}
