import { Node } from "../../graphql/node.js";
import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { DateTime } from "../../graphql/date-time.js";
import { ChangeVerb, SubjectKind, type FieldDifference } from "../../log/change.entity.js";

registerEnumType(ChangeVerb, {
  name: "ChangeVerb",
  description: "What was done.",
  valuesConfig: {
    IMPORT: { description: "Read from a notice." },
    CREATE: { description: "Made." },
    UPDATE: { description: "Edited." },
    REORDER: { description: "Put elsewhere in the same stage." },
    START: { description: "Begun: from PENDING to ACTIVE." },
    POSTPONE: { description: "Put back, unreported: from ACTIVE to PENDING." },
    SUBMIT: { description: "Submitted for acceptance, with a report." },
    WITHDRAW: { description: "Taken back from acceptance by those who work on it." },
    RETURN: { description: "Returned for rectification, with a reason." },
    ACCEPT: { description: "Accepted." },
    REOPEN: { description: "Opened again after acceptance, with a reason." },
    REMOVE: { description: "Taken away." },
    ASSIGN: { description: "Given to other persons in charge." },
    RESCHEDULE: { description: "Given another period." },
    LABEL: { description: "Given other labels." },
    UNDO: { description: "Put back as it was before the last change." },
    INVITE: { description: "Invited to make an account." },
    DISABLE: { description: "Shut out." },
    ENABLE: { description: "Let in again." },
    REVOKE: { description: "Made useless before its time." },
    PAUSE: { description: "Made to wait." },
    RESUME: { description: "Made to go on." },
    REPORT: { description: "Reported on, without a submission." },
    ANSWER: { description: "Answered, of a report." },
  },
});

registerEnumType(SubjectKind, {
  name: "SubjectKind",
  description: "The kinds of thing that the log follows.",
  valuesConfig: {
    PROGRAMME: { description: "A programme." },
    STAGE: { description: "A stage of a board." },
    PROJECT: { description: "A project." },
    TASK: { description: "A task." },
    REPORT: { description: "A report on a task." },
    EVIDENCE: { description: "A file of a report." },
    PERSON: { description: "A person." },
    OFFICE: { description: "An office." },
    OFFICE_ALIAS: { description: "Another name of an office." },
    ACCESS_TOKEN: { description: "An access token of a program." },
    NOTICE_IMPORT: { description: "A notice as it was applied." },
    INVITATION: { description: "A link that makes an account." },
    LABEL: { description: "A label." },
    VIEW: { description: "A saved view." },
    WEBHOOK: { description: "An address that is told of changes." },
  },
});

@ObjectType({ description: "One field on either side of a change." })
export class FieldChange {
  @Field(() => String, { description: "The field's name; relations give ids." })
  field!: string;

  @Field(() => String, { nullable: true, description: "Before, as JSON; null where there was nothing." })
  before!: string | null;

  @Field(() => String, { nullable: true, description: "After, as JSON; null where there is nothing now." })
  after!: string | null;
}

/** A row of the log as the API shows it. */
@ObjectType("Change", { implements: Node, description: "One row of the append-only log (变更记录)." })
export class ChangeRow {
  @Field(() => ID, { description: "A TypeID." })
  readonly id!: string;

  @Field(() => ID, { description: "The programme whose log it stands in." })
  readonly programmeId!: string;

  @Field(() => Int, { description: "Its number in the programme's log: 1, 2, 3 … without gaps." })
  readonly revision!: number;

  @Field(() => DateTime, { description: "When it was done." })
  readonly at!: string;

  @Field(() => ChangeVerb, { description: "What was done." })
  readonly verb!: ChangeVerb;

  @Field(() => SubjectKind, { description: "The kind of thing it was done to." })
  readonly subjectKind!: SubjectKind;

  @Field(() => ID, { description: "The thing it was done to." })
  readonly subjectId!: string;

  @Field(() => String, { nullable: true, description: "The reason given, where one was." })
  readonly reason!: string | null;

  readonly actorId!: string | null;
  readonly projectId!: string | null;
  readonly taskId!: string | null;
  readonly fieldsJson!: string;

  @Field(() => [FieldChange], { description: "Every field that differs." })
  get fields(): FieldChange[] {
    const differences = JSON.parse(this.fieldsJson) as Record<string, FieldDifference>;
    return Object.entries(differences).map(([field, { before, after }]) => ({
      field,
      before: before === null ? null : JSON.stringify(before),
      after: after === null ? null : JSON.stringify(after),
    }));
  }
}
