import { Migration } from "@mikro-orm/migrations";

/** Invitations, what is known of accounts, and where sessions came from. The age of passwords counts from now on. */
export class Invitations extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "invitation" (
      "id" text not null primary key,
      "created_at" datetime not null,
      "updated_at" datetime not null,
      "version" integer not null default 1,
      "person_id" text not null,
      "invited_by_id" text null,
      "fingerprint" text not null,
      "is_reset" integer not null default false,
      "expires_at" datetime not null,
      "accepted_at" datetime null,
      "revoked_at" datetime null,
      constraint "invitation_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade,
      constraint "invitation_invited_by_id_foreign" foreign key ("invited_by_id") references "person" ("id") on delete set null
    )`,
  `create index "invitation_person_id_index" on "invitation" ("person_id")`,
  `create index "invitation_invited_by_id_index" on "invitation" ("invited_by_id")`,
  `create unique index "invitation_fingerprint_unique" on "invitation" ("fingerprint")`,
  `alter table "person" add column "password_changed_at" datetime null`,
  `alter table "person" add column "earlier_password_hashes" json null`,
  `alter table "person" add column "last_sign_in_at" datetime null`,
  `update "person" set "password_changed_at" = cast(strftime('%s', 'now') as integer) * 1000 where "password_hash" is not null`,
  `alter table "session" add column "client" text null`,
  `alter table "session" add column "address" text null`,
];
