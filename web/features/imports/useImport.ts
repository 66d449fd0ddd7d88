import type { CombinedError } from "@urql/vue";
import { computed, ref, shallowRef } from "vue";
import { client } from "../../api/client";
import {
  Import_ApplyDocument,
  Import_PreviewDocument,
  type Import_ApplyMutation,
  type Import_DiagnosticFragment,
  type Import_ReadingFragment,
  type ImportDocumentInput,
} from "../../gql/graphql";
import { toBase64 } from "./base64";
import { useImportDraft } from "./import-draft";

/** The largest document that the server reads, in bytes. */
export const sizeLimit = 700 * 1024;

export type Trouble = "unreachable" | "tooLarge" | "failed" | "unreadableFile";

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
  const preview = shallowRef<Import_ReadingFragment | null>(null);
  const unreadable = shallowRef<Unreadable | null>(null);
  const refused = shallowRef<Refused | null>(null);
  const trouble = ref<Trouble | null>(null);
  /** The name of the file last given; null for pasted text. */
  const fileName = ref<string | null>(null);
  const doing = ref<"reading" | "applying" | null>(null);
  /** Counts the readings asked for, so that only the last one's answer is shown. */
  let asked = 0;

  async function readFile(file: File): Promise<void> {
    fileName.value = file.name;
    if (file.size > sizeLimit) return fail("tooLarge");
    try {
      const bytes = new Uint8Array(await file.arrayBuffer());
      await read({ name: file.name, base64: toBase64(bytes) });
    } catch (error) {
      if (!(error instanceof DOMException)) throw error;
      fail("unreadableFile"); // a folder was dropped, or the file is gone by now
    }
  }

  async function readText(text: string): Promise<void> {
    fileName.value = null;
    await read({ text });
  }

  async function read(document: ImportDocumentInput): Promise<void> {
    draft.give(document);
    await readAgain();
  }

  /** Reads the document given: anew after a change of language, or with the year that it does not say. */
  async function readAgain(year?: number): Promise<void> {
    if (!draft.document) return;
    if (year !== undefined) draft.document = { ...draft.document, year };
    const turn = ++asked;
    forgetProblems();
    doing.value = "reading";
    const result = await client.value.mutation(Import_PreviewDocument, {
      input: { document: draft.document },
    });
    if (turn !== asked) return;
    doing.value = null;
    const answer = result.data?.previewImport;
    if (answer?.__typename === "ImportPreview") preview.value = answer;
    else if (answer) giveBack(answer);
    else fail(troubleOf(result.error));
  }

  /** Makes the programme. Gives it, or null with the reason in `refused`, `unreadable` or `trouble`. */
  async function apply(): Promise<Made | null> {
    if (!draft.document) return null;
    const answers = [...draft.answers].map(([questionId, choice]) => ({ questionId, choice }));
    doing.value = "applying";
    forgetProblems();
    const input = { document: draft.document, answers };
    const result = await client.value.mutation(Import_ApplyDocument, { input });
    doing.value = null;
    const answer = result.data?.applyImport;
    if (!answer) trouble.value = troubleOf(result.error);
    else if (answer.__typename === "Programme") return answer;
    else if (answer.__typename === "UnreadableNotice") giveBack(answer);
    else refused.value = answer;
    return null;
  }

  /** Leaves the preview; what was pasted stays where it was. */
  function putBack(): void {
    asked++;
    doing.value = null;
    preview.value = null;
    forgetProblems();
    draft.putBack();
  }

  function giveBack(reason: Unreadable): void {
    preview.value = null;
    unreadable.value = reason;
    draft.putBack();
  }

  function fail(reason: Trouble): void {
    forgetProblems();
    trouble.value = reason;
    if (!preview.value && reason !== "unreachable") draft.putBack();
  }

  function forgetProblems(): void {
    unreadable.value = null;
    refused.value = null;
    trouble.value = null;
  }

  return {
    preview,
    unreadable,
    refused,
    trouble,
    fileName,
    isReading: computed(() => doing.value === "reading"),
    isApplying: computed(() => doing.value === "applying"),
    readFile,
    readText,
    readAgain,
    apply,
    putBack,
  };
}

function troubleOf(error: CombinedError | undefined): Trouble {
  const response: unknown = error?.response;
  if (response instanceof Response && response.status === 413) return "tooLarge";
  return error?.networkError ? "unreachable" : "failed";
}
