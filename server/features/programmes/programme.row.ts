import { Field, ID, Int, ObjectType } from "type-graphql";
import { fromJson } from "../../database/rows.js";
import { CalendarDate } from "../../graphql/calendar-date.js";
import { Node } from "../../graphql/node.js";
import type { LabelRow } from "../labels/label.row.js";
import type { StageRow } from "./stage.row.js";

export interface ProgrammeColumns {
  id: string;
  year: number;
  title: string;
  documentNumber: string | null;
  issuers: unknown;
  issuedOn: string | null;
  cc: unknown;
  timeZone: string;
  revision: number | string;
  taskCount: number | string;
  projectCount: number | string;
}

/** A programme as the API shows it. */
@ObjectType("Programme", {
  implements: Node,
  simpleResolvers: true,
  description: "One year's list of projects, handed down by one notice (年度实事).",
})
export class ProgrammeRow {
  readonly #columns: ProgrammeColumns;

  @Field(() => ID, { description: "A TypeID." })
  readonly id: string;

  @Field(() => Int, { description: "The year of the plan." })
  readonly year: number;

  @Field(() => String, { description: "The notice's title, shortened to what the plan is called." })
  readonly title: string;

  @Field(() => String, { nullable: true, description: "The notice's document number (文号)." })
  readonly documentNumber: string | null;

  @Field(() => CalendarDate, { nullable: true, description: "The signature date of the notice (成文日期)." })
  readonly issuedOn: string | null;

  @Field(() => CalendarDate, {
    description: "Today, in the programme's time zone: what lights are counted from.",
  })
  readonly today: string;

  @Field(() => String, {
    description: "The time zone that its days are counted in: an IANA name, such as `Asia/Shanghai`.",
  })
  readonly timeZone: string;

  /** What its board was made of, for a programme of the past; null for now. */
  readonly past: { stages: StageRow[]; labels: LabelRow[] } | null;

  constructor(columns: ProgrammeColumns, today: string, past: ProgrammeRow["past"] = null) {
    this.past = past;
    this.#columns = columns;
    this.id = columns.id;
    this.year = columns.year;
    this.title = columns.title;
    this.documentNumber = columns.documentNumber;
    this.issuedOn = columns.issuedOn;
    this.timeZone = columns.timeZone;
    this.today = today;
  }

  @Field(() => [String], { description: "Who issued the notice." })
  get issuers(): string[] {
    return fromJson(this.#columns.issuers);
  }

  @Field(() => [String], { description: "Who received a copy (抄送)." })
  get cc(): string[] {
    return fromJson(this.#columns.cc);
  }

  @Field(() => Int, {
    description:
      "The number of the programme's last change. Names the state of the board: hand it to `changes`.",
  })
  get revision(): number {
    return Number(this.#columns.revision);
  }

  @Field(() => Int, { description: "How many tasks (cards) it has." })
  get taskCount(): number {
    return Number(this.#columns.taskCount);
  }

  @Field(() => Int, { description: "How many projects it has." })
  get projectCount(): number {
    return Number(this.#columns.projectCount);
  }
}

/** Selects programmes `p` with their revision and counts. */
export const programmeSelect = `select p.id, p.year, p.title, p.document_number "documentNumber", p.issuers,
  p.issued_on "issuedOn", p.cc, p.time_zone "timeZone", coalesce(h.revision, 0) "revision",
  (select count(*) from task t where t.programme_id = p.id) "taskCount",
  (select count(*) from project j where j.programme_id = p.id) "projectCount"
  from programme p left join log_head h on h.chain = p.id`;
