import { Field, ID, ObjectType } from "type-graphql";
import { OfficeRow } from "../offices/office.row.js";
import { Role } from "./role.enum.js";
import { Node } from "../../graphql/node.js";

/** A person as the API shows them. */
@ObjectType("Person", {
  implements: Node,
  simpleResolvers: true,
  description: "Somebody named by a notice, or with an account (人员).",
})
export class PersonRow {
  @Field(() => ID, { description: "A TypeID." })
  readonly id: string;

  @Field(() => String, { description: "The name, unique; also what one signs in with." })
  readonly name: string;

  @Field(() => Role, { description: "What the person may do at large." })
  readonly role: Role;

  @Field(() => OfficeRow, { nullable: true, description: "The person's office, where it is known." })
  readonly office: OfficeRow | null;

  constructor(columns: PersonColumns) {
    this.id = columns.id;
    this.name = columns.name;
    this.role = columns.role;
    this.office = columns.officeId ? new OfficeRow(officeOf(columns, columns.officeId)) : null;
  }
}

export interface PersonColumns {
  id: string;
  name: string;
  role: Role;
  officeId: string | null;
  officeName: string | null;
  officeParentId: string | null;
  officeHeadId: string | null;
}

/** The select list of {@link PersonColumns}; goes with {@link personJoins}. */
export const personColumns = `p.id, p.name, p.role, p.office_id "officeId", po.name "officeName",
  po.parent_id "officeParentId", po.head_id "officeHeadId"`;

/** Joins the person `p`'s office. */
export const personJoins = `left join office po on po.id = p.office_id`;

function officeOf(columns: PersonColumns, id: string) {
  const { officeName, officeParentId: parentId, officeHeadId: headId } = columns;
  return { id, name: officeName ?? "", parentId, headId };
}
