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
  `create unique index "programme_year_id_unique" on "programme" ("year", "id")`,
  `create unique index "project_programme_id_position_id_unique" on "project" ("programme_id", "position", "id")`,
  `create unique index "task_project_id_position_id_unique" on "task" ("project_id", "position", "id")`,
];
