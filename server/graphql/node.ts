import { Field, ID, InterfaceType } from "type-graphql";

/** Anything with an id of its own. */
@InterfaceType({
  autoRegisterImplementations: false,
  description: "Anything with an id of its own: `node(id)` gives it back.",
})
export abstract class Node {
  @Field(() => ID, { description: "A TypeID: its prefix names the kind of thing." })
  readonly id!: string;
}
