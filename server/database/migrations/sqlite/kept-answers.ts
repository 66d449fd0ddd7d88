import { Migration } from "@mikro-orm/migrations";

/** What mutations came to, for whoever sends them again. */
export class KeptAnswers extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "kept_answer" (
      "id" text not null primary key,
      "person_id" text not null,
      "mutation" text not null,
      "fingerprint" text not null,
      "outcome" text not null,
      "at" text not null
    )`,
  `create index "kept_answer_at_index" on "kept_answer" ("at")`,
];
