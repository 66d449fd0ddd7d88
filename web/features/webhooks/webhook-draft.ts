import type {
  ChangeVerb,
  CreateWebhookInput,
  SubjectKind,
  WebhookDetail,
  Webhooks_WebhookFragment,
} from "../../gql/graphql";

/** A webhook as it is being written; where nothing is chosen, everything is meant. */
export interface WebhookDraft {
  name: string;
  url: string;
  programmeIds: string[];
  subjectKinds: string[];
  verbs: string[];
  details: string[];
}

/** All that an event may hold besides ids, verb and revision. */
export const allDetails: readonly WebhookDetail[] = ["ACTOR", "REASON", "FIELDS"];

export function draftOf(webhook?: Webhooks_WebhookFragment): WebhookDraft {
  return {
    name: webhook?.name ?? "",
    url: webhook?.url ?? "",
    programmeIds: webhook?.programmes?.map(({ id }) => id) ?? [],
    subjectKinds: [...(webhook?.subjectKinds ?? [])],
    verbs: [...(webhook?.verbs ?? [])],
    details: [...(webhook?.details ?? allDetails)],
  };
}

export function inputOf(draft: WebhookDraft): CreateWebhookInput {
  return {
    name: draft.name.trim(),
    url: draft.url.trim(),
    programmeIds: orAll(draft.programmeIds),
    subjectKinds: orAll(draft.subjectKinds as SubjectKind[]),
    verbs: orAll(draft.verbs as ChangeVerb[]),
    details: draft.details as WebhookDetail[],
  };
}

function orAll<Item>(chosen: Item[]): Item[] | null {
  return chosen.length > 0 ? chosen : null;
}
