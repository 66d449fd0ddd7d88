import { Migration } from "@mikro-orm/migrations";

/** What mutations came to, for whoever sends them again. */
export class KeptAnswers extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "kept_answer" (
      "id" varchar(64) not null,
      "person_id" varchar(63) not null,
      "mutation" varchar(100) not null,
      "fingerprint" varchar(64) not null,
      "outcome" text not null,
      "at" varchar(30) not null,
      primary key ("id")
    )`,
  `create index "kept_answer_at_index" on "kept_answer" ("at")`,
];
