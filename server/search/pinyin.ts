import { createRequire } from "node:module";
import { LRUCache } from "lru-cache";
import type * as PinyinPro from "pinyin-pro";
import { fold } from "./fold.js";

/** How many syllables of a name are typed at the most. */
const mostSyllables = 16;

let library: typeof PinyinPro | undefined;

/** Its dictionaries take a while to load: not before somebody has a name. */
function pinyinPro(): typeof PinyinPro {
  library ??= createRequire(import.meta.url)("pinyin-pro") as typeof PinyinPro;
  return library;
}

const known = new LRUCache<string, string>({ max: 5_000 });

/**
 * How a folded name may be typed in Latin letters, as words with a blank before each: whole (`zengzhiwei`), by its
 * initials (`zzw`), by its first syllable and the initials of the others (`zengzw`), and each of these from every later
 * syllable on. Those from the very start begin with `^`. A surname is read as a surname (曾 zeng, 单 shan) and,
 * because not everybody knows, as the plain word too. Empty for a name without a Chinese character.
 */
export function pinyinOf(name: string): string {
  let words = known.get(name);
  if (words === undefined) {
    const all = readingsOf(name).flatMap((reading) => reading.map((_, from) => wordsFrom(reading, from)));
    words = all.length === 0 ? "" : `${[...new Set(all.flat())].join("")} `;
    known.set(name, words);
  }
  return words;
}

/** A word as it is looked for in {@link pinyinOf}: without tones and apostrophes; null for one that is no pinyin. */
export function pinyinWord(word: string): string | null {
  const plain = word
    .normalize("NFD")
    .replaceAll("u\u0308", "v")
    .replace(/[\p{M}'’]/gu, "");
  return /^[0-9]*[a-z][a-z0-9]*$/.test(plain) ? plain : null;
}

/** Which characters of a folded name a pinyin word stands for, from and up to, in UTF-16 units; null where for none. */
export function soundingPart(name: string, word: string): readonly [start: number, end: number] | null {
  const characters = [...name];
  const placeOf = (index: number) => characters.slice(0, index).join("").length;
  for (const reading of readingsOf(name)) {
    for (const [from] of reading.entries()) {
      const such = formsFrom(reading, from).find((form) => form.join("").startsWith(word));
      if (!such) continue;
      let [until, typed] = [from, ""];
      for (const part of such) {
        if (typed.length >= word.length) break;
        typed += part;
        until += 1;
      }
      return [placeOf(from), placeOf(until)];
    }
  }
  return null;
}

/** The syllables of a name, one a character, in each way that it may be read. */
function readingsOf(name: string): string[][] {
  if (!/\p{Script=Han}/u.test(name)) return [];
  const { pinyin } = pinyinPro();
  const plain = { toneType: "none", type: "array", v: true } as const;
  const readings = [pinyin(name, { ...plain, surname: "head" }), pinyin(name, plain)];
  const syllables = readings
    .filter((reading) => reading.length === [...name].length)
    .map((reading) => reading.map((syllable) => fold(syllable).replace(/[^a-z0-9]/g, "")));
  const [first, second] = syllables;
  return first && second && first.join() === second.join() ? [first] : syllables;
}

/** The ways to type a reading from one of its syllables on, in pieces of one character of the name each. */
function formsFrom(reading: readonly string[], from: number): string[][] {
  const syllables = reading.slice(from, from + mostSyllables);
  const [first = "", ...others] = syllables;
  if (first === "") return [];
  const initials = others.map((syllable) => syllable.charAt(0));
  return [syllables, [first.charAt(0), ...initials], [first, ...initials]];
}

function wordsFrom(reading: readonly string[], from: number): string[] {
  return formsFrom(reading, from).map((form) => `${from === 0 ? " ^" : " "}${form.join("")}`);
}
