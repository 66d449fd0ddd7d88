import { Node } from "../../graphql/node.js";
import { Field, ID, ObjectType } from "type-graphql";

/** An office as the API shows it. */
@ObjectType("Office", {
  implements: Node,
  simpleResolvers: true,
  description: "A section, bureau or village (科室/单位/村): a node of a tree.",
})
export class OfficeRow {
  @Field(() => ID, { description: "A TypeID." })
  readonly id!: string;

  @Field(() => String, { description: "Its name, unique." })
  readonly name!: string;

  readonly parentId!: string | null;
  readonly headId!: string | null;

  constructor(columns: OfficeColumns) {
    Object.assign(this, columns);
  }
}

export interface OfficeColumns {
  id: string;
  name: string;
  parentId: string | null;
  headId: string | null;
}

/** The select list of {@link OfficeColumns} for a table alias. */
export const officeColumns = `o.id, o.name, o.parent_id "parentId", o.head_id "headId"`;
