import { computed, ref, shallowRef, watch } from "vue";
import {
  Import_ApplyDocument,
  Import_PreviewDocument,
  type Import_ApplyMutation,
  type Import_DiagnosticFragment,
  type Import_ReadingFragment,
} from "../../gql/graphql";
import { ticked } from "./differences";
import { unfitnessOf } from "./file-kind";
import { useImportDraft, type Given } from "./import-draft";
import { fileOf, whatIsRead, whatWasSaid } from "./import-inputs";
import { useImportWork } from "./import-work";
import { isPassing, troubleOf, troubleOfWriting, type Trouble } from "./troubles";
import { useUnansweredKey } from "./unanswered-key";
import { useComparison, type Uncompared } from "./useComparison";

/** Why a document could not be read. */
export interface Unreadable {
  message: string;
  diagnostics: readonly Import_DiagnosticFragment[];
}

type Applied = Import_ApplyMutation["applyImport"];

/** Why reading it was fine, but nothing was imported. */
export type Refused = Exclude<Applied, { __typename: "Programme" } | { __typename: "UnreadableNotice" }>;

export type Made = Extract<Applied, { __typename: "Programme" }>;

/** Giving a document, seeing what it would become, and making it so. Nothing is written before `apply`. */
export function useImport() {
  const draft = useImportDraft();
  const work = useImportWork();
  const keys = useUnansweredKey();
  /** As written and as first read: corrections lie over it. */
  const reading = shallowRef<Import_ReadingFragment | null>(null);
  const unreadable = shallowRef<Unreadable | null>(null);
  const refused = shallowRef<Refused | null>(null);
  const trouble = ref<Trouble | null>(null);
  /** Whether what would have been applied was compared anew instead: somebody should look at it first. */
  const isRenewed = ref(false);
  const compared = useComparison(reading, work, settleComparison);
  const { comparison, compare } = compared;
  /** The name of the file given; null for what was pasted. */
  const fileName = ref<string | null>(null);

  async function give(given: Given): Promise<void> {
    fileName.value = given.kind === "file" ? given.file.name : null;
    const unfit = given.kind === "file" ? await unfitnessOf(given.file) : null;
    if (unfit) return fail(unfit);
    if (!isSame(given, draft.given)) draft.give(given);
    await read();
  }

  /** Reads the document given: anew after a reload or a change of language, or with the year that it does not say. */
  async function read(): Promise<void> {
    const { given } = draft;
    if (!given) return;
    fileName.value = fileOf(given)?.name ?? null;
    forgetProblems();
    const choice = compared.choiceNow();
    const input = (progressId: string) => ({ input: { ...whatIsRead(draft), progressId } });
    const result = await work.run("reading", Import_PreviewDocument, input, fileOf(given));
    if (!result) return;
    const answer = result.data?.previewImport;
    if (answer?.__typename === "ImportPreview") {
      reading.value = answer;
      compared.begin(answer, choice);
      if (draft.hasWork) void compare();
    } else if (answer?.__typename === "UnreadableNotice") giveBack(answer);
    else if (answer) refused.value = answer;
    else fail(troubleOf(result.error));
  }

  async function readWithYear(year: number): Promise<void> {
    draft.year = year;
    await read();
  }

  function settleComparison(failure: Uncompared | null): void {
    isRenewed.value = false;
    refused.value = null;
    trouble.value = failure?.trouble ?? null;
    if (failure?.answer?.__typename === "UnreadableNotice") giveBack(failure.answer);
    else refused.value = failure?.answer ?? null;
  }

  /**
   * Makes the programme, or changes the one that is amended. Gives it, or null with the reason. What was not compared
   * since it was last changed is not applied but compared: nobody has seen what it would do.
   */
  async function apply(): Promise<Made | null> {
    const { given } = draft;
    if (!given) return null;
    if (compared.isStale.value) return renew();
    compared.hold();
    forgetProblems();
    const applied = whatIsApplied();
    const idempotencyKey = keys.keyOf(applied);
    const input = (progressId: string) => ({ input: { ...applied, idempotencyKey, progressId } });
    const result = await work.run("applying", Import_ApplyDocument, input, fileOf(given));
    if (!result) return null;
    const answer = result.data?.applyImport;
    if (!result.error?.networkError) keys.noteAnswer();
    if (!answer) trouble.value = troubleOfWriting(result.error);
    else if (answer.__typename === "Programme") return answer;
    else if (answer.__typename === "UnreadableNotice") giveBack(answer);
    else await refuse(answer);
    return null;
  }

  async function renew(): Promise<null> {
    await compare();
    isRenewed.value = comparison.value !== null && !compared.isStale.value;
    return null;
  }

  /** Takes back what is under way. An import that was just being written may be done: then that is shown. */
  async function cancel(): Promise<void> {
    const wasApplying = work.doing.value === "applying";
    work.cancel();
    if (wasApplying) await compare();
    else if (!reading.value && !draft.hasWork) draft.putBack();
  }

  async function refuse(reason: Refused): Promise<void> {
    if (isOutOfDate(reason)) await compare();
    refused.value = reason;
  }

  function whatIsApplied() {
    const { amends, differences = [], boardRevision } = comparison.value ?? {};
    const read = { ...whatIsRead(draft), ...whatWasSaid(draft, reading.value) };
    const title = draft.programmeTitle === null ? {} : { programmeTitle: draft.programmeTitle };
    if (!amends) return { ...read, ...title };
    const accept = ticked(differences, draft.ticks).map(({ id }) => id);
    return { ...read, amends: amends.id, accept, expectedRevision: boardRevision ?? null };
  }

  /** Leaves the preview; what was pasted stays where it was. */
  function putBack(): void {
    work.cancel();
    compared.clear();
    reading.value = null;
    forgetProblems();
    draft.putBack();
  }

  function giveBack(reason: Unreadable): void {
    putBack();
    unreadable.value = reason;
  }

  /** What may go better the next time leaves the draft as it is: the document can be read again. Work always stays. */
  function fail(reason: Trouble): void {
    forgetProblems();
    trouble.value = reason;
    if (!reading.value && !isPassing(reason) && !draft.hasWork) draft.putBack();
  }

  function forgetProblems(): void {
    unreadable.value = refused.value = trouble.value = null;
    isRenewed.value = false;
  }

  // What was refused may have been put right, and what was renewed has been looked at.
  watch(
    () => [...draft.answers, ...draft.officeAnswers, ...draft.corrections],
    () => {
      refused.value = null;
      isRenewed.value = false;
    },
  );

  // Another text answers what was said of a file; what is said of the text itself helps to mend it, until it is gone.
  watch(
    () => [draft.text, draft.table],
    () => {
      if (reading.value) return;
      const isItsOwn = unreadable.value && fileName.value === null && draft.text !== "" && !draft.table;
      if (!isItsOwn) forgetProblems();
    },
  );

  return {
    reading,
    comparison,
    unreadable,
    refused,
    trouble,
    isRenewed,
    fileName,
    doing: work.doing,
    progress: work.progress,
    isOffered: computed(() => draft.given !== null && reading.value === null && work.doing.value === null),
    give,
    fail,
    read,
    readWithYear,
    apply,
    cancel,
    putBack,
  };
}

/** Whether a text or table is the one that was given before: what was decided about it holds. */
function isSame(given: Given, before: Given | null): boolean {
  if (given.kind === "text") return before?.kind === "text" && before.text === given.text;
  return given.kind === "table" && before?.kind === "table" && before.html === given.html;
}

function isOutOfDate({ __typename }: Refused): boolean {
  return (
    __typename === "BoardChanged" || __typename === "UnknownDifference" || __typename === "NoticeDiffers"
  );
}
