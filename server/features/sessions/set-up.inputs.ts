import { Length } from "class-validator";
import { Field, InputType } from "type-graphql";

@InputType({ description: "The first administrator, and the link that allows to make one." })
export class SetUpInput {
  @Field(() => String, { description: "What stands after the `#` of the link that the server printed." })
  @Length(1, 200)
  token!: string;

  @Field(() => String, { description: "The administrator's name; also what they sign in with." })
  @Length(1, 100)
  name!: string;

  @Field(() => String, { description: "At least 8 characters of three kinds, without the name." })
  @Length(1, 200)
  password!: string;
}
