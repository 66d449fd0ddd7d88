import type { AnyVariables, DocumentInput } from "@urql/vue";
import { useI18n } from "vue-i18n";
import { client } from "../../api/client";
import {
  Views_CreateDocument,
  Views_DeleteDocument,
  Views_DuplicateDocument,
  Views_FollowDocument,
  Views_LockDocument,
  Views_MoveDocument,
  Views_ShareDocument,
  Views_UnfollowDocument,
  Views_UnlockDocument,
  Views_UpdateDocument,
  type ViewSharing,
} from "../../gql/graphql";
import { useToasts } from "../../stores/toasts";
import type { Arrangement, SavedView } from "./view-groups";

export interface ViewWords {
  name: string;
  description: string;
  sharing: ViewSharing;
}

/** Why something was not done, in words; null where it was. */
export type Problem = string | null;

/**
 * What can be done with saved views. What a dialog asks for tells its problem to the dialog, which lies above
 * everything; what a menu asks for is told by a toast.
 */
export function useViewCommands() {
  const { t } = useI18n();
  const toasts = useToasts();

  /** The answer of a mutation, or why there is none. */
  async function ask<Data, Variables extends AnyVariables>(
    document: DocumentInput<Data, Variables>,
    variables: Variables,
  ): Promise<{ data: Data; problem: null } | { data: null; problem: string }> {
    const { data, error } = await client.value.mutation(document, variables);
    if (data) return { data, problem: null };
    const missing = error?.graphQLErrors[0]?.extensions?.code === "NOT_FOUND";
    const problem = t(`views.failure.${error?.networkError ? "network" : missing ? "missing" : "broken"}`);
    return { data: null, problem };
  }

  function tell(problem: Problem): void {
    if (problem) toasts.show(problem, { tone: "problem" });
  }

  /** A view that was made is there, also where sharing it was refused, which is told. */
  async function create(
    shown: Arrangement,
    words: ViewWords,
  ): Promise<{ made: SavedView; problem: null } | { made: null; problem: string }> {
    const { name, description, sharing } = words;
    const input = { ...shown, name, description: description || null };
    const { data, problem } = await ask(Views_CreateDocument, { input });
    if (!data) return { made: null, problem };
    if (data.createView.__typename !== "View") return { made: null, problem: data.createView.message };
    const made = data.createView;
    const refused = sharing === "PRIVATE" ? null : await share(made, sharing);
    if (refused) tell(refused);
    else toasts.show(t("views.made", { name }));
    return { made, problem: null };
  }

  /** Keeps what the page shows, or other words. Where somebody was quicker, nothing is lost: it can be tried again. */
  async function update(
    view: SavedView,
    change: Partial<Arrangement> & { name?: string; description?: string | null },
  ): Promise<Problem> {
    const input = { viewId: view.id, expectedVersion: view.version, ...change };
    const { data, problem } = await ask(Views_UpdateDocument, { input });
    if (!data) return problem;
    const { updateView: answer } = data;
    if (answer.__typename === "View") return null;
    if (answer.__typename !== "StaleView") return answer.message;
    const what = "filterText" in change ? "views.stale" : "views.staleWords";
    return t(what, { name: answer.view.name });
  }

  async function share(view: Pick<SavedView, "id">, sharing: ViewSharing): Promise<Problem> {
    const { data, problem } = await ask(Views_ShareDocument, { input: { viewId: view.id, sharing } });
    if (!data) return problem;
    return data.shareView.__typename === "View" ? null : data.shareView.message;
  }

  async function duplicate(view: SavedView): Promise<SavedView | null> {
    const name = t("views.copyOf", { name: view.name }).slice(0, 100);
    const { data, problem } = await ask(Views_DuplicateDocument, { input: { viewId: view.id, name } });
    tell(problem);
    if (data) toasts.show(t("views.made", { name }));
    return data?.duplicateView ?? null;
  }

  async function setLocked(view: SavedView, locked: boolean): Promise<void> {
    const input = { input: { viewId: view.id } };
    const { problem } = await (locked ? ask(Views_LockDocument, input) : ask(Views_UnlockDocument, input));
    tell(problem);
  }

  async function setFollowed(view: SavedView, followed: boolean): Promise<void> {
    const input = { input: { viewId: view.id } };
    const { problem } = await (followed
      ? ask(Views_FollowDocument, input)
      : ask(Views_UnfollowDocument, input));
    tell(problem);
  }

  async function move(
    view: SavedView,
    place: { afterViewId?: string; beforeViewId?: string },
  ): Promise<void> {
    const { problem } = await ask(Views_MoveDocument, { input: { viewId: view.id, ...place } });
    tell(problem);
  }

  async function remove(view: SavedView): Promise<Problem> {
    const { data, problem } = await ask(Views_DeleteDocument, { input: { viewId: view.id } });
    if (!data) return problem;
    if (data.deleteView.__typename !== "DeletedView") return data.deleteView.message;
    toasts.show(t("views.deleted", { name: view.name }));
    return null;
  }

  return { create, update, share, duplicate, setLocked, setFollowed, move, remove, tell };
}
