import type { CombinedError } from "@urql/core";
import { client, errorCode } from "../../../api/client";
import { once, until } from "../../../api/once";
import {
  Editing_AssignTaskDocument,
  Editing_EditTaskDocument,
  Editing_LabelTaskDocument,
} from "../../../gql/graphql";
import type { BoardCard } from "../board-cards";
import { requestReschedule } from "../rescheduling/request-reschedule";

/** Another value of one of a card's fields. */
export type CardEdit =
  | { field: "title"; title: string }
  | { field: "dueOn"; dueOn: string; reason: string }
  | { field: "assignees"; ids: string[] }
  | { field: "labels"; ids: string[] };

/** Why a card was not changed: in the server's words, or the key of ours. */
export type EditProblem = { message: string } | { failure: "unreachable" | "forbidden" | "failed" };

interface Answer {
  __typename: string;
  message?: string;
}

/** Changes one field of a card upon the version that is shown; null when it is done. */
export async function requestEdit({ task }: BoardCard, edit: CardEdit): Promise<EditProblem | null> {
  const common = { taskId: task.id, expectedVersion: task.version };
  switch (edit.field) {
    case "title": {
      const input = { ...common, title: edit.title };
      const { data, error } = await client.value.mutation(Editing_EditTaskDocument, once(input), until());
      return problemOf(data?.editTask, error);
    }
    case "dueOn": {
      const answer = await requestReschedule({ ...common, dueOn: edit.dueOn, reason: edit.reason });
      if (answer.__typename === "RescheduleFailure") return { failure: answer.kind };
      return problemOf(answer, undefined);
    }
    case "assignees": {
      const input = { ...common, assignees: { set: edit.ids } };
      const { data, error } = await client.value.mutation(Editing_AssignTaskDocument, once(input), until());
      return problemOf(data?.assignTask, error);
    }
    case "labels": {
      const input = { ...common, labels: { set: edit.ids } };
      const { data, error } = await client.value.mutation(Editing_LabelTaskDocument, once(input), until());
      return problemOf(data?.labelTask, error);
    }
  }
}

function problemOf(answer: Answer | undefined, error: CombinedError | undefined): EditProblem | null {
  if (answer?.__typename === "Task") return null;
  if (answer?.message) return { message: answer.message };
  if (error?.networkError) return { failure: "unreachable" };
  return { failure: errorCode(error) === "FORBIDDEN" ? "forbidden" : "failed" };
}
