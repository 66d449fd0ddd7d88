import { Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { LabelRow } from "../labels/label.row.js";
import { OfficeRow } from "../offices/office.row.js";
import { PersonRow } from "../people/person.row.js";
import { ProgrammeRow } from "../programmes/programme.row.js";
import { StageKind } from "../programmes/stage-kind.enum.js";
import { StageRow } from "../programmes/stage.row.js";
import { ProjectRow } from "../projects/project.row.js";
import { LightColour } from "./light.js";

/** What tasks can be grouped and counted by. */
export enum TaskGroupKey {
  STAGE = "STAGE",
  STAGE_KIND = "STAGE_KIND",
  LIGHT = "LIGHT",
  QUARTER = "QUARTER",
  DUE_MONTH = "DUE_MONTH",
  PROGRAMME = "PROGRAMME",
  PROJECT = "PROJECT",
  CATEGORY = "CATEGORY",
  LEAD_OFFICE = "LEAD_OFFICE",
  OFFICE = "OFFICE",
  ASSISTING_OFFICE = "ASSISTING_OFFICE",
  LEADER = "LEADER",
  OWNER = "OWNER",
  ASSIGNEE = "ASSIGNEE",
  LABEL = "LABEL",
}

registerEnumType(TaskGroupKey, {
  name: "TaskGroupKey",
  description:
    "What tasks can be grouped and counted by. Where a task has several (owners, quarters, labels), it counts in each of those groups, and once in the group of none where it has none.",
  valuesConfig: {
    STAGE: { description: "The column." },
    STAGE_KIND: { description: "What the column means to the rules: the same for all programmes." },
    LIGHT: { description: "The light, on the day of asking." },
    QUARTER: { description: "Each of its quarters." },
    DUE_MONTH: { description: "The month of the last day of its period, `YYYY-MM`." },
    PROGRAMME: { description: "The programme." },
    PROJECT: { description: "The project." },
    CATEGORY: { description: "The section of the notice's table (类别)." },
    LEAD_OFFICE: { description: "The project's lead office." },
    OFFICE: { description: "Each of the project's responsible offices." },
    ASSISTING_OFFICE: { description: "Each of the project's assisting offices." },
    LEADER: { description: "Each of the project's responsible leaders." },
    OWNER: { description: "Each of the project's responsible persons." },
    ASSIGNEE: { description: "Each of its persons in charge." },
    LABEL: { description: "Each of its labels." },
  },
});

@ObjectType({ simpleResolvers: true, description: "How many tasks have which light." })
export class LightCounts {
  @Field(() => Int, { description: "RED ones." })
  red!: number;

  @Field(() => Int, { description: "YELLOW ones." })
  yellow!: number;

  @Field(() => Int, { description: "GREEN ones." })
  green!: number;

  @Field(() => Int, { description: "Those with no light." })
  none!: number;
}

@ObjectType({
  simpleResolvers: true,
  description:
    "Tasks that have something in common, counted by the database. Of the fields that name what, the one that fits `by` is set; all are null in the group of those that have none.",
})
export class TaskGroup {
  @Field(() => TaskGroupKey, { description: "What the tasks are grouped by." })
  by!: TaskGroupKey;

  @Field(() => String, {
    nullable: true,
    description:
      "What they have in common, as text: an id, a quarter, `2022-06`, an enum's value; null for none.",
  })
  key!: string | null;

  @Field(() => Int, { description: "How many." })
  count!: number;

  @Field(() => LightCounts, { description: "Their lights." })
  lights!: LightCounts;

  @Field(() => StageRow, { nullable: true, description: "For STAGE." })
  stage!: StageRow | null;

  @Field(() => StageKind, { nullable: true, description: "For STAGE_KIND." })
  stageKind!: StageKind | null;

  @Field(() => LightColour, { nullable: true, description: "For LIGHT." })
  light!: LightColour | null;

  @Field(() => Int, { nullable: true, description: "For QUARTER: 1 to 4." })
  quarter!: number | null;

  @Field(() => ProgrammeRow, { nullable: true, description: "For PROGRAMME." })
  programme!: ProgrammeRow | null;

  @Field(() => ProjectRow, { nullable: true, description: "For PROJECT." })
  project!: ProjectRow | null;

  @Field(() => OfficeRow, { nullable: true, description: "For LEAD_OFFICE, OFFICE and ASSISTING_OFFICE." })
  office!: OfficeRow | null;

  @Field(() => PersonRow, { nullable: true, description: "For LEADER, OWNER and ASSIGNEE." })
  person!: PersonRow | null;

  @Field(() => LabelRow, { nullable: true, description: "For LABEL." })
  label!: LabelRow | null;

  @Field(() => [TaskGroup], {
    description: "The same tasks, grouped further by `then`; empty without it.",
  })
  groups!: TaskGroup[];
}

@ObjectType({ simpleResolvers: true, description: "How many of some tasks have each value of one thing." })
export class TaskFacet {
  @Field(() => TaskGroupKey, { description: "Of which thing." })
  by!: TaskGroupKey;

  @Field(() => [TaskGroup], { description: "Its values, in their usual order; up to 500." })
  values!: TaskGroup[];
}
