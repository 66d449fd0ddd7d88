import { computed, shallowRef } from "vue";
import { client, resetClient } from "../../api/client";
import {
  Session_LoadViewerDocument,
  Session_SignOutDocument,
  type Session_ViewerFragment,
} from "../../gql/graphql";

const viewer = shallowRef<Session_ViewerFragment | null>();

/** Who is signed in: undefined until asked, null for nobody. */
export const currentViewer = computed(() => viewer.value);

/** Asks the server who is signed in, once. A server out of reach leaves it unknown. */
export async function loadViewer(): Promise<Session_ViewerFragment | null | undefined> {
  if (viewer.value !== undefined) return viewer.value;
  const result = await client.value.query(Session_LoadViewerDocument, {}, { requestPolicy: "network-only" });
  if (result.data) viewer.value = result.data.viewer ?? null;
  return viewer.value;
}

/** Another person reads from here on: nothing of the former one's answers stays. */
export function becomeViewer(next: Session_ViewerFragment | null): void {
  resetClient();
  viewer.value = next;
}

const signOutListeners = new Set<() => void>();

/** Called when somebody signs out, not when a session ends by itself: nothing of theirs is to stay in this tab. */
export function onSignOut(listener: () => void): void {
  signOutListeners.add(listener);
}

export async function signOut(): Promise<void> {
  await client.value.mutation(Session_SignOutDocument, {});
  for (const listener of signOutListeners) listener();
  becomeViewer(null);
}
