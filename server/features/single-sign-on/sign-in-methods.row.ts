import { Field, ObjectType } from "type-graphql";

@ObjectType("SingleSignOn", { description: "The office's own sign-in, at `GET /auth/oidc`." })
export class SingleSignOnRow {
  @Field(() => String, { description: "What the button says, such as 统一身份认证." })
  label!: string;
}

@ObjectType("SignInMethods", { description: "How one may sign in to this server." })
export class SignInMethodsRow {
  @Field(() => Boolean, { description: "Whether with a name and a password." })
  password!: boolean;

  @Field(() => SingleSignOnRow, {
    nullable: true,
    description: "Through the office's own sign-in (OpenID Connect); null where there is none.",
  })
  singleSignOn!: SingleSignOnRow | null;
}
