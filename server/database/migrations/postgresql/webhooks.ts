import { Migration } from "@mikro-orm/migrations";

/** Webhooks: what they follow, how far they have come, and what became of each attempt. */
export class Webhooks extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "webhook" (
      "id" varchar(63) not null,
      "created_at" timestamptz not null,
      "updated_at" timestamptz not null,
      "version" int not null default 1,
      "owner_id" varchar(63) not null,
      "name" varchar(100) not null,
      "target_url" varchar(2000) not null,
      "target_origin" varchar(300) not null,
      "sealed_secret" varchar(255) not null,
      "old_sealed_secret" varchar(255) null,
      "old_secret_until" timestamptz null,
      "programme_ids" jsonb null,
      "verbs" jsonb null,
      "subject_kinds" jsonb null,
      "details" jsonb not null,
      "state" varchar(20) not null default 'ACTIVE',
      "paused_because" varchar(30) null,
      "paused_at" timestamptz null,
      primary key ("id")
    )`,
  `create table "webhook_cursor" (
      "id" varchar(63) not null,
      "webhook_id" varchar(63) not null,
      "programme_id" varchar(63) not null,
      "revision" int not null,
      "attempts" int not null default 0,
      "next_attempt_at" varchar(30) null,
      primary key ("id")
    )`,
  `alter table "webhook_cursor" add constraint "webhook_cursor_webhook_id_programme_id_unique" unique ("webhook_id", "programme_id")`,
  `create table "webhook_dead_letter" (
      "id" varchar(63) not null,
      "webhook_id" varchar(63) not null,
      "programme_id" varchar(63) not null,
      "revision" int not null,
      "at" varchar(30) not null,
      "error" varchar(500) not null,
      "is_due" boolean not null default false,
      primary key ("id")
    )`,
  `alter table "webhook_dead_letter" add constraint "webhook_dead_letter_webhook_id_programme_id_revision_unique" unique ("webhook_id", "programme_id", "revision")`,
  `create table "webhook_delivery" (
      "id" varchar(63) not null,
      "webhook_id" varchar(63) not null,
      "event_id" varchar(63) not null,
      "event_type" varchar(60) not null,
      "programme_id" varchar(63) null,
      "revision" int null,
      "attempt" int not null,
      "at" varchar(30) not null,
      "milliseconds" int not null,
      "outcome" varchar(20) not null,
      "status" int null,
      "error" varchar(500) null,
      "excerpt" varchar(500) null,
      "next_attempt_at" varchar(30) null,
      primary key ("id")
    )`,
  `create index "webhook_delivery_webhook_id_id_index" on "webhook_delivery" ("webhook_id", "id")`,
  `create table "webhook_lease" (
      "webhook_id" varchar(63) not null,
      "holder" varchar(63) not null,
      "held_until" varchar(30) not null,
      primary key ("webhook_id")
    )`,
  `alter table "webhook" add constraint "webhook_owner_id_foreign" foreign key ("owner_id") references "person" ("id") on delete cascade`,
  `alter table "webhook_cursor" add constraint "webhook_cursor_webhook_id_foreign" foreign key ("webhook_id") references "webhook" ("id") on delete cascade`,
  `alter table "webhook_dead_letter" add constraint "webhook_dead_letter_webhook_id_foreign" foreign key ("webhook_id") references "webhook" ("id") on delete cascade`,
  `alter table "webhook_delivery" add constraint "webhook_delivery_webhook_id_foreign" foreign key ("webhook_id") references "webhook" ("id") on delete cascade`,
  `alter table "webhook_lease" add constraint "webhook_lease_webhook_id_foreign" foreign key ("webhook_id") references "webhook" ("id") on update cascade on delete cascade`,
];
