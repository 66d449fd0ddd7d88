import { defineStore } from "pinia";
import { computed, ref, shallowReactive, shallowRef } from "vue";
import type { OfficeAnswer } from "./answers";
import { withChange, type Correction, type Fields } from "./corrections";
import { keepInTab, type KeptDraft } from "./kept-draft";

/** A table pasted from Word, WPS, Excel or a web page, with what makes it a table. */
export interface PastedTable {
  html: string;
  /** Rows with something in them. */
  rows: number;
}

/** What was given to be read. */
export type Given =
  { kind: "file"; file: File } | { kind: "text"; text: string } | { kind: "table"; html: string };

/**
 * What somebody has given to be imported, with their answers and corrections: kept in this tab while they look
 * elsewhere, read again in another language, reload the page, or mend what could not be read.
 */
export const useImportDraft = defineStore("import-draft", () => {
  const personId = ref<string | null>(null);
  /** What stands in the field for pasted text. */
  const text = ref("");
  /** The table whose plain text stands in that field. */
  const table = shallowRef<PastedTable | null>(null);
  const given = shallowRef<Given | null>(null);
  /** The year of the plan, where the document does not say it. */
  const year = ref<number | null>(null);
  const answers = shallowReactive(new Map<string, number>());
  const officeAnswers = shallowReactive(new Map<string, OfficeAnswer>());
  const corrections = shallowReactive(new Map<string, Correction>());
  /** What the board is to be called; null: as suggested. */
  const programmeTitle = ref<string | null>(null);
  /** The programme to compare with; null: the one that the server finds. */
  const amends = ref<string | null>(null);
  /** Whether it makes a programme of its own, whatever it resembles. */
  const asNew = ref(false);
  const ticks = shallowReactive(new Map<string, boolean>());

  /** Whether somebody has decided or corrected anything. */
  const hasWork = computed(
    () =>
      [answers, officeAnswers, corrections, ticks].some(({ size }) => size > 0) ||
      programmeTitle.value !== null,
  );

  /** A draft is its maker's: for anybody else, and for nobody (null), it begins empty. */
  function openFor(reader: string | null): void {
    if (personId.value !== reader) clear();
    personId.value = reader;
  }

  /** The draft as it is now, to be put back in its place: by its maker, as long as nothing else was given. */
  function remember(): () => void {
    const maker = personId.value;
    const values = [given, year, programmeTitle, amends, asNew].map((part) => [part, part.value] as const);
    const entries = [answers, officeAnswers, corrections, ticks].map((part) => [part, [...part]] as const);
    return () => {
      if (personId.value !== maker || given.value !== null) return;
      for (const [part, value] of values) part.value = value;
      for (const [part, kept] of entries)
        for (const [key, value] of kept) (part as Map<string, unknown>).set(key, value);
    };
  }

  function give(next: Given): void {
    putBack();
    given.value = next;
  }

  function answer(questionId: string, choice: number): void {
    answers.set(questionId, choice);
  }

  /** Puts a change in the place of what was read; `read` is that, under the same names. */
  function correct(spot: string, change: Correction, read: Fields): void {
    const next = withChange(corrections.get(spot), change, read);
    if (next) corrections.set(spot, next);
    else corrections.delete(spot);
  }

  /** Compares with another programme, the one found (null), or makes a new one. What was ticked was of another list. */
  function compareWith(programmeId: string | null, isNew = false): void {
    amends.value = programmeId;
    asNew.value = isNew;
    ticks.clear();
  }

  /** Back to choosing a document; pasted text stays in its field. */
  function putBack(): void {
    given.value = null;
    year.value = null;
    programmeTitle.value = null;
    answers.clear();
    officeAnswers.clear();
    corrections.clear();
    compareWith(null);
  }

  function clear(): void {
    putBack();
    text.value = "";
    table.value = null;
  }

  const kept: KeptDraft = {
    personId,
    text,
    table,
    given,
    year,
    programmeTitle,
    amends,
    asNew,
    answers,
    officeAnswers,
    corrections,
    ticks,
  };
  /** Whether a reload of the page would lose something. */
  const isUnkept = keepInTab(kept);

  return {
    ...kept,
    isUnkept,
    hasWork,
    openFor,
    remember,
    give,
    answer,
    correct,
    compareWith,
    putBack,
    clear,
  };
});
