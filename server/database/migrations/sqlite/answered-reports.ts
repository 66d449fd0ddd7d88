import { Migration } from "@mikro-orm/migrations";

/** Reports ask for help, and are answered. */
export class AnsweredReports extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table "report" add column "help" text null`,
  `alter table "report" add column "answer" text null`,
  `alter table "report" add column "answered_at" datetime null`,
  `alter table "report" add column "answered_by_id" text null
      constraint "report_answered_by_id_foreign" references "person" ("id") on delete set null`,
  `create index "report_answered_by_id_index" on "report" ("answered_by_id")`,
];
