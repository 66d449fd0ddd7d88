import { Migration } from "@mikro-orm/migrations";

/**
 * A chain of the log that goes further says so to whoever listens, in the transaction that writes it: nobody who writes
 * can forget it, and nothing is said of what was rolled back.
 */
export class Announcements extends Migration {
  override up(): void {
    this.addSql(`create function luoshi_announce() returns trigger language plpgsql as $$
      begin
        perform pg_notify('luoshi_changes', new.chain || ' ' || new.revision);
        return null;
      end
    $$`);
    this.addSql(`create trigger luoshi_announce after insert or update of revision on log_head
      for each row when (new.revision > 0) execute function luoshi_announce()`);
  }
}
