import { shallowRef } from "vue";
import { client } from "../../../api/client";
import { Editing_RightsDocument, type Editing_RightsQuery } from "../../../gql/graphql";

export type EditRights = NonNullable<Editing_RightsQuery["task"]>;

/**
 * What of a card this viewer may change, as the server says. Boards do not carry it for every card: it is asked for when
 * a card is pointed at.
 */
export function useEditRights() {
  const rights = shallowRef<ReadonlyMap<string, EditRights>>(new Map());
  const asked = new Map<string, Promise<EditRights | null>>();

  function load(taskId: string): Promise<EditRights | null> {
    const known = asked.get(taskId) ?? read(taskId);
    asked.set(taskId, known);
    return known;
  }

  async function read(taskId: string): Promise<EditRights | null> {
    const { data } = await client.value.query(
      Editing_RightsDocument,
      { id: taskId },
      { requestPolicy: "network-only" },
    );
    const found = data?.task ?? null;
    if (found) rights.value = new Map([...rights.value, [taskId, found]]);
    else asked.delete(taskId);
    return found;
  }

  return { rights, load };
}
