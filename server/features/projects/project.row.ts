import { Field, ID, Int, ObjectType } from "type-graphql";
import { OfficeRow } from "../offices/office.row.js";
import type { ProgrammeRow } from "../programmes/programme.row.js";
import { PersonRow } from "../people/person.row.js";
import { Node } from "../../graphql/node.js";

export interface ProjectColumns {
  id: string;
  programmeId: string;
  number: number | null;
  position: number;
  version: number;
  name: string;
  category: string | null;
  content: string;
  progressText: string;
  remarks: string | null;
}

/** A project as the API shows it, with everybody who answers for it. */
@ObjectType("Project", {
  implements: Node,
  simpleResolvers: true,
  description: "A row of the notice's table (项目): what is promised, by when, and by whom.",
})
export class ProjectRow {
  @Field(() => ID, { description: "A TypeID." })
  readonly id!: string;

  @Field(() => Int, { nullable: true, description: "The number as printed; null where the table has none." })
  readonly number!: number | null;

  @Field(() => String, { description: "The project's name." })
  readonly name!: string;

  @Field(() => String, {
    nullable: true,
    description: "The section of the table that it stands under (类别).",
  })
  readonly category!: string | null;

  @Field(() => String, { description: "What is to be built or done, in the notice's words." })
  readonly content!: string;

  @Field(() => String, {
    description: "The progress plan in the notice's words; its tasks were read from here.",
  })
  readonly progressText!: string;

  @Field(() => String, { nullable: true, description: "Remarks of the notice (备注)." })
  readonly remarks!: string | null;

  @Field(() => Int, {
    description: "1 when made, one more for every change: hand it to mutations as `expectedVersion`.",
  })
  readonly version!: number;

  @Field(() => [PersonRow], {
    description: "Responsible leaders (责任领导): they accept or return the work.",
  })
  readonly leaders: PersonRow[] = [];

  @Field(() => [PersonRow], { description: "Responsible persons (责任人): they work on its cards." })
  readonly owners: PersonRow[] = [];

  @Field(() => [OfficeRow], { description: "Responsible offices (责任科室); the first one leads." })
  readonly offices: OfficeRow[] = [];

  @Field(() => [OfficeRow], { description: "Assisting offices (协办)." })
  readonly assistingOffices: OfficeRow[] = [];

  readonly programmeId!: string;
  readonly position!: number;

  /** The programme as it was then, for a project of the past; null for now. */
  programmeThen: ProgrammeRow | null = null;

  constructor(columns: ProjectColumns) {
    Object.assign(this, columns);
  }
}

/** Long texts and what else few boards ask for, with the fields of the API that need them. */
const furtherColumns: [column: string, field: string][] = [
  [`j.category`, "category"],
  [`j.content`, "content"],
  [`j.progress_text "progressText"`, "progressText"],
  [`j.remarks`, "remarks"],
];

/** Selects projects `j` with their names and what else is asked for. */
export function projectSelect(asked: (field: string) => boolean): string {
  const further = furtherColumns.filter(([, field]) => asked(field)).map(([column]) => column);
  const columns = [`j.id, j.programme_id "programmeId", j.number, j.position, j.version, j.name`, ...further];
  return `select ${columns.join(", ")} from project j`;
}
