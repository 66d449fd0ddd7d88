import { computed, onScopeDispose, shallowRef, watch, type ShallowRef } from "vue";
import {
  Import_CompareDocument,
  type Import_CompareMutation,
  type Import_ComparisonFragment,
  type Import_ReadingFragment,
} from "../../gql/graphql";
import { useImportDraft } from "./import-draft";
import { fileOf, whatIsRead, whatWasSaid } from "./import-inputs";
import type { useImportWork } from "./import-work";
import { troubleOf, type Trouble } from "./troubles";

type Answer = Import_CompareMutation["previewImport"];

/** Why there is no comparison: the server's reason, or none that it gave. */
export interface Uncompared {
  answer: Exclude<Answer, { __typename: "ImportPreview" }> | null;
  trouble: Trouble | null;
}

/** What a comparison was asked for with. */
interface Said {
  /** The programme compared with, by choice. */
  choice: string;
  /** All answers and corrections: an amendment's differences hang on them. */
  whole: string;
  /** What was said of offices: of a new programme, only the questions about their names hang on anything. */
  offices: string;
}

/** After the last change, in milliseconds, before the comparison is asked for again. */
const rest = 500;

/**
 * What depends on answers and corrections: asked for anew once they have come to rest. What is on the page stays until
 * it is there. `settle` hears each end of a comparison; null is a success.
 */
export function useComparison(
  reading: Readonly<ShallowRef<Import_ReadingFragment | null>>,
  work: Pick<ReturnType<typeof useImportWork>, "run">,
  settle: (failure: Uncompared | null) => void,
) {
  const draft = useImportDraft();
  const comparison = shallowRef<Import_ComparisonFragment | null>(null);
  const comparedFor = shallowRef<Said | null>(null);
  /** What was last asked for, answered or not. */
  let askedFor: Said | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const said = computed<Said>(() => {
    const all = whatWasSaid(draft, reading.value);
    const ofOffices = all.corrections.filter(
      (each) => each.offices || each.assistingOffices || each.leaveOut,
    );
    const { amends, asNew } = draft;
    return {
      choice: JSON.stringify({ amends, asNew }),
      whole: JSON.stringify(all),
      offices: JSON.stringify(ofOffices),
    };
  });

  /** Whether the comparison on the page is of something else than what would be applied. */
  const isStale = computed(() => {
    const { choice, whole } = comparedFor.value ?? {};
    const isOther = comparison.value?.amends ? whole !== said.value.whole : false;
    return comparison.value !== null && (isOther || choice !== said.value.choice);
  });

  /** Puts a comparison on the page that came with the reading, before anything was said. */
  function begin(found: Import_ComparisonFragment, choice: string): void {
    comparison.value = found;
    const nothing = JSON.stringify({ answers: [], officeAnswers: [], corrections: [] });
    askedFor = comparedFor.value = { choice, whole: nothing, offices: "[]" };
  }

  async function compare(): Promise<void> {
    clearTimeout(timer);
    const { given } = draft;
    if (!given || !reading.value) return;
    const asked = (askedFor = said.value);
    const input = () => ({ input: { ...whatIsRead(draft), ...whatWasSaid(draft, reading.value) } });
    const result = await work.run("comparing", Import_CompareDocument, input, fileOf(given));
    if (!result) return;
    const answer = result.data?.previewImport;
    if (answer?.__typename !== "ImportPreview") {
      settle({ answer: answer ?? null, trouble: answer ? null : troubleOf(result.error) });
      return;
    }
    comparison.value = answer;
    comparedFor.value = asked;
    settle(null);
  }

  function clear(): void {
    clearTimeout(timer);
    comparison.value = comparedFor.value = askedFor = null;
  }

  const kind = computed(() => (comparison.value?.amends ? "whole" : "offices"));
  watch(
    () => said.value[kind.value],
    (now) => {
      clearTimeout(timer);
      if (comparison.value && now !== askedFor?.[kind.value]) timer = setTimeout(() => void compare(), rest);
    },
  );
  watch(
    () => said.value.choice,
    (now) => comparison.value && now !== askedFor?.choice && void compare(),
  );
  onScopeDispose(() => clearTimeout(timer));

  return {
    comparison,
    isStale,
    begin,
    compare,
    clear,
    /** What a comparison asked for now would be with. */
    choiceNow: () => said.value.choice,
    /** Leaves a comparison unasked that would soon be asked for. */
    hold: () => clearTimeout(timer),
  };
}
