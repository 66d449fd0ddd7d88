import { Migration } from "@mikro-orm/migrations";

/** Labels of tasks, scopes of tokens, and a log whose words are not the database's to check. */
export class LabelsAndScopes extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const changeColumns = `"id", "chain", "revision", "at", "actor_id", "verb", "subject_kind", "subject_id", "project_id",
  "task_id", "reason", "fields", "previous_hash", "hash"`;

const tokenColumns = `"id", "created_at", "updated_at", "version", "person_id", "fingerprint"`;

/** SQLite cannot drop a check: the log is copied, row by row as it stands. */
const statements = [
  `create table "change_without_checks" (
      "id" text not null primary key,
      "chain" text not null,
      "revision" integer not null,
      "at" text not null,
      "actor_id" text null,
      "verb" text not null,
      "subject_kind" text not null,
      "subject_id" text not null,
      "project_id" text null,
      "task_id" text null,
      "reason" text null,
      "fields" text not null,
      "previous_hash" text not null,
      "hash" text not null
    )`,
  `insert into "change_without_checks" (${changeColumns}) select ${changeColumns} from "change"`,
  `drop table "change"`,
  `alter table "change_without_checks" rename to "change"`,
  `create index "change_project_id_revision_index" on "change" ("project_id", "revision")`,
  `create index "change_task_id_revision_index" on "change" ("task_id", "revision")`,
  `create unique index "change_chain_revision_unique" on "change" ("chain", "revision")`,
  `create table "label" (
      "id" text not null primary key,
      "created_at" datetime not null,
      "updated_at" datetime not null,
      "version" integer not null default 1,
      "programme_id" text not null,
      "name" text not null,
      "colour" text null,
      constraint "label_programme_id_foreign" foreign key ("programme_id") references "programme" ("id") on delete cascade
    )`,
  `create unique index "label_programme_id_name_unique" on "label" ("programme_id", "name")`,
  `create index "label_programme_id_index" on "label" ("programme_id")`,
  `create table "task_labels" (
      "id" integer not null primary key autoincrement,
      "task_id" text not null,
      "label_id" text not null,
      constraint "task_labels_task_id_foreign" foreign key ("task_id") references "task" ("id") on update cascade on delete cascade,
      constraint "task_labels_label_id_foreign" foreign key ("label_id") references "label" ("id") on update cascade on delete cascade
    )`,
  `create index "task_labels_task_id_index" on "task_labels" ("task_id")`,
  `create index "task_labels_label_id_index" on "task_labels" ("label_id")`,
  `create table "access_token_with_scopes" (
      "id" text not null primary key,
      "created_at" datetime not null,
      "updated_at" datetime not null,
      "version" integer not null default 1,
      "person_id" text not null,
      "name" text not null,
      "scopes" json not null,
      "programme_ids" json null,
      "is_service" integer not null default false,
      "expires_at" datetime null,
      "revoked_at" datetime null,
      "last_used_at" datetime null,
      "fingerprint" text not null,
      constraint "access_token_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade
    )`,
  `insert into "access_token_with_scopes" (${tokenColumns}, "name", "scopes") select ${tokenColumns}, 'luoshi token create',
      case "scope" when 'WRITE' then '["READ","WRITE","IMPORT"]' else '["READ"]' end from "access_token"`,
  `drop table "access_token"`,
  `alter table "access_token_with_scopes" rename to "access_token"`,
  `create index "access_token_person_id_index" on "access_token" ("person_id")`,
  `create unique index "access_token_fingerprint_unique" on "access_token" ("fingerprint")`,
];
