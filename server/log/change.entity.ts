import { Entity, Index, PrimaryKey, Property, Unique } from "@mikro-orm/decorators/legacy";

/** What was done, as a verb of the domain. */
export enum ChangeVerb {
  IMPORT = "IMPORT",
  CREATE = "CREATE",
  UPDATE = "UPDATE",
  REORDER = "REORDER",
  START = "START",
  POSTPONE = "POSTPONE",
  SUBMIT = "SUBMIT",
  WITHDRAW = "WITHDRAW",
  RETURN = "RETURN",
  ACCEPT = "ACCEPT",
  REOPEN = "REOPEN",
  REMOVE = "REMOVE",
  ASSIGN = "ASSIGN",
  RESCHEDULE = "RESCHEDULE",
  LABEL = "LABEL",
  UNDO = "UNDO",
  INVITE = "INVITE",
  DISABLE = "DISABLE",
  ENABLE = "ENABLE",
  REVOKE = "REVOKE",
  PAUSE = "PAUSE",
  RESUME = "RESUME",
  REPORT = "REPORT",
  ANSWER = "ANSWER",
}

/** The kinds of thing that the log follows. */
export enum SubjectKind {
  PROGRAMME = "PROGRAMME",
  STAGE = "STAGE",
  PROJECT = "PROJECT",
  TASK = "TASK",
  REPORT = "REPORT",
  EVIDENCE = "EVIDENCE",
  PERSON = "PERSON",
  OFFICE = "OFFICE",
  OFFICE_ALIAS = "OFFICE_ALIAS",
  NOTICE_IMPORT = "NOTICE_IMPORT",
  ACCESS_TOKEN = "ACCESS_TOKEN",
  INVITATION = "INVITATION",
  LABEL = "LABEL",
  VIEW = "VIEW",
  WEBHOOK = "WEBHOOK",
}

/** One field's value on either side of a change; `null` before a thing existed. */
export interface FieldDifference {
  before: unknown;
  after: unknown;
}

/**
 * One row of the append-only log. Rows of one chain (a programme, or the accounts) are numbered without gaps and
 * each carries the hash of the row before it. No row refers to another table: the log outlives what it tells of.
 */
@Entity()
@Unique({ properties: ["chain", "revision"] })
@Index({ properties: ["taskId", "revision"] })
@Index({ properties: ["projectId", "revision"] })
export class Change {
  @PrimaryKey({ type: "string", length: 63 })
  id!: string;

  /** The programme's id, or `accounts`. */
  @Property({ type: "string", length: 63 })
  chain!: string;

  @Property({ type: "integer" })
  revision!: number;

  /** RFC 3339 in UTC, kept as text: the hash is over these very characters. */
  @Property({ type: "string", length: 30 })
  at!: string;

  @Property({ type: "string", length: 63, nullable: true })
  actorId: string | null = null;

  // No enums of the database: a new word would ask for a copy of the whole log.
  @Property({ type: "string", length: 30 })
  verb!: ChangeVerb;

  @Property({ type: "string", length: 30 })
  subjectKind!: SubjectKind;

  @Property({ type: "string", length: 63 })
  subjectId!: string;

  @Property({ type: "string", length: 63, nullable: true })
  projectId: string | null = null;

  @Property({ type: "string", length: 63, nullable: true })
  taskId: string | null = null;

  @Property({ type: "text", nullable: true })
  reason: string | null = null;

  /** `{"field":{"before":…,"after":…}}`, kept as text: the hash is over these very characters. */
  @Property({ type: "text" })
  fields!: string;

  @Property({ type: "string", length: 64 })
  previousHash!: string;

  @Property({ type: "string", length: 64 })
  hash!: string;
}
