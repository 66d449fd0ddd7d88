import { client, errorCode } from "../../../api/client";
import {
  Reschedule_TaskDocument,
  type RescheduleTaskInput,
  type Reschedule_TaskMutation,
} from "../../../gql/graphql";
import { once, until } from "../../../api/once";

/** No answer that could be used; the kind is the key of its words. */
interface RescheduleFailure {
  __typename: "RescheduleFailure";
  kind: "unreachable" | "forbidden" | "failed";
}

export type RescheduleAnswer = Reschedule_TaskMutation["rescheduleTask"] | RescheduleFailure;

/** Gives a task other days: on the page at once, put back when it is refused or not answered. */
export async function requestReschedule(
  input: RescheduleTaskInput,
  stop = new AbortController(),
): Promise<RescheduleAnswer> {
  const { data, error } = await client.value.mutation(Reschedule_TaskDocument, once(input), until(stop));
  if (data?.rescheduleTask) return data.rescheduleTask;
  const isForbidden = errorCode(error) === "FORBIDDEN";
  const kind = error?.networkError ? "unreachable" : isForbidden ? "forbidden" : "failed";
  return { __typename: "RescheduleFailure", kind };
}
