import { defineStore } from "pinia";
import { ref, shallowRef } from "vue";
import type { ImportDocumentInput } from "../../gql/graphql";
import type { Answers } from "./answers";

/**
 * What somebody has given to be imported, with their answers: kept in this browser while they look elsewhere, read
 * again in another language, or mend what could not be read. Never written down.
 */
export const useImportDraft = defineStore("import-draft", () => {
  const personId = ref<string | null>(null);
  /** What stands in the field for pasted text. */
  const text = ref("");
  /** What was last given to be read. */
  const document = shallowRef<ImportDocumentInput | null>(null);
  const answers = shallowRef<Answers>(new Map());

  /** A draft is its maker's: for anybody else it begins empty. */
  function openFor(reader: string): void {
    if (personId.value !== reader) clear();
    personId.value = reader;
  }

  function give(next: ImportDocumentInput): void {
    document.value = next;
    answers.value = new Map();
  }

  function answer(questionId: string, choice: number): void {
    answers.value = new Map(answers.value).set(questionId, choice);
  }

  /** Back to choosing a document; pasted text stays in its field. */
  function putBack(): void {
    document.value = null;
    answers.value = new Map();
  }

  function clear(): void {
    putBack();
    text.value = "";
  }

  return { text, document, answers, openFor, give, answer, putBack, clear };
});
