import { Migration } from "@mikro-orm/migrations";

/** Wrong passwords for names that have no account. */
export class NameTries extends Migration {
  override up(): void {
    this.addSql(`create table "name_tries" (
      "place" int not null primary key,
      "fingerprint" varchar(64) not null,
      "failures" int not null,
      "locked_until" varchar(30) null
    )`);
  }
}
