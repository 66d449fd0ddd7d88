import { Migration } from "@mikro-orm/migrations";

/** Other names of offices, what an import made of each row, and the period that a task had at first. */
export class Amendments extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table "change" drop constraint "change_verb_check"`,
  `alter table "change" add constraint "change_verb_check" check ("verb" in ('IMPORT', 'CREATE', 'UPDATE', 'REORDER', 'START', 'POSTPONE', 'SUBMIT', 'WITHDRAW', 'RETURN', 'ACCEPT', 'REOPEN', 'REMOVE'))`,
  `alter table "change" drop constraint "change_subject_kind_check"`,
  `alter table "change" add constraint "change_subject_kind_check" check ("subject_kind" in ('PROGRAMME', 'STAGE', 'PROJECT', 'TASK', 'REPORT', 'PERSON', 'OFFICE', 'OFFICE_ALIAS', 'NOTICE_IMPORT', 'ACCESS_TOKEN'))`,
  `create table "office_alias" (
      "id" varchar(63) not null,
      "created_at" timestamptz not null,
      "updated_at" timestamptz not null,
      "version" int not null default 1,
      "name" varchar(200) not null,
      "office_id" varchar(63) not null,
      primary key ("id")
    )`,
  `alter table "office_alias" add constraint "office_alias_name_unique" unique ("name")`,
  `create index "office_alias_office_id_index" on "office_alias" ("office_id")`,
  `alter table "office_alias" add constraint "office_alias_office_id_foreign" foreign key ("office_id") references "office" ("id") on delete cascade`,
  `alter table "notice_import" add column "made" jsonb null`,
  `alter table "notice_import" add column "decisions" jsonb null`,
  `alter table "task" add column "original_period" jsonb null`,
];
