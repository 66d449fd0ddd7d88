import { Field, ID, Int, ObjectType } from "type-graphql";
import { OfficeRow } from "../offices/office.row.js";

@ObjectType({
  description:
    "A name that may be another name of a known office, or of one that the notice also names otherwise (卫生计生办, 卫计办).",
})
export class OfficeQuestion {
  @Field(() => ID, { description: "Stable for the same document." })
  id!: string;

  @Field(() => String, { description: "The name as the notice has it." })
  name!: string;

  @Field(() => [Int], { description: "The projects that name it: indexes in `Notice.projects`, 0 first." })
  projectIndexes!: number[];

  @Field(() => [OfficeRow], { description: "The known offices that it may mean, the likeliest first." })
  choices!: OfficeRow[];

  @Field(() => [String], {
    description: "Other names in the notice, of no known office, that it may mean; the likeliest first.",
  })
  variants!: string[];
}
