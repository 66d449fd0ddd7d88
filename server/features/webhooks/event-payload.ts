import { fromJson } from "../../database/rows.js";
import type { FieldDifference } from "../../log/change.entity.js";
import { WebhookDetail } from "./webhook.enum.js";

/** A change as the outbox reads it. */
export interface OutboxChange {
  id: string;
  programmeId: string;
  revision: number;
  at: string;
  verb: string;
  subjectKind: string;
  subjectId: string;
  projectId: string | null;
  taskId: string | null;
  actorId: string | null;
  actorName: string | null;
  reason: string | null;
  fields: string;
}

/** Verbs whose past is more than "-d" or "-ed". */
const irregular: Record<string, string> = {
  SUBMIT: "submitted",
  WITHDRAW: "withdrawn",
  UNDO: "undone",
  LABEL: "labelled",
};

/** The type of a change's event, such as `task.submitted`: what it was done to, and what was done. */
export function eventTypeOf({ verb, subjectKind }: Pick<OutboxChange, "verb" | "subjectKind">): string {
  const regular = verb.toLowerCase() + (verb.endsWith("E") ? "d" : "ed");
  return `${subjectKind.toLowerCase()}.${irregular[verb] ?? regular}`;
}

/** The body of a change's event: its text is the same however often it is sent. */
export function eventBody(change: OutboxChange, details: readonly WebhookDetail[]): string {
  const { id, programmeId, revision, verb, projectId, taskId } = change;
  const { actorId, actorName } = change;
  const data = {
    id,
    programmeId,
    revision,
    verb,
    subject: { kind: change.subjectKind, id: change.subjectId },
    projectId,
    taskId,
    ...(details.includes(WebhookDetail.ACTOR) && { actor: actorId && { id: actorId, name: actorName } }),
    ...(details.includes(WebhookDetail.REASON) && { reason: change.reason }),
    ...(details.includes(WebhookDetail.FIELDS) && { fields: fieldsOf(change) }),
    path: pathOf(change),
  };
  return JSON.stringify({ type: eventTypeOf(change), timestamp: change.at, data });
}

/** The body of a test event. */
export function pingBody(webhook: { id: string; name: string }, at: Date): string {
  const data = { webhookId: webhook.id, name: webhook.name };
  return JSON.stringify({ type: "webhook.ping", timestamp: at.toISOString(), data });
}

function fieldsOf({ fields }: OutboxChange) {
  const differences = fromJson<Record<string, FieldDifference>>(fields);
  return Object.entries(differences).map(([field, { before, after }]) => ({ field, before, after }));
}

/** Where to look at it, after this server's address. */
function pathOf({ programmeId, projectId }: OutboxChange): string {
  return projectId ? `/projects/${projectId}` : `/programmes/${programmeId}`;
}
