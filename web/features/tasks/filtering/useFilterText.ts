import { onScopeDispose, ref, shallowRef, watch } from "vue";
import { client } from "../../../api/client";
import {
  Filter_CheckDocument,
  Filter_SuggestDocument,
  type Filter_ReadingFragment,
  type Filter_SuggestQuery,
} from "../../../gql/graphql";
import { mended, type ErrorPlace } from "./mark-errors";

/** How long, in milliseconds, typing rests before it is asked what it could go on with. */
const rest = 120;

/** A filter as it is being written: what it could go on with, and why it cannot be read. */
export function useFilterText(text: () => string) {
  const written = ref(text());
  const suggestions = shallowRef<Filter_SuggestQuery["filterSuggestions"]>([]);
  const active = ref(-1);
  const errors = shallowRef<Filter_ReadingFragment["errors"]>([]);
  const failure = ref<"network" | "broken" | null>(null);
  const isChecking = ref(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what makes an answer that is still on its way come too late. */
  let turn = 0;

  watch(written, () => {
    errors.value = [];
    failure.value = null;
    // They say where in the text they go: in another text that is another place.
    suggestions.value = [];
    active.value = -1;
  });
  onScopeDispose(() => clearTimeout(timer));

  async function suggest(cursor: number): Promise<void> {
    const own = ++turn;
    clearTimeout(timer);
    await new Promise((resolve) => (timer = setTimeout(resolve, rest)));
    const asked = written.value;
    const { data } = await client.value.query(Filter_SuggestDocument, {
      text: asked,
      cursor: Math.min(cursor, asked.length),
    });
    if (own !== turn) return;
    suggestions.value = (data?.filterSuggestions ?? []).filter(
      ({ text: words, offset, length }) => words !== asked.slice(offset, offset + length),
    );
    active.value = -1;
  }

  /** Takes the suggestions away, and those that are still to come. */
  function hush(): void {
    turn++;
    suggestions.value = [];
    active.value = -1;
  }

  function step(by: 1 | -1): void {
    const { length } = suggestions.value;
    const from = active.value === -1 && by === -1 ? 0 : active.value;
    active.value = (from + by + length) % length;
  }

  /** Takes a suggestion into the text; gives where the cursor then stands. */
  function accept(index: number): number | null {
    const suggestion = suggestions.value[index];
    if (!suggestion) return null;
    hush();
    // A value is whole: what follows is another condition.
    const words = suggestion.text.endsWith(":") ? suggestion.text : `${suggestion.text} `;
    return replace(suggestion, words);
  }

  function mend(error: ErrorPlace, words: string): number {
    return replace(error, words);
  }

  function replace(place: ErrorPlace, words: string): number {
    const [next, cursor] = mended(written.value, place, words);
    written.value = next;
    return cursor;
  }

  /** The text as it is best written, where it can be read; null where it cannot, which then is told. */
  async function check(): Promise<string | null> {
    hush();
    if (written.value.trim() === "") return "";
    isChecking.value = true;
    const asked = written.value;
    const { data, error } = await client.value.query(
      Filter_CheckDocument,
      { text: asked },
      { requestPolicy: "network-only" },
    );
    isChecking.value = false;
    // What was written on meanwhile is another text.
    if (asked !== written.value) return null;
    if (!data) {
      failure.value = error?.networkError ? "network" : "broken";
      return null;
    }
    errors.value = data.parseFilter.errors;
    return errors.value.length > 0 ? null : data.parseFilter.text;
  }

  return {
    written,
    suggestions,
    active,
    errors,
    failure,
    isChecking,
    suggest,
    hush,
    step,
    accept,
    mend,
    check,
  };
}
