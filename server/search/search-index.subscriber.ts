import { ChangeSetType, type ChangeSet, type EventSubscriber, type FlushEventArgs } from "@mikro-orm/core";
import { OfficeAlias } from "../features/offices/office-alias.entity.js";
import { SubjectKind } from "../log/change.entity.js";
import { LoggedRecord } from "../log/logged-record.entity.js";
import type { EntryKind } from "./search-entry.js";
import { refreshEntries } from "./write-entries.js";

/** The fields that are looked at, by kind. */
const textFields: Partial<Record<SubjectKind, { kind: EntryKind; fields: readonly string[] }>> = {
  [SubjectKind.PROJECT]: {
    kind: "PROJECT",
    fields: ["name", "content", "progressText", "remarks"],
  },
  [SubjectKind.TASK]: { kind: "TASK", fields: ["title"] },
  [SubjectKind.PERSON]: { kind: "PERSON", fields: ["name"] },
  [SubjectKind.OFFICE]: { kind: "OFFICE", fields: ["name"] },
};

/** Keeps the search index within the transaction of every flush that changes a text which is looked at. */
export class SearchIndexSubscriber implements EventSubscriber {
  async afterFlush({ em, uow }: FlushEventArgs): Promise<void> {
    const touched: { kind: EntryKind; id: string }[] = uow.getChangeSets().flatMap(touchedBy);
    const byKind = Map.groupBy(touched, ({ kind }) => kind);
    for (const [kind, things] of byKind)
      await refreshEntries(em, kind, [...new Set(things.map(({ id }) => id))]);
  }
}

function touchedBy({ entity, type, payload }: ChangeSet<object>): { kind: EntryKind; id: string }[] {
  if (entity instanceof OfficeAlias) return [{ kind: "OFFICE", id: entity.office.id }];
  if (!(entity instanceof LoggedRecord)) return [];
  const texts = textFields[entity.logSubject().kind];
  if (!texts) return [];
  const isTouched = type !== ChangeSetType.UPDATE || texts.fields.some((field) => field in payload);
  return isTouched ? [{ kind: texts.kind, id: entity.id }] : [];
}
