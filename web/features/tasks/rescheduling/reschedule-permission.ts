import { client } from "../../../api/client";
import { Reschedule_PermissionDocument } from "../../../gql/graphql";

/**
 * Whether the viewer may give tasks other days. Boards do not tell it of every card: it is asked for when one is
 * pointed at, so that it is usually known before a drag begins. Null where the server could not be asked.
 */
export function useReschedulePermission() {
  const asked = new Map<string, Promise<boolean | null>>();
  const known = new Map<string, boolean>();

  function ask(taskId: string): Promise<boolean | null> {
    const underWay = asked.get(taskId);
    if (underWay) return underWay;
    const answer = read(taskId);
    asked.set(taskId, answer);
    return answer;
  }

  async function read(id: string): Promise<boolean | null> {
    const { data } = await client.value.query(
      Reschedule_PermissionDocument,
      { id },
      { requestPolicy: "network-only" },
    );
    const allowed = data?.task?.viewerCanReschedule ?? null;
    if (allowed === null) asked.delete(id);
    else known.set(id, allowed);
    return allowed;
  }

  return { ask, isRefused: (taskId: string) => known.get(taskId) === false };
}

export type ReschedulePermission = ReturnType<typeof useReschedulePermission>;
