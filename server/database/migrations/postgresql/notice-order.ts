import { Migration } from "@mikro-orm/migrations";

/** The notice's order is that of indexes: a page of tasks or projects is read without sorting all of them. */
export class NoticeOrder extends Migration {
  override up(): void {
    for (const statement of statements) this.addSql(statement);
  }
}

/** Unique by their ids alone; SQLite goes from one table to the next in order only where it knows that nothing stands equal. */
const statements = [
  `drop index "project_programme_id_position_index"`,
  `alter table "programme" add constraint "programme_year_id_unique" unique ("year", "id")`,
  `alter table "project" add constraint "project_programme_id_position_id_unique" unique ("programme_id", "position", "id")`,
  `alter table "task" add constraint "task_project_id_position_id_unique" unique ("project_id", "position", "id")`,
];
