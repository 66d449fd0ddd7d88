import { Migration } from "@mikro-orm/migrations";

/** Other names of offices, what an import made of each row, and the period that a task had at first. */
export class Amendments extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const changeColumns = `"id", "chain", "revision", "at", "actor_id", "verb", "subject_kind", "subject_id", "project_id",
  "task_id", "reason", "fields", "previous_hash", "hash"`;

/** SQLite cannot alter a check: the log is copied, row by row as it stands. */
const statements = [
  `create table "change_with_removals" (
      "id" text not null primary key,
      "chain" text not null,
      "revision" integer not null,
      "at" text not null,
      "actor_id" text null,
      "verb" text check ("verb" in ('IMPORT', 'CREATE', 'UPDATE', 'REORDER', 'START', 'POSTPONE', 'SUBMIT', 'WITHDRAW', 'RETURN', 'ACCEPT', 'REOPEN', 'REMOVE')) not null,
      "subject_kind" text check ("subject_kind" in ('PROGRAMME', 'STAGE', 'PROJECT', 'TASK', 'REPORT', 'PERSON', 'OFFICE', 'OFFICE_ALIAS', 'NOTICE_IMPORT', 'ACCESS_TOKEN')) not null,
      "subject_id" text not null,
      "project_id" text null,
      "task_id" text null,
      "reason" text null,
      "fields" text not null,
      "previous_hash" text not null,
      "hash" text not null
    )`,
  `insert into "change_with_removals" (${changeColumns}) select ${changeColumns} from "change"`,
  `drop table "change"`,
  `alter table "change_with_removals" rename to "change"`,
  `create index "change_project_id_revision_index" on "change" ("project_id", "revision")`,
  `create index "change_task_id_revision_index" on "change" ("task_id", "revision")`,
  `create unique index "change_chain_revision_unique" on "change" ("chain", "revision")`,
  `create table "office_alias" (
      "id" text not null primary key,
      "created_at" datetime not null,
      "updated_at" datetime not null,
      "version" integer not null default 1,
      "name" text not null,
      "office_id" text not null,
      constraint "office_alias_office_id_foreign" foreign key ("office_id") references "office" ("id") on delete cascade
    )`,
  `create unique index "office_alias_name_unique" on "office_alias" ("name")`,
  `create index "office_alias_office_id_index" on "office_alias" ("office_id")`,
  `alter table "notice_import" add column "made" json null`,
  `alter table "notice_import" add column "decisions" json null`,
  `alter table "task" add column "original_period" json null`,
];
