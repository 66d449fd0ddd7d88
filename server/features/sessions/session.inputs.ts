import { Length } from "class-validator";
import { Field, ID, InputType } from "type-graphql";

const passwordRules =
  "At least 8 characters of three kinds, without the person's name, none of their last 5 and none that is tried first.";

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

  @Field(() => String, { description: passwordRules })
  @Length(1, 200)
  newPassword!: string;
}

@InputType({ description: "An invitation's token, and the password to sign in with from now on." })
export class AcceptInvitationInput {
  @Field(() => String, { description: "What stands after the `#` of the link." })
  @Length(1, 200)
  token!: string;

  @Field(() => String, { description: passwordRules })
  @Length(1, 200)
  password!: string;
}

@InputType({ description: "Which session to end." })
export class EndSessionInput {
  @Field(() => ID, { description: "`Session.id`, one of the viewer's own." })
  @Length(1, 63)
  sessionId!: string;
}
