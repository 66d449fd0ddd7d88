import { Length } from "class-validator";
import { Field, InputType } from "type-graphql";

@InputType({ description: "A name and its password." })
export class SignInInput {
  @Field(() => String, { description: "The person's name." })
  @Length(1, 100)
  name!: string;

  @Field(() => String, { description: "Their password." })
  @Length(1, 200)
  password!: string;
}

@InputType({ description: "The viewer's password and the one to replace it." })
export class ChangePasswordInput {
  @Field(() => String, { description: "The password, or one-time password, in use." })
  @Length(1, 200)
  currentPassword!: string;

  @Field(() => String, { description: "At least 8 characters of three kinds, without the person's name." })
  @Length(1, 200)
  newPassword!: string;
}
