import { Migration } from "@mikro-orm/migrations";

/** Files of reports. */
export class EvidenceOfReports extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "evidence" (
      "id" text not null primary key,
      "created_at" datetime not null,
      "updated_at" datetime not null,
      "version" integer not null default 1,
      "task_id" text not null,
      "report_id" text null,
      "author_id" text not null,
      "name" text not null,
      "media_type" text not null,
      "bytes" integer not null,
      "hash" text not null,
      "preview_hash" text null,
      "width" integer null,
      "height" integer null,
      constraint "evidence_task_id_foreign" foreign key ("task_id") references "task" ("id") on delete cascade,
      constraint "evidence_report_id_foreign" foreign key ("report_id") references "report" ("id") on delete set null,
      constraint "evidence_author_id_foreign" foreign key ("author_id") references "person" ("id")
    )`,
  `create index "evidence_task_id_index" on "evidence" ("task_id")`,
  `create index "evidence_report_id_index" on "evidence" ("report_id")`,
  `create index "evidence_author_id_index" on "evidence" ("author_id")`,
  `create index "evidence_hash_index" on "evidence" ("hash")`,
];
