import { Collection, type Rel } from "@mikro-orm/core";
import { Entity, Enum, Index, ManyToMany, ManyToOne, Property, Unique } from "@mikro-orm/decorators/legacy";
import { SubjectKind } from "../../log/change.entity.js";
import { LoggedRecord, type LogSubject } from "../../log/logged-record.entity.js";
import { Label } from "../labels/label.entity.js";
import { Person } from "../people/person.entity.js";
import { Programme } from "../programmes/programme.entity.js";
import { Stage } from "../programmes/stage.entity.js";
import { Project } from "../projects/project.entity.js";
import { PeriodKind, Precision } from "./period-kind.enum.js";
import { longestRank, ranksAfter, ranksBetween } from "../../database/rank.js";

/** A deadline in brackets, or the end of a contract: kept beside the period. */
export interface StoredHint {
  text: string;
  dueOn: string | null;
}

/** A period as it stood before it was ever changed. */
export interface StoredPeriod {
  startsOn: string | null;
  dueOn: string | null;
  kind: PeriodKind;
  precision: Precision;
  quarters: number[];
  words: string | null;
}

/** Where in the notice a task was read. `start` and `end` count UTF-16 units of the cell's text. */
export interface StoredSource {
  document: string | null;
  table: number | null;
  row: number | null;
  column: number | null;
  paragraph: number | null;
  start: number;
  end: number;
  text: string;
}

/** A dated clause of a project's progress text (任务, 季度节点): a card of the board. */
@Entity()
@Index({ properties: ["programme", "project", "position"] })
@Index({ properties: ["stage", "rank"] })
@Unique({ properties: ["project", "position", "id"] })
export class Task extends LoggedRecord {
  @ManyToOne({ entity: () => Programme, deleteRule: "cascade" })
  programme!: Rel<Programme>;

  @ManyToOne({ entity: () => Project, deleteRule: "cascade" })
  project!: Rel<Project>;

  @ManyToOne({ entity: () => Stage })
  stage!: Rel<Stage>;

  /** Its place in its stage: a fractional index, compared by code unit. */
  @Property({ type: "string", length: 255 })
  rank!: string;

  /** Its place in the project's progress text, 1 first. */
  @Property({ type: "integer" })
  position!: number;

  /** May be empty where the notice gives only a deadline: the project's name stands in. */
  @Property({ type: "text" })
  title!: string;

  @Property({ type: "string", length: 10, nullable: true })
  startsOn: string | null = null;

  @Property({ type: "string", length: 10, nullable: true })
  dueOn: string | null = null;

  @Enum({ items: () => PeriodKind })
  periodKind: PeriodKind = PeriodKind.SPAN;

  @Enum({ items: () => Precision })
  precision: Precision = Precision.YEAR;

  @Property({ type: "json" })
  quarters: number[] = [];

  /** The notice's own words for the period; null where the whole year was implied. */
  @Property({ type: "text", nullable: true })
  periodWords: string | null = null;

  /** The first period that it had, kept for ever; null while it never had another. */
  @Property({ type: "json", nullable: true })
  originalPeriod: StoredPeriod | null = null;

  @Property({ type: "json" })
  hints: StoredHint[] = [];

  /** Somebody should look at what was read. */
  @Property({ type: "boolean" })
  needsReview = false;

  @Property({ type: "json", nullable: true })
  source: StoredSource | null = null;

  @ManyToMany({ entity: () => Person, pivotTable: "task_assignees", fixedOrder: true })
  assignees = new Collection<Person>(this);

  @ManyToMany({ entity: () => Label, pivotTable: "task_labels", fixedOrder: true })
  labels = new Collection<Label>(this);

  /** Counted from 1; one more each time the card is returned or reopened. */
  @Property({ type: "integer" })
  attempt = 1;

  /** The last attempt that was reported on; 0 while nothing was reported. */
  @Property({ type: "integer" })
  reportedAttempt = 0;

  @Property({ type: "integer" })
  timesReturned = 0;

  @Property({ type: "datetime", nullable: true })
  submittedAt: Date | null = null;

  @ManyToOne({ entity: () => Person, nullable: true })
  submittedBy: Rel<Person> | null = null;

  @Property({ type: "datetime", nullable: true })
  acceptedAt: Date | null = null;

  @ManyToOne({ entity: () => Person, nullable: true })
  acceptedBy: Rel<Person> | null = null;

  /** Gives it another period, and keeps the one that it had first. */
  changePeriod({ startsOn, dueOn, kind, precision, quarters, words }: StoredPeriod): void {
    this.originalPeriod ??= {
      startsOn: this.startsOn,
      dueOn: this.dueOn,
      kind: this.periodKind,
      precision: this.precision,
      quarters: this.quarters,
      words: this.periodWords,
    };
    Object.assign(this, { startsOn, dueOn, precision, quarters, periodKind: kind, periodWords: words });
  }

  /** Ranks for the first cards of an empty stage, in order. */
  static firstRanks(count: number): string[] {
    return ranksAfter(null, count);
  }

  /**
   * Ranks for `count` new cards behind the one ranked `above`, in a stage whose ranks are `ranks` in order; behind all
   * of them where that gap has become too narrow.
   */
  static ranksBehind(ranks: readonly string[], above: string | null, count: number): string[] {
    const below = ranks[above === null ? 0 : ranks.indexOf(above) + 1] ?? null;
    const found = ranksBetween(above, below, count);
    return found.some((rank) => rank.length > longestRank) ? ranksAfter(ranks.at(-1) ?? null, count) : found;
  }

  logSubject(): LogSubject {
    return { kind: SubjectKind.TASK, taskId: this.id, projectId: this.project.id };
  }
}
