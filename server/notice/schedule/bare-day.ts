import type { Cursor } from "./cursor.js";
import { beforeWords } from "./time-start.js";

const behindBareDay = new Set([...beforeWords, ")", "]", "】"]);

/** What is done on a day and can be no unit: `6月30完工`. */
const done = /^(?:完成(?!率)|完工|竣工|开工|动工|交付|通车|投用|启动|建成|验收)/;

/** Whether a number behind a month is a day though no 日 says so; 三月三 is a festival. */
export function isBareDay(cursor: Cursor): boolean {
  const [day, next] = [cursor.peek(), cursor.peek(1)];
  if (day?.kind !== "number" || day.digits !== null || !(day.value >= 1 && day.value <= 31)) return false;
  if (!next || next.kind === "break" || behindBareDay.has(next.text)) return true;
  return done.test(next.text + (cursor.peek(2)?.text ?? "") + (cursor.peek(3)?.text ?? ""));
}
