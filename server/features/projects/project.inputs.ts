import { MaxLength, ValidateNested } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { IdListEdit } from "../../graphql/id-list-edit.js";
import { MutationInput } from "../../graphql/mutation-input.js";

@InputType({ description: "What is changed of a project. What is left out stays." })
export class EditProjectInput extends MutationInput {
  @Field(() => ID, { description: "The project." })
  projectId!: string;

  @Field(() => Int, {
    nullable: true,
    description:
      "`Project.version` that this was decided on: refused as StaleProject where one of the very fields that it writes was changed since. Without it, what stands there is overwritten.",
  })
  expectedVersion?: number | null;

  @Field(() => IdListEdit, { nullable: true, description: "Responsible leaders (责任领导), by id." })
  @ValidateNested()
  leaders?: IdListEdit | null;

  @Field(() => IdListEdit, { nullable: true, description: "Responsible persons (责任人), by id." })
  @ValidateNested()
  owners?: IdListEdit | null;

  @Field(() => IdListEdit, {
    nullable: true,
    description: "Responsible offices, by id; the first one leads.",
  })
  @ValidateNested()
  offices?: IdListEdit | null;

  @Field(() => IdListEdit, { nullable: true, description: "Assisting offices (协办), by id." })
  @ValidateNested()
  assistingOffices?: IdListEdit | null;

  @Field(() => String, { nullable: true, description: "Remarks, up to 2,000 characters; null for none." })
  @MaxLength(2000)
  remarks?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Why, where that is worth saying; up to 2,000 characters.",
  })
  @MaxLength(2000)
  reason?: string | null;
}
