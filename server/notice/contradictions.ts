import { diagnose, type Diagnostic } from "./diagnostics.js";
import type { NoticeTask } from "./notice.js";
import { periodInWords } from "./schedule/schedule.js";

/** A date beside a task that lies outside its period: told, and the task's own period kept. */
export function outsidePeriod(
  task: NoticeTask,
  beside: { text: string; dueOn: string | null },
): Diagnostic[] {
  const { startsOn, dueOn, words, source } = task;
  if (dueOn === null || beside.dueOn === null) return [];
  const isOutside = beside.dueOn > dueOn || (startsOn !== null && beside.dueOn < startsOn);
  if (!isOutside) return [];
  const params = {
    hint: beside.text,
    hintDueOn: beside.dueOn,
    words: words ?? "",
    period: periodInWords(task),
  };
  return [diagnose("HINT_CONTRADICTS_PERIOD", params, source)];
}
