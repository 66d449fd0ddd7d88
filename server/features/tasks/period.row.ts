import { Field, Int, ObjectType } from "type-graphql";
import { fromJson } from "../../database/rows.js";
import { CalendarDate } from "../../graphql/calendar-date.js";
import { PeriodKind, Precision } from "./period-kind.enum.js";
import type { TaskColumns } from "./task-columns.js";

@ObjectType({ simpleResolvers: true, description: "When a task is to be done (时段)." })
export class Period {
  @Field(() => CalendarDate, { nullable: true, description: "First day; null where only the end is stated." })
  startsOn!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: "Last day, inclusive." })
  dueOn!: string | null;

  @Field(() => PeriodKind, { description: "A span or a deadline." })
  kind!: PeriodKind;

  @Field(() => Precision, { description: "How exactly the notice said it." })
  precision!: Precision;

  @Field(() => [Int], { description: "The quarters it names or falls in, 1 to 4." })
  quarters!: number[];

  @Field(() => String, {
    nullable: true,
    description: "The notice's own words, such as 第二、三、四季度; null where the whole year was implied.",
  })
  words!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "A deadline in brackets, or the end of a contract: kept beside the period.",
})
export class Hint {
  @Field(() => String, { description: "The notice's words." })
  text!: string;

  @Field(() => CalendarDate, { nullable: true, description: "The day they name, where they name one." })
  dueOn!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "Where in the notice something was read; places count from 1 as printed.",
})
export class Source {
  @Field(() => String, { nullable: true, description: "The file's name; null for pasted text." })
  document!: string | null;

  @Field(() => Int, { nullable: true, description: "Which table; a page break begins a new one." })
  table!: number | null;

  @Field(() => Int, { nullable: true, description: "Which row of the table, header rows counted." })
  row!: number | null;

  @Field(() => Int, { nullable: true, description: "Which column of the row." })
  column!: number | null;

  @Field(() => Int, { nullable: true, description: "Which paragraph, for what stands outside tables." })
  paragraph!: number | null;

  @Field(() => Int, { description: "First UTF-16 code unit within the cell's or paragraph's text." })
  start!: number;

  @Field(() => Int, { description: "One past the last UTF-16 code unit." })
  end!: number;

  @Field(() => String, { description: "The words themselves." })
  text!: string;
}

export function periodOf(columns: TaskColumns): Period {
  const { startsOn, dueOn, periodKind: kind, precision, quarters, periodWords: words } = columns;
  return { startsOn, dueOn, kind, precision, quarters: fromJson<number[]>(quarters), words };
}
