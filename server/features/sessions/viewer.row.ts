import { Field, ObjectType } from "type-graphql";
import { PersonRow } from "../people/person.row.js";

@ObjectType("Viewer", { description: "The signed-in person, and what they may do at large." })
export class ViewerRow {
  @Field(() => PersonRow, { description: "The person." })
  person!: PersonRow;

  @Field(() => Boolean, {
    description:
      "Signed in with a one-time password, or one that is too old: nothing else works before it is replaced.",
  })
  mustChangePassword!: boolean;

  @Field(() => Boolean, { description: "Whether the viewer may import notices." })
  canImport!: boolean;
}

/** Makes a {@link ViewerRow}; unions tell their members apart by class. */
export function viewerRow(person: PersonRow, mustChangePassword: boolean, canImport: boolean): ViewerRow {
  return Object.assign(new ViewerRow(), { person, mustChangePassword, canImport });
}
