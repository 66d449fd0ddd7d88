import { Field, InterfaceType } from "type-graphql";

/** An expected refusal, given back as data: a member of a mutation's result union. */
@InterfaceType({
  description: "An expected refusal, given back as data: one of the members of a mutation's result union.",
})
export abstract class Problem {
  @Field(() => String, {
    description: "Stable code, such as `STALE_VERSION`; all are listed in docs/problems.md.",
  })
  code!: string;

  @Field(() => String, {
    description: "What was expected, what was found and what to do, in the request's language.",
  })
  message!: string;
}
