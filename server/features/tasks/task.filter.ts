import { ArrayMaxSize, MaxLength, ValidateNested } from "class-validator";
import { Field, InputType } from "type-graphql";
import {
  BooleanComparator,
  DateComparator,
  IdComparator,
  IntComparator,
  mostValues,
  StringComparator,
} from "../../graphql/comparators.js";
import { LabelListFilter } from "../labels/label.filter.js";
import { OfficeFilter, OfficeListFilter } from "../offices/office.filter.js";
import { PersonFilter, PersonListFilter } from "../people/person.filter.js";
import { ProgrammeFilter, StageFilter } from "../programmes/programme.filter.js";
import { LightColour } from "./light.js";

/** A class that is defined after it is named here: the decorators must not look at it yet. */
type Later<Class> = Class;

@InputType({ description: "Compares lights." })
export class LightComparator {
  @Field(() => LightColour, { nullable: true, description: "Is this one." })
  eq?: LightColour | null;

  @Field(() => LightColour, { nullable: true, description: "Is not this one." })
  neq?: LightColour | null;

  @Field(() => [LightColour], { nullable: true, description: "Is one of these; of none, never." })
  @ArrayMaxSize(mostValues)
  in?: LightColour[] | null;

  @Field(() => [LightColour], { nullable: true, description: "Is none of these." })
  @ArrayMaxSize(mostValues)
  nin?: LightColour[] | null;
}

@InputType({
  description: "Which tasks. All that is given must hold; a filter with nothing in it lets all pass.",
})
export class TaskFilter {
  @Field(() => [TaskFilter], { nullable: true, description: "All of these hold; up to 20." })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  and?: TaskFilter[] | null;

  @Field(() => [TaskFilter], {
    nullable: true,
    description: "At least one of these holds; up to 20; of none, never.",
  })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  or?: TaskFilter[] | null;

  @Field(() => TaskFilter, { nullable: true, description: "This does not hold." })
  @ValidateNested()
  not?: Later<TaskFilter> | null;

  @Field(() => IdComparator, { nullable: true, description: "By id." })
  @ValidateNested()
  id?: IdComparator | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Has all these words in its title, in its project's texts, or in the names of its people and offices; pinyin initials find people.",
  })
  @MaxLength(100)
  search?: string | null;

  @Field(() => StringComparator, { nullable: true, description: "By what is to be done." })
  @ValidateNested()
  title?: StringComparator | null;

  @Field(() => StageFilter, { nullable: true, description: "By the column it stands in." })
  @ValidateNested()
  stage?: StageFilter | null;

  @Field(() => ProjectFilter, { nullable: true, description: "By its project." })
  @ValidateNested()
  project?: Later<ProjectFilter> | null;

  @Field(() => ProgrammeFilter, { nullable: true, description: "By its programme." })
  @ValidateNested()
  programme?: ProgrammeFilter | null;

  @Field(() => PersonListFilter, { nullable: true, description: "By its persons in charge (经办人)." })
  @ValidateNested()
  assignees?: PersonListFilter | null;

  @Field(() => PersonListFilter, {
    nullable: true,
    description: "By those who work on it: its project's owners and its own assignees.",
  })
  @ValidateNested()
  workers?: PersonListFilter | null;

  @Field(() => LabelListFilter, { nullable: true, description: "By its labels." })
  @ValidateNested()
  labels?: LabelListFilter | null;

  @Field(() => DateComparator, { nullable: true, description: "By the first day of its period." })
  @ValidateNested()
  startsOn?: DateComparator | null;

  @Field(() => DateComparator, { nullable: true, description: "By the last day of its period." })
  @ValidateNested()
  dueOn?: DateComparator | null;

  @Field(() => IntComparator, {
    nullable: true,
    description: "By its quarters, 1 to 4: one of them is such; with `isNull`, whether it has any.",
  })
  @ValidateNested()
  quarter?: IntComparator | null;

  @Field(() => LightComparator, { nullable: true, description: "By its light on the day the filter runs." })
  @ValidateNested()
  light?: LightComparator | null;

  @Field(() => IntComparator, {
    nullable: true,
    description:
      "By how many working days it is late: past its due day and not submitted, counted to today; submitted late, to the day of submission. 0 in time, none without a due day.",
  })
  @ValidateNested()
  daysLate?: IntComparator | null;

  @Field(() => Boolean, {
    nullable: true,
    description: "Whether it is submitted, and the viewer may accept or return it.",
  })
  awaitingMe?: boolean | null;

  @Field(() => DateComparator, { nullable: true, description: "By the day it was submitted for acceptance." })
  @ValidateNested()
  submittedOn?: DateComparator | null;

  @Field(() => DateComparator, { nullable: true, description: "By the day it was accepted." })
  @ValidateNested()
  acceptedOn?: DateComparator | null;

  @Field(() => PersonFilter, { nullable: true, description: "By who submitted it; nobody passes no filter." })
  @ValidateNested()
  submittedBy?: PersonFilter | null;

  @Field(() => IntComparator, { nullable: true, description: "By how often it was returned." })
  @ValidateNested()
  timesReturned?: IntComparator | null;

  @Field(() => IntComparator, {
    nullable: true,
    description: "By the percent of its newest report; none without one.",
  })
  @ValidateNested()
  percent?: IntComparator | null;

  @Field(() => BooleanComparator, {
    nullable: true,
    description: "By whether somebody should look at what was read.",
  })
  @ValidateNested()
  needsReview?: BooleanComparator | null;
}

