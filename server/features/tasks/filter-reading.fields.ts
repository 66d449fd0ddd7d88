import { Arg, Ctx, FieldResolver, ID, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { sqlOf } from "../../database/conditions.js";
import { PointInTime } from "../../graphql/point-in-time.js";
import { requireReader } from "../programmes/programme.policy.js";
import { FilterReading } from "../views/filter-reading.row.js";
import { readTasksAt } from "./past/read-tasks-at.js";
import { chooseTasks } from "./read-task-page.js";
import { taskTables } from "./task-aliases.js";
import type { TaskFilter } from "./task.filter.js";

/** What a filter chooses of a board that its reader already has. */
@Resolver(() => FilterReading)
export class FilterReadingFields {
  @FieldResolver(() => [ID], {
    nullable: true,
    description:
      "The tasks of a programme that pass it, for a page that has the board: all of them, ids only, in no order. Null where there are errors; none for a programme that is not there for the viewer.",
  })
  async taskIds(
    @Root() { filterJson, errors }: FilterReading,
    @Ctx() context: Context,
    @Arg("programmeId", () => ID, { description: "Whose tasks." }) programmeId: string,
    @Arg("asOf", () => PointInTime, {
      nullable: true,
      description: "As it stood then, told from the log, with the lights of that day. Not in the future.",
    })
    asOf?: string | null,
  ): Promise<string[] | null> {
    if (filterJson === null || errors.length > 0) return null;
    const filters: TaskFilter[] = [filterJson, { programme: { id: { eq: programmeId } } }];
    if (asOf) {
      const past = await readTasksAt(context, requireReader(context), filters, asOf, programmeId);
      return past.map(({ task }) => task.id);
    }
    const { where } = await chooseTasks(context, { filters });
    const { sql, parameters } = sqlOf`select t.id from ${taskTables} where ${where}`;
    return (await context.rows.all<{ id: string }>(sql, parameters)).map(({ id }) => id);
  }
}
