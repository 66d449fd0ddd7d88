import { Migration } from "@mikro-orm/migrations";

/** Labels of tasks, scopes of tokens, and a log whose words are not the database's to check. */
export class LabelsAndScopes extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table "change" drop constraint "change_verb_check"`,
  `alter table "change" drop constraint "change_subject_kind_check"`,
  `alter table "change" alter column "verb" type varchar(30)`,
  `alter table "change" alter column "subject_kind" type varchar(30)`,
  `create table "label" (
      "id" varchar(63) not null,
      "created_at" timestamptz not null,
      "updated_at" timestamptz not null,
      "version" int not null default 1,
      "programme_id" varchar(63) not null,
      "name" varchar(50) not null,
      "colour" varchar(7) null,
      primary key ("id")
    )`,
  `alter table "label" add constraint "label_programme_id_name_unique" unique ("programme_id", "name")`,
  `alter table "label" add constraint "label_programme_id_foreign" foreign key ("programme_id") references "programme" ("id") on delete cascade`,
  `create index "label_programme_id_index" on "label" ("programme_id")`,
  `create table "task_labels" (
      "id" serial primary key,
      "task_id" varchar(63) not null,
      "label_id" varchar(63) not null
    )`,
  `alter table "task_labels" add constraint "task_labels_task_id_foreign" foreign key ("task_id") references "task" ("id") on update cascade on delete cascade`,
  `alter table "task_labels" add constraint "task_labels_label_id_foreign" foreign key ("label_id") references "label" ("id") on update cascade on delete cascade`,
  `create index "task_labels_task_id_index" on "task_labels" ("task_id")`,
  `create index "task_labels_label_id_index" on "task_labels" ("label_id")`,
  `alter table "access_token" add column "name" varchar(100) not null default 'luoshi token create'`,
  `alter table "access_token" alter column "name" drop default`,
  `alter table "access_token" add column "scopes" jsonb not null default '["READ"]'`,
  `alter table "access_token" alter column "scopes" drop default`,
  `update "access_token" set "scopes" = '["READ","WRITE","IMPORT"]' where "scope" = 'WRITE'`,
  `alter table "access_token" drop column "scope"`,
  `alter table "access_token" add column "programme_ids" jsonb null`,
  `alter table "access_token" add column "is_service" boolean not null default false`,
  `alter table "access_token" add column "expires_at" timestamptz null`,
  `alter table "access_token" add column "revoked_at" timestamptz null`,
  `alter table "access_token" add column "last_used_at" timestamptz null`,
];
