import { Field, Int, ObjectType } from "type-graphql";

@ObjectType({ description: "Who is looking at a board now." })
export class BoardReaders {
  programmeId!: string;
  personIds!: readonly string[];

  @Field(() => Int, { description: "How many people; one with several windows counts once." })
  get count(): number {
    return this.personIds.length;
  }
}
