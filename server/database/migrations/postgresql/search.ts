import { Migration } from "@mikro-orm/migrations";

/** What is looked for, in a table beside the entities: made from them, and made anew whenever it is missing. */
export class Search extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "search_entry" (
      "number" serial primary key,
      "id" varchar(63) not null,
      "kind" varchar(10) not null,
      "programme_id" varchar(63) null,
      "name" text not null,
      "body" text not null,
      "pinyin" text not null,
      "edition" int not null,
      "grams" text[] not null
    )`,
  `alter table "search_entry" add constraint "search_entry_id_unique" unique ("id")`,
  `create index "search_entry_grams_index" on "search_entry" using gin ("grams")`,
];
