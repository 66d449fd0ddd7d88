import { Field, Int, ObjectType } from "type-graphql";
import { JsonObject } from "../../graphql/json-object.js";
import type { JsonObject as Filter } from "./filter-language/filter-shape.js";

@ObjectType({ simpleResolvers: true, description: "One condition of a filter, to be shown and taken away." })
export class FilterChip {
  @Field(() => [String], {
    description:
      "Where it lies in `filterJson`; list places count from 0. Take that away, and the condition is gone.",
  })
  path!: string[];

  @Field(() => String, { description: "What it is about, in the request's language." })
  label!: string;

  @Field(() => String, {
    description:
      "How it compares: an operator of a comparator, `between`, `some`, `every`, `none`, `or`, `not`, `and` or `search`.",
  })
  operator!: string;

  @Field(() => [String], {
    description: "What it compares with; people, offices and the like by their names.",
  })
  values!: string[];

  @Field(() => String, { description: "The whole condition in words." })
  text!: string;
}

@ObjectType({ simpleResolvers: true, description: "Something wrong in a filter's text." })
export class FilterError {
  @Field(() => String, {
    description: "A stable code, such as `UNKNOWN_FIELD`; all are listed in docs/views.md.",
  })
  code!: string;

  @Field(() => String, { description: "What is wrong, in the request's language." })
  message!: string;

  @Field(() => Int, { description: "Where it begins, in UTF-16 units from 0." })
  offset!: number;

  @Field(() => Int, { description: "How long it is, in UTF-16 units." })
  length!: number;

  @Field(() => [String], { description: "What could stand there." })
  expected!: string[];

  @Field(() => [String], { description: "What was perhaps meant, the nearest first." })
  suggestions!: string[];
}

@ObjectType({ simpleResolvers: true, description: "A filter in all its forms." })
export class FilterReading {
  @Field(() => JsonObject, {
    nullable: true,
    description:
      "Its canonical form, which fits a variable of type `TaskFilter`; null where there are errors.",
  })
  filterJson!: Filter | null;

  @Field(() => String, { description: "Its text, as it is best written; with errors, as it was given." })
  text!: string;

  @Field(() => [FilterChip], {
    description: "Its conditions, all of which must hold; none where there are errors.",
  })
  chips!: FilterChip[];

  @Field(() => String, { description: "One sentence that says it; empty where there are errors." })
  sentence!: string;

  @Field(() => [FilterError], { description: "What is wrong with the text, in order; up to 10." })
  errors!: FilterError[];
}

@ObjectType({ simpleResolvers: true, description: "What a filter's text could go on with." })
export class FilterSuggestion {
  @Field(() => String, { description: "What to put in the place." })
  text!: string;

  @Field(() => String, { description: "What it means, in the request's language." })
  label!: string;

  @Field(() => Int, { description: "Where the place begins, in UTF-16 units from 0." })
  offset!: number;

  @Field(() => Int, { description: "How much of the text it takes the place of, in UTF-16 units." })
  length!: number;
}
