import { splitBy, unique } from "../split-cell.js";

const label = /^\s{0,10}(?:抄\s{0,6}送|抄\s{0,6}报|分\s{0,6}送|抄\s{0,6}致)(?:机关|单位)?\s{0,6}[:：]/u;
const MOST_LINES = 6;

/** `抄送：甲、乙，丙。` and `抄报：…`, each perhaps over several lines; 主送 says who the notice is for, and is none. */
export function findCopies(texts: readonly string[]): string[] {
  const found = texts.flatMap((text, index) => (label.test(text) ? [linesFrom(texts, index)] : []));
  return unique(found.flatMap((line) => splitNames(line.replace(label, ""))));
}

/** The line and those that go on with it, up to a full stop or what stands below: the printing office, a date. */
function linesFrom(texts: readonly string[], start: number): string {
  let joined = texts[start]!;
  for (let at = start + 1; at < Math.min(texts.length, start + MOST_LINES); at += 1) {
    const next = texts[at]!;
    const isOther =
      label.test(next) || /印发|印制|共印|翻印|主送|\d{4}年|[:：]/.test(next) || next.length > 120;
    if (/[。.]\s*$/.test(joined) || isOther) break;
    joined += /[、，,；;]\s*$/.test(joined) || /^\s*[、，,；;]/.test(next) ? next : `，${next}`;
  }
  return joined;
}

function splitNames(text: string): string[] {
  return splitBy(text, (character) => /[、，,；;。\s]/.test(character));
}
