import { Length } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { MutationInput } from "../../graphql/mutation-input.js";
import { Role } from "./role.enum.js";

@InputType({
  description: "Whom to invite. There is no key to send it again with: an answer with a link is not kept.",
})
export class InvitePersonInput {
  @Field(() => String, {
    description: "Their name, 1 to 100 characters; somebody of this name who is known already is taken.",
  })
  @Length(1, 100)
  name!: string;

  @Field(() => Role, {
    nullable: true,
    description: "What they may do at large. Left out: what it is; VIEWER for somebody new.",
  })
  role?: Role | null;

  @Field(() => ID, {
    nullable: true,
    description: "Their office. Left out: what it is; none for somebody new.",
  })
  officeId?: string | null;
}

@InputType({ description: "Which person, and what of them is otherwise. What is left out stays as it is." })
export class UpdatePersonInput extends MutationInput {
  @Field(() => ID, { description: "`Person.id`." })
  personId!: string;

  @Field(() => String, {
    nullable: true,
    description: "Their name, 1 to 100 characters; what they sign in with.",
  })
  @Length(1, 100)
  name?: string | null;

  @Field(() => Role, { nullable: true, description: "What they may do at large." })
  role?: Role | null;

  @Field(() => ID, { nullable: true, description: "Their office; null for none." })
  officeId?: string | null;

  @Field(() => Int, {
    nullable: true,
    description: "`Person.version` as it was seen: refused if somebody changed the person since.",
  })
  expectedVersion?: number | null;
}

@InputType({ description: "Which person to shut out or let in again." })
export class PersonInput extends MutationInput {
  @Field(() => ID, { description: "`Person.id`." })
  personId!: string;
}
