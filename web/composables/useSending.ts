import type { CombinedError, TypedDocumentNode, AnyVariables } from "@urql/vue";
import { ref, type Ref } from "vue";
import { useI18n } from "vue-i18n";
import { client, errorCode } from "../api/client";

export interface Sending {
  /** It is under way. */
  isSending: Ref<boolean>;
  /** Why it was not done, in words; null while nothing is known to be wrong. */
  problem: Ref<string | null>;
  /** Sends a mutation. Gives its answer, or null where there is none: then `problem` says why. */
  send: <Data, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ) => Promise<Data | null>;
}

const worded = new Set(["FORBIDDEN", "NOT_FOUND", "BAD_USER_INPUT", "RATE_LIMITED", "TOO_MANY_REQUESTS"]);

/** Sends mutations one at a time, and says in words why one failed. What the server refuses as data is its caller's. */
export function useSending(): Sending {
  const { t } = useI18n();
  const isSending = ref(false);
  const problem = ref<string | null>(null);

  async function send<Data, Variables extends AnyVariables>(
    document: TypedDocumentNode<Data, Variables>,
    variables: Variables,
  ): Promise<Data | null> {
    isSending.value = true;
    problem.value = null;
    const { data, error } = await client.value.mutation(document, variables);
    isSending.value = false;
    if (data && !error) return data;
    problem.value = t(`settings.failure.${failureOf(error)}`);
    return null;
  }

  return { isSending, problem, send };
}

/** The key of the words for a failure. */
export function failureOf(error: CombinedError | undefined): string {
  if (error?.networkError) return "network";
  const code = errorCode(error);
  return code !== null && worded.has(code) ? code : "broken";
}
