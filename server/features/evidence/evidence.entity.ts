import { type Rel } from "@mikro-orm/core";
import { Entity, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { SubjectKind } from "../../log/change.entity.js";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { Person } from "../people/person.entity.js";
import { Report } from "../reports/report.entity.js";
import { Task } from "../tasks/task.entity.js";

/**
 * A file that shows what was done (佐证材料): of a report, or still of none while its author writes one. What it holds
 * lies in the blob store under its hash, which the log keeps: a file that was changed beside the log is found.
 */
@Entity()
@Index({ properties: ["hash"] })
export class Evidence extends LoggedRecord {
  @ManyToOne({ entity: () => Task, deleteRule: "cascade" })
  task!: Rel<Task>;

  @ManyToOne({ entity: () => Report, nullable: true })
  report: Rel<Report> | null = null;

  @ManyToOne({ entity: () => Person })
  author!: Rel<Person>;

  /** As its author called it, with the ending that fits what it holds. */
  @Property({ type: "string", length: 255 })
  name!: string;

  /** Found in what it holds, not what its name says. */
  @Property({ type: "string", length: 100 })
  mediaType!: string;

  @Property({ type: "integer" })
  bytes!: number;

  /** SHA-256 of what is kept: of a photo without what the camera wrote about the place. */
  @Property({ type: "string", length: 64 })
  hash!: string;

  /** SHA-256 of a small picture of it; null where there is none. */
  @Property({ type: "string", length: 64, nullable: true })
  previewHash: string | null = null;

  @Property({ type: "integer", nullable: true })
  width: number | null = null;

  @Property({ type: "integer", nullable: true })
  height: number | null = null;

  logSubject(): LogSubject {
    return { kind: SubjectKind.EVIDENCE, taskId: this.task.id, projectId: this.task.project.id };
  }
}
