import { IsInt, Max, MaxLength, Min } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { CalendarDate } from "../../graphql/calendar-date.js";

@InputType({
  description:
    "What a person corrected of a project or a task. Exactly the fields that are given replace what was read; null clears a text, a list or a day.",
})
export class ImportCorrectionInput {
  @Field(() => Int, { description: "Index of the project in `Notice.projects`, 0 first." })
  projectIndex!: number;

  @Field(() => Int, {
    nullable: true,
    description: "Index of the task in `NoticeProject.tasks`, 0 first; null for the project itself.",
  })
  taskIndex?: number | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether the project, or the task, is left out: it is not imported.",
  })
  leaveOut?: boolean | null;

  @Field(() => Int, { nullable: true, description: "A project's number." })
  @IsInt()
  @Min(0)
  @Max(1_000_000)
  number?: number | null;

  @Field(() => String, { nullable: true, description: "A project's section; at most 200 characters." })
  category?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "A project's name; it cannot be cleared. At most 2,000 characters.",
  })
  name?: string | null;

  @Field(() => String, { nullable: true, description: "A project's content; at most 20,000 characters." })
  content?: string | null;

  @Field(() => [String], {
    nullable: true,
    description: "Names of a project's leaders; at most 100 characters each.",
  })
  leaders?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Names of a project's responsible persons; at most 100 characters each.",
  })
  owners?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Names of a project's offices, the leading one first; at most 200 characters each.",
  })
  offices?: string[] | null;

  @Field(() => [String], {
    nullable: true,
    description: "Names of a project's assisting offices; at most 200 characters each.",
  })
  assistingOffices?: string[] | null;

  @Field(() => String, { nullable: true, description: "A project's remarks; at most 20,000 characters." })
  remarks?: string | null;

  @Field(() => String, { nullable: true, description: "A task's title; at most 2,000 characters." })
  title?: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      "A task's first day, at most 5 years before the notice's year and 20 after; null makes it a deadline.",
  })
  startsOn?: string | null;

  @Field(() => CalendarDate, {
    nullable: true,
    description:
      "A task's last day, inclusive; not before its first, and at most 5 years before the notice's year and 20 after.",
  })
  dueOn?: string | null;
}

@InputType({
  description:
    "Which office a name in the notice means: one that is known, one under another name of the notice, or one of its own.",
})
export class OfficeAnswerInput {
  @Field(() => String, { description: "`OfficeQuestion.name`; at most 200 characters." })
  @MaxLength(200)
  name!: string;

  @Field(() => ID, {
    nullable: true,
    description: "The known office that it means. The name is remembered as another name of it.",
  })
  @MaxLength(300)
  officeId?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "The other name in the notice (one of `OfficeQuestion.variants`) that it means. Without this and `officeId`, the name is an office of its own.",
  })
  @MaxLength(200)
  sameAs?: string | null;
}
