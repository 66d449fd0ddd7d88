import { Migration } from "@mikro-orm/migrations";

/** By what the office's own sign-in knows a person, and which sessions began there. */
export class SingleSignOn extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `alter table "person" add column "single_sign_on_issuer" varchar(255) null`,
  `alter table "person" add column "single_sign_on_subject" varchar(255) null`,
  `create unique index "person_single_sign_on_issuer_single_sign_on_subject_unique"
      on "person" ("single_sign_on_issuer", "single_sign_on_subject")`,
  `alter table "session" add column "through_provider" boolean not null default false`,
];
