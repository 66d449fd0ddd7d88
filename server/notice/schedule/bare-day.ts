import type { Cursor } from "./cursor.js";
import { beforeWords } from "./time-start.js";

const behindBareDay = new Set([...beforeWords, ")", "]", "】"]);

/** Whether a number behind a month is a day though no 日 says so; 三月三 is a festival. */
export function isBareDay(cursor: Cursor): boolean {
  const [day, next] = [cursor.peek(), cursor.peek(1)];
  if (day?.kind !== "number" || day.digits !== null || !(day.value >= 1 && day.value <= 31)) return false;
  return !next || next.kind === "break" || behindBareDay.has(next.text);
}
