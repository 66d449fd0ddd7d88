import { Migration } from "@mikro-orm/migrations";

/** Webhooks: what they follow, how far they have come, and what became of each attempt. */
export class Webhooks extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "webhook" (
      "id" text not null primary key,
      "created_at" datetime not null,
      "updated_at" datetime not null,
      "version" integer not null default 1,
      "owner_id" text not null,
      "name" text not null,
      "target_url" text not null,
      "target_origin" text not null,
      "sealed_secret" text not null,
      "old_sealed_secret" text null,
      "old_secret_until" datetime null,
      "programme_ids" json null,
      "verbs" json null,
      "subject_kinds" json null,
      "details" json not null,
      "state" text not null default 'ACTIVE',
      "paused_because" text null,
      "paused_at" datetime null,
      constraint "webhook_owner_id_foreign" foreign key ("owner_id") references "person" ("id") on delete cascade
    )`,
  `create index "webhook_owner_id_index" on "webhook" ("owner_id")`,
  `create table "webhook_cursor" (
      "id" text not null primary key,
      "webhook_id" text not null,
      "programme_id" text not null,
      "revision" integer not null,
      "attempts" integer not null default 0,
      "next_attempt_at" text null,
      constraint "webhook_cursor_webhook_id_foreign" foreign key ("webhook_id") references "webhook" ("id") on delete cascade
    )`,
  `create index "webhook_cursor_webhook_id_index" on "webhook_cursor" ("webhook_id")`,
  `create unique index "webhook_cursor_webhook_id_programme_id_unique" on "webhook_cursor" ("webhook_id", "programme_id")`,
  `create table "webhook_dead_letter" (
      "id" text not null primary key,
      "webhook_id" text not null,
      "programme_id" text not null,
      "revision" integer not null,
      "at" text not null,
      "error" text not null,
      "is_due" integer not null default false,
      constraint "webhook_dead_letter_webhook_id_foreign" foreign key ("webhook_id") references "webhook" ("id") on delete cascade
    )`,
  `create index "webhook_dead_letter_webhook_id_index" on "webhook_dead_letter" ("webhook_id")`,
  `create unique index "webhook_dead_letter_webhook_id_programme_id_revision_unique" on "webhook_dead_letter" ("webhook_id", "programme_id", "revision")`,
  `create table "webhook_delivery" (
      "id" text not null primary key,
      "webhook_id" text not null,
      "event_id" text not null,
      "event_type" text not null,
      "programme_id" text null,
      "revision" integer null,
      "attempt" integer not null,
      "at" text not null,
      "milliseconds" integer not null,
      "outcome" text not null,
      "status" integer null,
      "error" text null,
      "excerpt" text null,
      "next_attempt_at" text null,
      constraint "webhook_delivery_webhook_id_foreign" foreign key ("webhook_id") references "webhook" ("id") on delete cascade
    )`,
  `create index "webhook_delivery_webhook_id_index" on "webhook_delivery" ("webhook_id")`,
  `create index "webhook_delivery_webhook_id_id_index" on "webhook_delivery" ("webhook_id", "id")`,
  `create table "webhook_lease" (
      "webhook_id" text not null primary key,
      "holder" text not null,
      "held_until" text not null,
      constraint "webhook_lease_webhook_id_foreign" foreign key ("webhook_id") references "webhook" ("id") on update cascade on delete cascade
    )`,
];
