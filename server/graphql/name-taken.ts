import { Field, ID, ObjectType } from "type-graphql";
import type { Locale } from "./locale.js";
import { Problem } from "./problem.js";

@ObjectType({ implements: Problem, description: "Another person, or another office, has this name." })
export class NameTaken extends Problem {
  @Field(() => ID, { description: "Whose name it is: `node` gives it back." })
  takenById: string;

  constructor(name: string, takenById: string, locale: Locale) {
    super();
    this.code = "NAME_TAKEN";
    this.message =
      locale === "en"
        ? `The name "${name}" is taken: expected one of its own, such as with the office or a number added`
        : `“${name}”已被使用，名称不能重复，请加上科室或序号以示区别`;
    this.takenById = takenById;
  }
}