@InputType({ description: "Which tasks a project has." })
export class TaskListFilter {
  @Field(() => TaskFilter, { nullable: true, description: "At least one is such." })
  @ValidateNested()
  some?: TaskFilter | null;

  @Field(() => TaskFilter, { nullable: true, description: "Each is such; so it is where there is none." })
  @ValidateNested()
  every?: TaskFilter | null;

  @Field(() => TaskFilter, {
    nullable: true,
    description: "None is such; `none: {}` says that there is none.",
  })
  @ValidateNested()
  none?: TaskFilter | null;
}

@InputType({
  description: "Which projects. All that is given must hold; a filter with nothing in it lets all pass.",
})
export class ProjectFilter {
  @Field(() => [ProjectFilter], { nullable: true, description: "All of these hold; up to 20." })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  and?: ProjectFilter[] | null;

  @Field(() => [ProjectFilter], {
    nullable: true,
    description: "At least one of these holds; up to 20; of none, never.",
  })
  @ArrayMaxSize(20)
  @ValidateNested({ each: true })
  or?: ProjectFilter[] | null;

  @Field(() => ProjectFilter, { nullable: true, description: "This does not hold." })
  @ValidateNested()
  not?: Later<ProjectFilter> | null;

  @Field(() => IdComparator, { nullable: true, description: "By id." })
  @ValidateNested()
  id?: IdComparator | null;

  @Field(() => String, {
    nullable: true,
    description:
      "Has all these words in its name, content, plan or remarks, or in the names of its people and offices; pinyin initials find people.",
  })
  @MaxLength(100)
  search?: string | null;

  @Field(() => IntComparator, { nullable: true, description: "By its number in the notice." })
  @ValidateNested()
  number?: IntComparator | null;

  @Field(() => StringComparator, { nullable: true, description: "By name." })
  @ValidateNested()
  name?: StringComparator | null;

  @Field(() => StringComparator, { nullable: true, description: "By the section of the table (类别)." })
  @ValidateNested()
  category?: StringComparator | null;

  @Field(() => ProgrammeFilter, { nullable: true, description: "By its programme." })
  @ValidateNested()
  programme?: ProgrammeFilter | null;

  @Field(() => PersonListFilter, { nullable: true, description: "By its responsible leaders (责任领导)." })
  @ValidateNested()
  leaders?: PersonListFilter | null;

  @Field(() => PersonListFilter, { nullable: true, description: "By its responsible persons (责任人)." })
  @ValidateNested()
  owners?: PersonListFilter | null;

  @Field(() => OfficeFilter, {
    nullable: true,
    description: "By its lead office, the first of its offices; what has none passes no filter of it.",
  })
  @ValidateNested()
  leadOffice?: OfficeFilter | null;

  @Field(() => OfficeListFilter, { nullable: true, description: "By its responsible offices (责任科室)." })
  @ValidateNested()
  offices?: OfficeListFilter | null;

  @Field(() => OfficeListFilter, { nullable: true, description: "By its assisting offices (协办)." })
  @ValidateNested()
  assistingOffices?: OfficeListFilter | null;

  @Field(() => TaskListFilter, { nullable: true, description: "By its tasks." })
  @ValidateNested()
  tasks?: Later<TaskListFilter> | null;

  @Field(() => LightComparator, {
    nullable: true,
    description: "By its light: the worst of its tasks', RED before YELLOW before GREEN before NONE.",
  })
  @ValidateNested()
  light?: Later<LightComparator> | null;
}
