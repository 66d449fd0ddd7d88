import { Field, ID, Int, ObjectType } from "type-graphql";
import { DateTime } from "../../graphql/date-time.js";
import { Node } from "../../graphql/node.js";
import type { EvidenceRow } from "../evidence/evidence.row.js";
import type { TaskRow } from "../tasks/task.row.js";

/** A report as the API shows it. */
@ObjectType("Report", {
  implements: Node,
  description:
    "What was done, how far, what stands in the way (进展反馈); for one attempt. Its author may edit it until it is answered.",
})
export class ReportRow {
  @Field(() => ID, { description: "A TypeID." })
  readonly id!: string;

  @Field(() => Int, {
    description: "1 when written, one more for every change: hand it to `editReport` as `expectedVersion`.",
  })
  readonly version!: number;

  @Field(() => Int, { description: "The attempt at the task that it reports on." })
  readonly attempt!: number;

  @Field(() => String, { description: "What was done." })
  readonly done!: string;

  @Field(() => Int, { nullable: true, description: "How far it is, 0 to 100." })
  readonly percent!: number | null;

  @Field(() => String, { nullable: true, description: "What stands in the way." })
  readonly obstacles!: string | null;

  @Field(() => String, { nullable: true, description: "What others should do (需协调事项)." })
  readonly help!: string | null;

  @Field(() => DateTime, { description: "When it was written." })
  readonly createdAt!: Date;

  @Field(() => String, { nullable: true, description: "What a leader or a supervisor answered." })
  readonly answer!: string | null;

  @Field(() => DateTime, { nullable: true, description: "When it was answered; null while it is not." })
  readonly answeredAt!: Date | null;

  /** Its files as they were on the day that is shown. */
  readonly evidenceThen?: EvidenceRow[];

  /** The task that it was read with, as that is shown. */
  shownWith?: TaskRow;

  readonly taskId!: string;
  readonly authorId!: string;
  readonly answeredById!: string | null;
}
