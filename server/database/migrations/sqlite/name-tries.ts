import { Migration } from "@mikro-orm/migrations";

/** Wrong passwords for names that have no account. */
export class NameTries extends Migration {
  override up(): void {
    this.addSql(`create table "name_tries" (
      "place" integer not null primary key,
      "fingerprint" text not null,
      "failures" integer not null,
      "locked_until" text null
    )`);
  }
}
