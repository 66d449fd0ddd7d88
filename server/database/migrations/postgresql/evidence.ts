import { Migration } from "@mikro-orm/migrations";

/** Files of reports. */
export class EvidenceOfReports extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "evidence" (
      "id" varchar(63) not null,
      "created_at" timestamptz not null,
      "updated_at" timestamptz not null,
      "version" int not null default 1,
      "task_id" varchar(63) not null,
      "report_id" varchar(63) null,
      "author_id" varchar(63) not null,
      "name" varchar(255) not null,
      "media_type" varchar(100) not null,
      "bytes" int not null,
      "hash" varchar(64) not null,
      "preview_hash" varchar(64) null,
      "width" int null,
      "height" int null,
      primary key ("id"),
      constraint "evidence_task_id_foreign" foreign key ("task_id") references "task" ("id") on delete cascade,
      constraint "evidence_report_id_foreign" foreign key ("report_id") references "report" ("id") on delete set null,
      constraint "evidence_author_id_foreign" foreign key ("author_id") references "person" ("id")
    )`,
  `create index "evidence_task_id_index" on "evidence" ("task_id")`,
  `create index "evidence_report_id_index" on "evidence" ("report_id")`,
  `create index "evidence_author_id_index" on "evidence" ("author_id")`,
  `create index "evidence_hash_index" on "evidence" ("hash")`,
];
