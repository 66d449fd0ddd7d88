import { Migration } from "@mikro-orm/migrations";

/** Saved views, and what each person made of them. */
export class Views extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "view" (
      "id" varchar(63) not null,
      "created_at" timestamptz not null,
      "updated_at" timestamptz not null,
      "version" int not null default 1,
      "owner_id" varchar(63) not null,
      "programme_id" varchar(63) null,
      "name" varchar(100) not null,
      "description" text null,
      "filter" jsonb not null,
      "layout" varchar(20) not null default 'BOARD',
      "columns" varchar(20) not null default 'STAGE',
      "lanes" varchar(20) null,
      "order_by" jsonb not null,
      "table_columns" jsonb not null,
      "sharing" varchar(20) not null default 'PRIVATE',
      "is_locked" boolean not null default false,
      primary key ("id")
    )`,
  `create index "view_owner_id_index" on "view" ("owner_id")`,
  `create index "view_programme_id_index" on "view" ("programme_id")`,
  `alter table "view" add constraint "view_owner_id_foreign" foreign key ("owner_id") references "person" ("id") on delete cascade`,
  `alter table "view" add constraint "view_programme_id_foreign" foreign key ("programme_id") references "programme" ("id") on delete cascade`,
  `create table "view_place" (
      "id" varchar(63) not null,
      "created_at" timestamptz not null,
      "updated_at" timestamptz not null,
      "person_id" varchar(63) not null,
      "view_id" varchar(63) not null,
      "rank" varchar(255) null,
      "is_followed" boolean not null default false,
      primary key ("id")
    )`,
  `create index "view_place_view_id_index" on "view_place" ("view_id")`,
  `create index "view_place_person_id_index" on "view_place" ("person_id")`,
  `alter table "view_place" add constraint "view_place_person_id_view_id_unique" unique ("person_id", "view_id")`,
  `alter table "view_place" add constraint "view_place_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade`,
];
