import { fold } from "./fold.js";
import { gramsOf } from "./grams.js";
import { pinyinOf } from "./pinyin.js";

/** The kinds of things that are looked for. */
export const entryKinds = ["PROJECT", "TASK", "PERSON", "OFFICE"] as const;
export type EntryKind = (typeof entryKinds)[number];

/** Raised whenever folding, grams, pinyin or what is looked at become others: entries of before are made anew. */
export const entryEdition = 1;

/** What the index knows of one thing; all texts folded. */
export interface SearchEntry {
  id: string;
  kind: EntryKind;
  /** Null for people and offices, who belong to no programme. */
  programmeId: string | null;
  name: string;
  /** Its other texts, a line each. */
  body: string;
  /** How the name sounds; empty where names are no names of people and offices. */
  pinyin: string;
  grams: string;
}

/** A thing as its own tables tell of it. */
export interface EntrySource {
  id: string;
  programmeId: string | null;
  name: string;
  texts: readonly (string | null)[];
}

/** Makes a thing's entry. */
export function entryOf(kind: EntryKind, { id, programmeId, name, texts }: EntrySource): SearchEntry {
  const folded = fold(name);
  const body = texts
    .map((text) => fold(text ?? ""))
    .filter((text) => text !== "")
    .join("\n");
  const pinyin = kind === "PERSON" || kind === "OFFICE" ? pinyinOf(folded) : "";
  return {
    id,
    kind,
    programmeId,
    name: folded,
    body,
    pinyin,
    grams: gramsOf([folded, body, pinyin], /[\n ^]/),
  };
}
