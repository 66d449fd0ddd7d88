import {
  ChangeSetType,
  Collection,
  Reference,
  type ChangeSet,
  type EventSubscriber,
  type FlushEventArgs,
  type TransactionEventArgs,
} from "@mikro-orm/core";
import { statementsOf } from "../database/statements.js";
import type { Change, FieldDifference } from "./change.entity.js";
import type { ChangeFeed } from "./change-feed.js";
import { LoggedRecord, unlogged } from "./logged-record.entity.js";
import { append } from "./append.js";
import { nextChange } from "./next-change.js";
import { openChainOf, type OpenChain } from "./write.js";

type Fields = Record<string, FieldDifference>;
type UnitOfWork = FlushEventArgs["uow"];

/** Turns each flush into rows of the log, and tells the feed once they are committed. */
export class ChangeLogSubscriber implements EventSubscriber {
  constructor(readonly feed: ChangeFeed) {}

  async onFlush({ em, uow }: FlushEventArgs): Promise<void> {
    const changed = changedRecords(uow);
    if (changed.size === 0) return;
    const chain = openChainOf(em);
    if (!chain)
      throw new Error("Logged records are written inside write() only: nobody is named for this change");
    stamp(em, uow, chain.at);
    const changes = [...changed].map(([record, { type, fields }]) => next(uow, chain, record, type, fields));
    await append(statementsOf(em), chain, changes);
  }

  afterTransactionCommit({ em }: TransactionEventArgs): void {
    const chain = openChainOf(em);
    if (chain) this.feed.announce(chain.chain, chain.head.revision);
  }
}

/** A record says the same time of its making and its last change as the log does: the clock's, whatever the machine's. */
function stamp(em: FlushEventArgs["em"], uow: UnitOfWork, at: Date): void {
  const stored: unknown = em.getPlatform().processDateProperty(at);
  for (const { entity, type, payload } of uow.getChangeSets()) {
    if (!(entity instanceof LoggedRecord) || type === ChangeSetType.DELETE) continue;
    const times =
      type === ChangeSetType.CREATE ? (["createdAt", "updatedAt"] as const) : (["updatedAt"] as const);
    for (const time of times) {
      entity[time] = at;
      Object.assign(payload, { [time]: stored });
    }
  }
}

interface RecordChange {
  type: ChangeSetType;
  fields: Fields;
}

/** Every logged record that the flush writes, in order, with the fields that differ. */
function changedRecords(uow: UnitOfWork): Map<LoggedRecord, RecordChange> {
  const changed = new Map<LoggedRecord, RecordChange>();
  for (const changeSet of uow.getChangeSets()) {
    if (!(changeSet.entity instanceof LoggedRecord)) continue;
    const isRemoval = changeSet.type === ChangeSetType.DELETE;
    const fields = isRemoval
      ? lastWords(uow, changeSet.entity)
      : differences(changeSet as ChangeSet<LoggedRecord>);
    if (Object.keys(fields).length > 0) changed.set(changeSet.entity, { type: changeSet.type, fields });
  }
  for (const collection of uow.getCollectionUpdates()) {
    const record: unknown = collection.owner;
    if (!(record instanceof LoggedRecord)) continue;
    const entry = changed.get(record) ?? { type: ChangeSetType.UPDATE, fields: {} };
    const snapshot = collection.getSnapshot();
    const before = entry.type === ChangeSetType.CREATE || !snapshot ? null : snapshot.map(idOf);
    entry.fields[collection.property.name] = { before, after: collection.getItems(false).map(idOf) };
    changed.set(record, entry);
  }
  return changed;
}

function differences(changeSet: ChangeSet<LoggedRecord>): Fields {
  const fields: Fields = {};
  const payload = changeSet.payload as Record<string, unknown>;
  const original = (changeSet.originalEntity ?? {}) as Record<string, unknown>;
  for (const name of Object.keys(payload).sort()) {
    const treatment = unlogged[name];
    if (treatment === "left out" || payload[name] instanceof Collection) continue;
    const secret = treatment === "secret";
    const isInstant =
      changeSet.meta.properties[name as keyof typeof changeSet.meta.properties]?.type === "datetime";
    const [before, after] = [original[name], payload[name]].map(isInstant ? instant : plain);
    // SQLite's instants are numbers on their way in and text on their way out: to the ORM they always differ.
    if (isInstant && before === after && changeSet.type === ChangeSetType.UPDATE) continue;
    if (changeSet.type === ChangeSetType.CREATE && after === null) continue;
    fields[name] = secret ? { before: masked(before), after: masked(after) } : { before, after };
  }
  return fields;
}

/** Everything that is known of what is taken away: the log is the last to tell of it. */
function lastWords(uow: UnitOfWork, record: LoggedRecord): Fields {
  const fields: Fields = {};
  const columns = uow.getOriginalEntityData(record) as Record<string, unknown> | undefined;
  for (const name of Object.keys(columns ?? {}).sort()) {
    const before = plain(columns?.[name]);
    if (unlogged[name] === "left out" || before === null) continue;
    fields[name] = { before: unlogged[name] === "secret" ? masked(before) : before, after: null };
  }
  for (const [name, value] of Object.entries(record)) {
    if (!(value instanceof Collection) || !value.isInitialized() || value.length === 0) continue;
    fields[name] = { before: value.getItems(false).map(idOf), after: null };
  }
  return fields;
}

/** The next row of a chain, which then stands at its head. */
function next(
  uow: UnitOfWork,
  chain: OpenChain,
  record: LoggedRecord,
  type: ChangeSetType,
  fields: Fields,
): Change {
  const subject = record.logSubject();
  if (type === ChangeSetType.UPDATE) {
    record.version += 1;
    uow.computeChangeSet(record);
  }
  return nextChange(chain, { ...subject, id: record.id }, fields, chain.done.get(record));
}

function masked(value: unknown): string | null {
  return value === null ? null : "•••";
}

function idOf(item: unknown): unknown {
  return (item as { id?: unknown }).id ?? null;
}

/** An instant however the ORM holds it. */
function instant(value: unknown): string | null {
  return value === undefined || value === null
    ? null
    : new Date(value as Date | number | string).toISOString();
}

function plain(value: unknown): unknown {
  if (value === undefined || value === null) return null;
  if (value instanceof Date) return value.toISOString();
  if (Reference.isReference(value)) return idOf(value.unwrap());
  if (typeof value === "object" && "id" in value) return value.id;
  return value;
}
