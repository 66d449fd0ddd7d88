import { Field, ObjectType } from "type-graphql";
import { ChangeRow } from "./change.row.js";

@ObjectType({
  simpleResolvers: true,
  description: "A field that somebody changed since the version that a mutation was decided on.",
})
export class FieldConflict {
  @Field(() => String, { description: "The field's name, as in the log." })
  field: string;

  @Field(() => String, {
    nullable: true,
    description: "At the expected version, as JSON; relations give ids.",
  })
  before: string | null;

  @Field(() => String, { nullable: true, description: "Now, as JSON; relations give ids." })
  after: string | null;

  @Field(() => ChangeRow, { description: "The last change of it: who, when and why." })
  change: ChangeRow;

  constructor(field: string, before: unknown, after: unknown, change: ChangeRow) {
    this.field = field;
    this.before = jsonOf(before);
    this.after = jsonOf(after);
    this.change = change;
  }
}

/** A value of the log as the API gives it. */
export function jsonOf(value: unknown): string | null {
  return value === null || value === undefined ? null : JSON.stringify(value);
}
