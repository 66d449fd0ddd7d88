import type { AnyVariables, OperationResult, TypedDocumentNode } from "@urql/vue";
import { computed, onScopeDispose, shallowRef } from "vue";
import { client } from "../../api/client";
import { randomId } from "../../api/random-id";
import { sendAgain } from "../../api/send-again";
import { fetchTelling } from "../../api/send-file";
import {
  Import_ProgressDocument,
  type Import_ProgressSubscription,
  type ImportPhase,
} from "../../gql/graphql";

/** How far a long piece of work is. `total` 0: not known. */
export interface Progress {
  phase: ImportPhase | "UPLOADING" | "STARTING";
  done: number;
  total: number;
}

type Kind = "reading" | "comparing" | "applying";

interface Work {
  kind: Kind;
  abort: AbortController;
}

/** Work that is done sooner than this, in milliseconds, shows nothing. */
const patience = 300;

/** One piece of the server's work at a time: sent, followed, and taken back by `cancel` or by the next one. */
export function useImportWork() {
  const work = shallowRef<Work | null>(null);
  const progress = shallowRef<Progress>({ phase: "STARTING", done: 0, total: 0 });
  const isSlow = shallowRef(false);

  /** Sends a mutation. Gives its answer; null once it was taken back. */
  async function run<Data, Variables extends AnyVariables>(
    kind: Kind,
    mutation: TypedDocumentNode<Data, Variables>,
    variables: (progressId: string) => Variables,
    file?: File | undefined,
  ): Promise<OperationResult<Data, Variables> | null> {
    work.value?.abort.abort();
    const own: Work = { kind, abort: new AbortController() };
    const isCurrent = () => work.value === own;
    work.value = own;
    progress.value = { phase: file ? "UPLOADING" : "STARTING", done: 0, total: 0 };
    isSlow.value = false;
    const id = randomId();
    let stop = () => {};
    const listen = () => (stop = follow(id, (next) => isCurrent() && (progress.value = next)));
    // Whoever writes a large board is too busy for somebody who comes late; what is read is told to late comers too.
    if (kind === "applying") listen();
    const timer = setTimeout(() => {
      if (!isCurrent()) return;
      isSlow.value = true;
      if (kind === "reading") listen();
    }, patience);
    try {
      const { signal } = own.abort;
      const tell = (sent: { done: number; total: number }) => isCurrent() && noteSent(sent);
      const send = file ? fetchTelling(tell, signal) : abortable(signal);
      // What is written carries a key; what is only read is sent anew by whoever wants it.
      const fetch = kind === "applying" ? sendAgain(send, signal) : send;
      const result = await client.value.mutation(mutation, variables(id), { fetch }).toPromise();
      return signal.aborted ? null : result;
    } finally {
      clearTimeout(timer);
      stop();
      if (isCurrent()) work.value = null;
    }
  }

  function noteSent({ done, total }: { done: number; total: number }): void {
    if (progress.value.phase !== "UPLOADING") return;
    progress.value =
      done < total ? { phase: "UPLOADING", done, total } : { phase: "READING", done: 0, total: 0 };
  }

  function cancel(): void {
    work.value?.abort.abort();
    work.value = null;
  }

  onScopeDispose(cancel);
  return {
    run,
    cancel,
    /** What is being done, if anything. */
    doing: computed(() => work.value?.kind ?? null),
    /** How far it is; null for work that is quick. */
    progress: computed(() => (work.value && isSlow.value ? progress.value : null)),
  };
}

function abortable(signal: AbortSignal): typeof fetch {
  return (address, options) => fetch(address, { ...options, signal });
}

function follow(
  id: string,
  onProgress: (progress: Import_ProgressSubscription["importProgress"]) => void,
): () => void {
  const { unsubscribe } = client.value
    .subscription(Import_ProgressDocument, { id })
    .subscribe(({ data }) => data && onProgress(data.importProgress));
  return unsubscribe;
}
