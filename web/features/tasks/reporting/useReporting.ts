import type { CombinedError } from "@urql/core";
import { shallowRef } from "vue";
import { useI18n } from "vue-i18n";
import { client, errorCode } from "../../../api/client";
import { once, until } from "../../../api/once";
import {
  Reporting_AnswerDocument,
  Reporting_EditDocument,
  Reporting_ReportDocument,
  type ReportInput,
  type Task_ReportFragment,
} from "../../../gql/graphql";
import { useToasts } from "../../../stores/toasts";

interface Answer {
  __typename: string;
  message?: string;
}

/** Writing reports and answering them; `trouble` says why the last try was not taken. */
export function useReporting() {
  const { t } = useI18n();
  const toasts = useToasts();
  const isBusy = shallowRef(false);
  const trouble = shallowRef<string | null>(null);

  const report = (taskId: string, words: ReportInput) =>
    send(async () => {
      const input = once({ taskId, report: words });
      const { data, error } = await client.value.mutation(Reporting_ReportDocument, input, until());
      return { answer: data?.reportTask, error };
    }, t("task.report.saved"));

  const edit = ({ id, version }: Task_ReportFragment, words: ReportInput) =>
    send(async () => {
      const input = once({ reportId: id, report: words, expectedVersion: version });
      const { data, error } = await client.value.mutation(Reporting_EditDocument, input, until());
      return { answer: data?.editReport, error };
    }, t("task.report.saved"));

  const answer = (reportId: string, words: string) =>
    send(async () => {
      const input = once({ reportId, answer: words });
      const { data, error } = await client.value.mutation(Reporting_AnswerDocument, input, until());
      return { answer: data?.answerReport, error };
    }, t("task.report.answerSaved"));

  /** Whether it was taken. */
  async function send(
    ask: () => Promise<{ answer: Answer | undefined; error: CombinedError | undefined }>,
    done: string,
  ): Promise<boolean> {
    if (isBusy.value) return false;
    isBusy.value = true;
    const { answer, error } = await ask();
    isBusy.value = false;
    const isDone = answer?.__typename === "Task" || answer?.__typename === "Report";
    trouble.value = isDone ? null : (answer?.message ?? wordsOf(error));
    if (isDone) toasts.show(done);
    return isDone;
  }

  function wordsOf(error: CombinedError | undefined): string {
    if (error?.networkError) return t("task.report.unreachable");
    return t(errorCode(error) === "FORBIDDEN" ? "task.report.forbidden" : "task.report.failed");
  }

  return { isBusy, trouble, report, edit, answer };
}
