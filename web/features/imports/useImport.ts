import { computed, ref, shallowRef, watch } from "vue";
import {
  Import_ApplyDocument,
  Import_CompareDocument,
  Import_PreviewDocument,
  type Import_ApplyMutation,
  type Import_ComparisonFragment,
  type Import_DiagnosticFragment,
  type Import_ReadingFragment,
  type ImportDocumentInput,
} from "../../gql/graphql";
import { correctionInputs } from "./corrections";
import { ticked } from "./differences";
import { unfitnessOf } from "./file-kind";
import { useImportDraft, type Given } from "./import-draft";
import { useImportWork } from "./import-work";
import { troubleOf, type Trouble } from "./troubles";

/** Why a document could not be read. */
export interface Unreadable {
  message: string;
  diagnostics: readonly Import_DiagnosticFragment[];
}

type Applied = Import_ApplyMutation["applyImport"];

/** Why reading it was fine, but nothing was imported. */
export type Refused = Exclude<Applied, { __typename: "Programme" } | { __typename: "UnreadableNotice" }>;

export type Made = Extract<Applied, { __typename: "Programme" }>;

/** After the last change, in milliseconds, before the comparison is asked for again. */
const rest = 500;

/** Giving a document, seeing what it would become, and making it so. Nothing is written before `apply`. */
export function useImport() {
  const draft = useImportDraft();
  const work = useImportWork();
  /** As written and as first read: corrections lie over it. */
  const reading = shallowRef<Import_ReadingFragment | null>(null);
  /** What depends on the answers and corrections. */
  const comparison = shallowRef<Import_ComparisonFragment | null>(null);
  const unreadable = shallowRef<Unreadable | null>(null);
  const refused = shallowRef<Refused | null>(null);
  const trouble = ref<Trouble | null>(null);
  /** The name of the file last given; null for what was pasted. */
  const fileName = ref<string | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function give(given: Given): Promise<void> {
    fileName.value = given.kind === "file" ? given.file.name : null;
    const unfit = given.kind === "file" ? await unfitnessOf(given.file) : null;
    if (unfit) return fail(unfit);
    draft.give(given);
    await read();
  }

  /** Reads the document given: anew after a reload or a change of language, or with the year that it does not say. */
  async function read(): Promise<void> {
    const { given } = draft;
    if (!given) return;
    forgetProblems();
    const input = (progressId: string) => ({ input: { ...whatIsRead(), progressId } });
    const result = await work.run("reading", Import_PreviewDocument, input, fileOf(given));
    if (!result) return;
    const answer = result.data?.previewImport;
    if (answer?.__typename === "ImportPreview") {
      reading.value = answer;
      comparison.value = answer;
      if (hasWork()) void compare();
    } else if (answer?.__typename === "UnreadableNotice") giveBack(answer);
    else if (answer) refused.value = answer;
    else fail(troubleOf(result.error));
  }

  async function readWithYear(year: number): Promise<void> {
    draft.year = year;
    await read();
  }

  /** Asks anew what depends on answers and corrections. What is on the page stays until it is there. */
  async function compare(): Promise<void> {
    clearTimeout(timer);
    const { given } = draft;
    if (!given || !reading.value) return;
    const input = () => ({ input: { ...whatIsRead(), ...whatWasSaid() } });
    const result = await work.run("comparing", Import_CompareDocument, input, fileOf(given));
    if (!result) return;
    const answer = result.data?.previewImport;
    refused.value = trouble.value = null;
    if (answer?.__typename === "ImportPreview") comparison.value = answer;
    else if (answer?.__typename === "UnreadableNotice") giveBack(answer);
    else if (answer) refused.value = answer;
    else trouble.value = troubleOf(result.error);
  }

  /** Makes the programme, or changes the one that is amended. Gives it, or null with the reason. */
  async function apply(): Promise<Made | null> {
    const { given } = draft;
    if (!given) return null;
    clearTimeout(timer);
    forgetProblems();
    const input = (progressId: string) => ({ input: { ...whatIsRead(), ...whatIsApplied(), progressId } });
    const result = await work.run("applying", Import_ApplyDocument, input, fileOf(given));
    if (!result) return null;
    const answer = result.data?.applyImport;
    if (!answer) trouble.value = troubleOf(result.error);
    else if (answer.__typename === "Programme") return answer;
    else if (answer.__typename === "UnreadableNotice") giveBack(answer);
    else await refuse(answer);
    return null;
  }

  /** Takes back what is under way. An import that was just being written may be done: then that is shown. */
  async function cancel(): Promise<void> {
    const wasApplying = work.doing.value === "applying";
    work.cancel();
    if (wasApplying) await compare();
    else if (!reading.value) draft.putBack();
  }

  async function refuse(reason: Refused): Promise<void> {
    if (isOutOfDate(reason)) await compare();
    refused.value = reason;
  }

  function whatIsRead() {
    const { given, year, amends, asNew } = draft;
    const document = { ...(given && documentOf(given)), ...(year === null ? {} : { year }) };
    return { document, ...(amends === null ? {} : { amends }), ...(asNew ? { asNew } : {}) };
  }

  function whatWasSaid() {
    const projects = reading.value?.notice.projects ?? [];
    return {
      answers: [...draft.answers].map(([questionId, choice]) => ({ questionId, choice })),
      officeAnswers: [...draft.officeAnswers].map(([name, answer]) => ({ name, ...answer })),
      corrections: correctionInputs(draft.corrections, projects),
    };
  }

  function whatIsApplied() {
    const { amends, differences = [], boardRevision } = comparison.value ?? {};
    const title = draft.programmeTitle === null ? {} : { programmeTitle: draft.programmeTitle };
    if (!amends) return { ...whatWasSaid(), ...title };
    const accept = ticked(differences, draft.ticks).map(({ id }) => id);
    return { ...whatWasSaid(), amends: amends.id, accept, expectedRevision: boardRevision ?? null };
  }

  function hasWork(): boolean {
    return draft.answers.size > 0 || draft.officeAnswers.size > 0 || draft.corrections.size > 0;
  }

  /** Leaves the preview; what was pasted stays where it was. */
  function putBack(): void {
    work.cancel();
    clearTimeout(timer);
    reading.value = comparison.value = null;
    forgetProblems();
    draft.putBack();
  }

  function giveBack(reason: Unreadable): void {
    putBack();
    unreadable.value = reason;
  }

  function fail(reason: Trouble): void {
    forgetProblems();
    trouble.value = reason;
    if (!reading.value && reason !== "unreachable") draft.putBack();
  }

  function forgetProblems(): void {
    unreadable.value = refused.value = trouble.value = null;
  }

  // Differences and the names of offices hang on what was said; nothing else does.
  const saidThatMatters = computed(() => {
    if (!comparison.value) return "";
    const { answers, officeAnswers, corrections } = whatWasSaid();
    if (comparison.value.amends) return JSON.stringify({ answers, officeAnswers, corrections });
    const ofOffices = corrections.filter((each) => each.offices || each.assistingOffices || each.leaveOut);
    return JSON.stringify(ofOffices);
  });
  watch(saidThatMatters, (_now, before) => {
    if (before === "" || !comparison.value) return;
    clearTimeout(timer);
    timer = setTimeout(() => void compare(), rest);
  });
  // What was refused may have been put right.
  watch(
    () => [...draft.answers, ...draft.officeAnswers, ...draft.corrections],
    () => (refused.value = null),
  );
  watch(
    () => [draft.amends, draft.asNew],
    () => reading.value && void compare(),
  );

  return {
    reading,
    comparison,
    unreadable,
    refused,
    trouble,
    fileName,
    doing: work.doing,
    progress: work.progress,
    give,
    fail,
    read,
    readWithYear,
    apply,
    cancel,
    putBack,
  };
}

function isOutOfDate({ __typename }: Refused): boolean {
  return (
    __typename === "BoardChanged" || __typename === "UnknownDifference" || __typename === "NoticeDiffers"
  );
}

function fileOf(given: Given): File | undefined {
  return given.kind === "file" ? given.file : undefined;
}

function documentOf(given: Given): ImportDocumentInput {
  if (given.kind === "file") return { name: given.file.name, file: given.file };
  return given.kind === "text" ? { text: given.text } : { html: given.html };
}
