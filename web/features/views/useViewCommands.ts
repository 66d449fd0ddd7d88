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

/** What can be done with saved views. Each tells what came of it; what was refused gives false or null. */
export function useViewCommands() {
  const { t } = useI18n();
  const toasts = useToasts();

  /** The answer of a mutation; null where there is none, which is told. */
  async function ask<Data, Variables extends AnyVariables>(
    document: DocumentInput<Data, Variables>,
    variables: Variables,
  ): Promise<Data | null> {
    const { data, error } = await client.value.mutation(document, variables);
    if (data) return data;
    const missing = error?.graphQLErrors[0]?.extensions?.code === "NOT_FOUND";
    tellProblem(t(`views.failure.${error?.networkError ? "network" : missing ? "missing" : "broken"}`));
    return null;
  }

  function tellProblem(words: string): void {
    toasts.show(words, { tone: "problem" });
  }

  async function create(shown: Arrangement, words: ViewWords): Promise<SavedView | null> {
    const { name, description, sharing } = words;
    const data = await ask(Views_CreateDocument, {
      input: { ...shown, name, description: description || null },
    });
    if (!data) return null;
    if (data.createView.__typename !== "View") {
      tellProblem(data.createView.message);
      return null;
    }
    const made = data.createView;
    if (sharing !== "PRIVATE" && !(await share(made, sharing))) return made;
    toasts.show(t("views.made", { name }));
    return made;
  }

  /** Keeps what the page shows, or other words. Where somebody was quicker, nothing is lost: it can be tried again. */
  async function update(
    view: SavedView,
    change: Partial<Arrangement> & { name?: string; description?: string | null },
  ): Promise<boolean> {
    const input = { viewId: view.id, expectedVersion: view.version, ...change };
    const data = await ask(Views_UpdateDocument, { input });
    if (!data) return false;
    const { updateView: answer } = data;
    if (answer.__typename === "View") return true;
    tellProblem(answer.__typename === "StaleView" ? t("views.stale", { name: view.name }) : answer.message);
    return false;
  }

  async function share(view: Pick<SavedView, "id">, sharing: ViewSharing): Promise<boolean> {
    const data = await ask(Views_ShareDocument, { input: { viewId: view.id, sharing } });
    if (data && data.shareView.__typename !== "View") tellProblem(data.shareView.message);
    return data?.shareView.__typename === "View";
  }

  async function duplicate(view: SavedView): Promise<SavedView | null> {
    const name = t("views.copyOf", { name: view.name }).slice(0, 100);
    const data = await ask(Views_DuplicateDocument, { input: { viewId: view.id, name } });
    if (data) toasts.show(t("views.made", { name }));
    return data?.duplicateView ?? null;
  }

  async function setLocked(view: SavedView, locked: boolean): Promise<void> {
    const input = { input: { viewId: view.id } };
    await (locked ? ask(Views_LockDocument, input) : ask(Views_UnlockDocument, input));
  }

  async function setFollowed(view: SavedView, followed: boolean): Promise<void> {
    const input = { input: { viewId: view.id } };
    await (followed ? ask(Views_FollowDocument, input) : ask(Views_UnfollowDocument, input));
  }

  async function move(
    view: SavedView,
    place: { afterViewId?: string; beforeViewId?: string },
  ): Promise<void> {
    await ask(Views_MoveDocument, { input: { viewId: view.id, ...place } });
  }

  async function remove(view: SavedView): Promise<boolean> {
    const data = await ask(Views_DeleteDocument, { input: { viewId: view.id } });
    if (!data) return false;
    if (data.deleteView.__typename !== "DeletedView") {
      tellProblem(data.deleteView.message);
      return false;
    }
    toasts.show(t("views.deleted", { name: view.name }));
    return true;
  }

  return { create, update, share, duplicate, setLocked, setFollowed, move, remove };
}
