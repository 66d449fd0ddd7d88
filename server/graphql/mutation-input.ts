import { Length } from "class-validator";
import { Field, InputType } from "type-graphql";

/** The field of an `idempotencyKey`, for inputs that extend another class. */
export const keyOptions = {
  nullable: true,
  description:
    "A key of your own making, such as a UUID, 1 to 100 characters: the same input sent again with the same key within 48 hours acts no second time and gives the first result.",
};

/** What every mutation's input has. */
@InputType()
export abstract class MutationInput {
  @Field(() => String, keyOptions)
  @Length(1, 100)
  idempotencyKey?: string | null;
}
