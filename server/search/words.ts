import { badInput } from "../graphql/coded-error.js";
import { fold } from "./fold.js";
import { pinyinOf, pinyinWord } from "./pinyin.js";

/** What something is found by. */
export interface Findable {
  /** Names of people and offices: their pinyin finds them, too. */
  names: readonly string[];
  texts: readonly string[];
}

/** The words of what somebody looks for, folded, each once; all of them must be found. */
export function wordsOf(text: string): string[] {
  return [...new Set(text.split(/\s/u).map(fold))].filter((word) => word !== "");
}

/** The most words that are looked for at once. */
const mostWords = 10;

/** {@link wordsOf}; throws BAD_USER_INPUT for more of them than anybody types. */
export function fewWordsOf(text: string): string[] {
  const words = wordsOf(text);
  if (words.length > mostWords)
    throw badInput(`search: expected up to ${mostWords} words, found ${words.length}`);
  return words;
}

/** Whether a word of {@link wordsOf} stands in one of the texts or names, or is how one of the names sounds. */
export function isFoundIn(word: string, { names, texts }: Findable): boolean {
  if ([...names, ...texts].some((text) => fold(text).includes(word))) return true;
  const sound = pinyinWord(word);
  return sound !== null && names.some((name) => sounds(fold(name), sound));
}

/** Whether a folded name sounds so, from one of its syllables on. */
export function sounds(name: string, sound: string): boolean {
  const words = pinyinOf(name);
  return words.includes(`^${sound}`) || words.includes(` ${sound}`);
}
