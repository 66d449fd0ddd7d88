import { ArrayMaxSize, MaxLength, ValidateNested } from "class-validator";
import { Field, InputType } from "type-graphql";
import { IdComparator, IntComparator, StringComparator } from "../../graphql/comparators.js";
import { OfficeFilter, OfficeListFilter } from "../offices/office.filter.js";
import { PersonListFilter } from "../people/person.filter.js";
import { ProgrammeFilter } from "../programmes/programme.filter.js";
import { LightComparator, TaskListFilter } from "../tasks/task.filter.js";

/** A class that is defined after it is named here: the decorators must not look at it yet. */
type Later<Class> = Class;

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
