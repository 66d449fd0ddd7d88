import { type Rel } from "@mikro-orm/core";
import { Entity, Index, ManyToOne, Property } from "@mikro-orm/decorators/legacy";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { SubjectKind } from "../../log/change.entity.js";
import { Person } from "../people/person.entity.js";
import { Task } from "../tasks/task.entity.js";

/** What was done, how far, what stands in the way (进展反馈). Belongs to one attempt at the task. */
@Entity()
@Index({ properties: ["task", "attempt"] })
export class Report extends LoggedRecord {
  @ManyToOne({ entity: () => Task, deleteRule: "cascade" })
  task!: Rel<Task>;

  @ManyToOne({ entity: () => Person })
  author!: Rel<Person>;

  /** The attempt it reports on: an old report never satisfies a new submission. */
  @Property({ type: "integer" })
  attempt!: number;

  @Property({ type: "text" })
  done!: string;

  /** 0 to 100. */
  @Property({ type: "integer", nullable: true })
  percent: number | null = null;

  @Property({ type: "text", nullable: true })
  obstacles: string | null = null;

  /** What others should do. */
  @Property({ type: "text", nullable: true })
  help: string | null = null;

  @Property({ type: "text", nullable: true })
  answer: string | null = null;

  @Property({ type: "datetime", nullable: true })
  answeredAt: Date | null = null;

  @ManyToOne({ entity: () => Person, nullable: true })
  answeredBy: Rel<Person> | null = null;

  logSubject(): LogSubject {
    return { kind: SubjectKind.REPORT, taskId: this.task.id, projectId: this.task.project.id };
  }
}
