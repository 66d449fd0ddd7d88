import { computed, onScopeDispose, reactive } from "vue";
import { useI18n } from "vue-i18n";
import { client } from "../../../api/client";
import { once } from "../../../api/once";
import { randomId } from "../../../api/random-id";
import {
  Evidence_PendingDocument,
  Evidence_RemoveDocument,
  type Task_EvidenceFragment,
} from "../../../gql/graphql";
import { sendEvidence, type Sending } from "./send-evidence";

/** A file that is on its way to the server, has come there, or was refused. */
export interface EvidenceFile {
  key: string;
  name: string;
  bytes: number;
  state: "sending" | "broken" | "kept" | "refused";
  /** From 0 to 100. */
  percent: number;
  /** Why it was refused. */
  problem: string | null;
  evidence: Task_EvidenceFragment | null;
}

/** The most files of one report. */
const most = 20;

/** The files of a report that is being written: those it has, those that wait for one, and those on their way. */
export function useEvidence(taskId: string, ofReport: readonly Task_EvidenceFragment[] = []) {
  const { t } = useI18n();
  const files = reactive<EvidenceFile[]>(ofReport.map(kept));
  const sendings = new Map<string, Sending>();
  const isSending = computed(() => files.some(({ state }) => state === "sending" || state === "broken"));
  const ids = computed(() => files.flatMap(({ evidence }) => (evidence ? [evidence.id] : [])));

  /** What was handed in earlier and never sent with a report is there again. */
  async function findPending(): Promise<void> {
    for (const evidence of await readPending())
      if (!ids.value.includes(evidence.id)) files.push(kept(evidence));
  }

  async function readPending(): Promise<readonly Task_EvidenceFragment[]> {
    const policy = { requestPolicy: "network-only" } as const;
    const { data } = await client.value.query(Evidence_PendingDocument, { taskId }, policy);
    return data?.task?.pendingEvidence ?? [];
  }

  function add(chosen: Iterable<File>): void {
    for (const file of chosen) {
      const one = reactive<EvidenceFile>({
        key: randomId(),
        name: file.name,
        bytes: file.size,
        state: "sending",
        percent: 0,
        problem: null,
        evidence: null,
      });
      const isTooMany = files.filter(({ state }) => state !== "refused").length >= most;
      files.push(one);
      if (isTooMany) refuse(one, t("evidence.tooMany", { most }));
      else void send(one, file);
    }
  }

  async function send(one: EvidenceFile, file: File): Promise<void> {
    const sending = await sendEvidence(taskId, file, {
      onProgress: (percent) => Object.assign(one, { percent, state: "sending" }),
      onBroken: () => Object.assign(one, { state: "broken" }),
      onRefused: (message) => refuse(one, message ?? t("evidence.unreachable")),
      onDone: (id) => void settle(one, id),
    });
    if (files.some(({ key }) => key === one.key)) sendings.set(one.key, sending);
    else sending.stop();
  }

  /** What has come is shown as the server keeps it. */
  async function settle(one: EvidenceFile, id: string): Promise<void> {
    sendings.delete(one.key);
    const evidence = (await readPending()).find((pending) => pending.id === id);
    if (evidence) Object.assign(one, { ...kept(evidence), key: one.key });
    else refuse(one, t("evidence.unreachable"));
  }

  function refuse(one: EvidenceFile, problem: string): void {
    Object.assign(one, { state: "refused", problem });
    sendings.delete(one.key);
  }

  /** Takes a file out; one that no report has is gone from the server as well. */
  function remove({ key, evidence }: EvidenceFile): void {
    files.splice(
      files.findIndex((one) => one.key === key),
      1,
    );
    sendings.get(key)?.stop();
    sendings.delete(key);
    const isOfReport = ofReport.some(({ id }) => id === evidence?.id);
    if (evidence && !isOfReport)
      void client.value.mutation(Evidence_RemoveDocument, once({ evidenceId: evidence.id }));
  }

  onScopeDispose(() => {
    for (const sending of sendings.values()) sending.stop();
  });

  void findPending();
  return { files, ids, isSending, add, remove };
}

function kept(evidence: Task_EvidenceFragment): EvidenceFile {
  const { id, name, bytes } = evidence;
  return { key: id, name, bytes, state: "kept", percent: 100, problem: null, evidence };
}
