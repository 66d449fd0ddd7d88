import { Migration } from "@mikro-orm/migrations";

/** What is looked for, in tables beside the entities: made from them, and made anew whenever it is missing. */
export class Search extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "search_entry" (
      "number" integer not null primary key,
      "id" text not null,
      "kind" text not null,
      "programme_id" text null,
      "name" text not null,
      "body" text not null,
      "pinyin" text not null,
      "edition" integer not null
    )`,
  `create unique index "search_entry_id_unique" on "search_entry" ("id")`,
  `create virtual table "search_grams" using fts5 (grams, content='', contentless_delete=1, detail=none)`,
  // An entry goes without its grams only here: nobody has to think of both.
  `create trigger "search_entry_gone" after delete on "search_entry" begin
      delete from search_grams where rowid = old.number;
    end`,
];
