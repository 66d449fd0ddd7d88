import { partOf, type CellPlace } from "../source.js";
import { trimmed } from "../schedule/trim.js";
import { headerWords, isExactHeader, type Field } from "./columns.js";

/** `责任单位：县教育局` inside running text: a field's label and the words that belong to it. */
export interface Labelled {
  field: Field;
  label: string;
  place: CellPlace;
  /** Where the label (or the bracket it opens) begins in the paragraph. */
  start: number;
  /** One of several steps under a label that has no words of its own. */
  isStep?: boolean;
}

const LONGEST_LABEL = 10;
const boundary = /[\s，,。；;、（(【[：:]/;

/** All labels of a text with their values, in order. A value runs to the next label or to the end of its bracket. */
export function labelsOf(place: CellPlace): Labelled[] {
  const { text } = place;
  const marks = marksOf(text);
  return marks.map(({ start, from, label, field }, index) => {
    const next = marks[index + 1]?.start ?? text.length;
    const end = bracketEnd(text, from, next);
    const range = trimmed(text, from, end);
    const last = text.slice(range.end, end);
    // A plan is quoted with the full stop it ends in; what only divides it from the next label is no part of it.
    const stop = last.startsWith("。") && next === text.length && index === marks.length - 1 ? 1 : 0;
    const isProse =
      field === "progress" || field === "content" || headerWords(label)?.isSecondChoice === true;
    const keepsStop = stop > 0 && isProse && start === 0;
    return { field, label, start, place: partOf(place, range.start, range.end + (keepsStop ? stop : 0)) };
  });
}

interface Mark {
  start: number;
  from: number;
  label: string;
  field: Field;
}

function marksOf(text: string): Mark[] {
  const marks: Mark[] = [];
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] !== "：" && text[at] !== ":") continue;
    const label = labelBefore(text, at);
    if (!label) continue;
    const words = headerWords(label);
    if (!words || words.field === "number" || words.field === "other") continue;
    const start = at - label.length;
    const opens = start > 0 && "（(【[".includes(text[start - 1]!);
    marks.push({ start: opens ? start - 1 : start, from: at + 1, label, field: words.field });
  }
  return marks;
}

/** The longest name of a column that ends here and begins where a phrase does. */
function labelBefore(text: string, end: number): string | null {
  for (let length = Math.min(LONGEST_LABEL, end); length >= 2; length -= 1) {
    const start = end - length;
    if (start > 0 && !boundary.test(text[start - 1]!)) continue;
    const label = text.slice(start, end);
    if (!boundary.test(label[0]!) && !contacts.has(label) && isExactHeader(label)) return label;
  }
  return null;
}

/** Whom to ask about the notice itself. */
const contacts = new Set(["联系人", "联络员", "联系电话", "电话"]);

/** The closing bracket that the value stands in, if it was opened before it. */
function bracketEnd(text: string, from: number, limit: number): number {
  let depth = 0;
  for (let at = from; at < limit; at += 1) {
    if ("（(【[".includes(text[at]!)) depth += 1;
    else if ("）)】]".includes(text[at]!)) depth -= 1;
    if (depth < 0) return at;
  }
  return limit;
}
