import { Migration } from "@mikro-orm/migrations";

/** Invitations, what is known of accounts, and where sessions came from. The age of passwords counts from now on. */
export class Invitations extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

const statements = [
  `create table "invitation" (
      "id" varchar(63) not null,
      "created_at" timestamptz not null,
      "updated_at" timestamptz not null,
      "version" int not null default 1,
      "person_id" varchar(63) not null,
      "invited_by_id" varchar(63) null,
      "fingerprint" varchar(64) not null,
      "is_reset" boolean not null default false,
      "expires_at" timestamptz not null,
      "accepted_at" timestamptz null,
      "revoked_at" timestamptz null,
      primary key ("id")
    )`,
  `alter table "invitation" add constraint "invitation_fingerprint_unique" unique ("fingerprint")`,
  `alter table "invitation" add constraint "invitation_person_id_foreign" foreign key ("person_id") references "person" ("id") on delete cascade`,
  `alter table "invitation" add constraint "invitation_invited_by_id_foreign" foreign key ("invited_by_id") references "person" ("id") on delete set null`,
  `alter table "person" add column "password_changed_at" timestamptz null`,
  `alter table "person" add column "earlier_password_hashes" jsonb null`,
  `alter table "person" add column "last_sign_in_at" timestamptz null`,
  `update "person" set "password_changed_at" = now() where "password_hash" is not null`,
  `alter table "session" add column "client" varchar(100) null`,
  `alter table "session" add column "address" varchar(50) null`,
];
