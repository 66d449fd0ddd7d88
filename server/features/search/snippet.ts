import { fold, foldTraced } from "../../search/fold.js";
import { pinyinWord, soundingPart } from "../../search/pinyin.js";
import type { Highlight, SearchField } from "./search-hit.row.js";

/** A text that something may have been found in. */
export interface Place {
  field: SearchField;
  text: string;
  /** A name of a person or an office. */
  sounds: boolean;
}

export interface Snippet {
  field: SearchField;
  snippet: string;
  highlights: Highlight[];
}

/** How much of a text is shown, in UTF-16 units, and how much of it before the first word. */
const shown = { most: 120, before: 20 };

/** The first of some places in which most of the words stand, with them marked. */
export function snippetOf(places: readonly Place[], words: readonly string[]): Snippet | null {
  let best: { place: Place; marks: Highlight[][] } | null = null;
  for (const place of places) {
    const marks = words.map((word) => marksIn(place, word)).filter((found) => found.length > 0);
    if (marks.length > (best?.marks.length ?? 0)) best = { place, marks };
  }
  if (!best) return null;
  const { field, text } = best.place;
  return { field, ...cutAround(text, merged(best.marks.flat())) };
}

/** Where a folded word stands in a text as it is written; or the part of a name that sounds so. */
function marksIn({ text, sounds }: Place, word: string): Highlight[] {
  const folded = foldTraced(text);
  const mark = (from: number, until: number): Highlight => ({
    start: folded.starts[from] ?? 0,
    end: folded.ends[until - 1] ?? text.length,
  });
  const marks: Highlight[] = [];
  for (let at = folded.text.indexOf(word); at >= 0; at = folded.text.indexOf(word, at + word.length))
    marks.push(mark(at, at + word.length));
  const sound = sounds && marks.length === 0 ? pinyinWord(word) : null;
  const sounding = sound === null ? null : soundingPart(fold(text), sound);
  return sounding ? [mark(...sounding)] : marks;
}

/** In order, with what touches made one. */
function merged(marks: readonly Highlight[]): Highlight[] {
  const all: Highlight[] = [];
  for (const mark of marks.toSorted((a, b) => a.start - b.start)) {
    const last = all.at(-1);
    if (last && mark.start <= last.end) last.end = Math.max(last.end, mark.end);
    else all.push({ ...mark });
  }
  return all;
}

function cutAround(text: string, marks: readonly Highlight[]): Omit<Snippet, "field"> {
  if (text.length <= shown.most) return { snippet: text, highlights: [...marks] };
  const first = marks[0] ?? { start: 0, end: 0 };
  const start = wholeFrom(text, Math.max(0, Math.min(first.start - shown.before, text.length - shown.most)));
  const end = wholeFrom(text, Math.min(text.length, Math.max(start + shown.most, first.end)));
  const before = start > 0 ? "…" : "";
  const highlights = marks
    .filter((mark) => mark.start >= start && mark.end <= end)
    .map((mark) => ({ start: mark.start - start + before.length, end: mark.end - start + before.length }));
  return { snippet: `${before}${text.slice(start, end)}${end < text.length ? "…" : ""}`, highlights };
}

/** Never between the halves of a character. */
function wholeFrom(text: string, place: number): number {
  const unit = text.charCodeAt(place);
  return unit >= 0xdc00 && unit <= 0xdfff ? place - 1 : place;
}
