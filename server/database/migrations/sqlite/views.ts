import { Migration } from "@mikro-orm/migrations";

/** Saved views, and what each person made of them. */
export class Views extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "view" (
      "id" text not null primary key,
      "created_at" datetime not null,
      "updated_at" datetime not null,
      "version" integer not null default 1,
      "owner_id" text not null,
      "programme_id" text null,
      "name" text not null,
      "description" text null,
      "filter" json not null,
      "layout" text not null default 'BOARD',
      "columns" text not null default 'STAGE',
      "lanes" text null,
      "order_by" json not null,
      "table_columns" json not null,
      "sharing" text not null default 'PRIVATE',
      "is_locked" integer not null default false,
      constraint "view_owner_id_foreign" foreign key ("owner_id") references "person" ("id") on delete cascade,
      constraint "view_programme_id_foreign" foreign key ("programme_id") references "programme" ("id") on delete cascade
    )`,
  `create index "view_owner_id_index" on "view" ("owner_id")`,
  `create index "view_programme_id_index" on "view" ("programme_id")`,
  `create table "view_place" (
      "id" text not null primary key,
      "created_at" datetime not null,
      "updated_at" datetime not null,
      "person_id" text not null,
      "view_id" text not null,
      "rank" text null,
      "is_followed" integer not null default false,
      constraint "view_place_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade
    )`,
  `create index "view_place_view_id_index" on "view_place" ("view_id")`,
  `create index "view_place_person_id_index" on "view_place" ("person_id")`,
  `create unique index "view_place_person_id_view_id_unique" on "view_place" ("person_id", "view_id")`,
];
