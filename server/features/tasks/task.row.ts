import { Extensions, Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { fromJson } from "../../database/rows.js";
import { dayIn } from "../../clock.js";
import { CalendarDate } from "../../graphql/calendar-date.js";
import { DateTime } from "../../graphql/date-time.js";
import { fill, type Locale } from "../../graphql/locale.js";
import { StageRow } from "../programmes/stage.row.js";
import { ProjectRow } from "../projects/project.row.js";
import { PersonRow } from "../people/person.row.js";
import { explainLight } from "./light-words.js";
import { LightColour, lightOf, type WorkingCalendar } from "./light.js";
import { moveRefusalWords } from "./move-words.js";
import { PeriodKind, Precision } from "./period-kind.enum.js";
import { judgeMove, MoveNeed, type Position, type Standing } from "./stages.js";

registerEnumType(LightColour, {
  name: "LightColour",
  description: "The state of a card at a glance; computed, never stored.",
  valuesConfig: {
    NONE: { description: "Nothing to say: before its period, accepted in time, or without a due day." },
    GREEN: { description: "In time." },
    YELLOW: { description: "Due within 10 working days and not submitted, or finished late." },
    RED: { description: "The due day passed and it was not submitted." },
  },
});

registerEnumType(MoveNeed, {
  name: "MoveNeed",
  description: "What a move still needs from the one who makes it.",
  valuesConfig: {
    REPORT: { description: "A report for this attempt: `MoveTaskInput.report`." },
    REASON: { description: "A reason in words: `MoveTaskInput.reason`." },
  },
});

/** What a task's computed fields are computed from; one for all tasks of an answer. */
export interface TaskScope {
  /** The programme-local day, `YYYY-MM-DD`. */
  today: string;
  timeZone: string;
  calendar: WorkingCalendar;
  locale: Locale;
  viewer: { personId: string; supervises: boolean };
  /** The programme's stages in order. */
  stages: readonly StageRow[];
  /** Answers to "where may it go" that many cards share. */
  moves: Map<string, NextStage[]>;
}

@ObjectType({ simpleResolvers: true, description: "When a task is to be done (时段)." })
export class Period {
  @Field(() => CalendarDate, { nullable: true, description: "First day; null where only the end is stated." })
  startsOn!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: "Last day, inclusive." })
  dueOn!: string | null;

  @Field(() => PeriodKind, { description: "A span or a deadline." })
  kind!: PeriodKind;

  @Field(() => Precision, { description: "How exactly the notice said it." })
  precision!: Precision;

  @Field(() => [Int], { description: "The quarters it names or falls in, 1 to 4." })
  quarters!: number[];

  @Field(() => String, {
    nullable: true,
    description: "The notice's own words, such as 第二、三、四季度; null where the whole year was implied.",
  })
  words!: string | null;
}

@ObjectType({ simpleResolvers: true, description: "The state of a card at a glance (灯), always explained." })
export class Light {
  @Field(() => LightColour, { description: "The colour." })
  colour!: LightColour;

  @Field(() => Int, { nullable: true, description: "Working days left to the due day; negative past it." })
  workingDaysLeft!: number | null;

  @Extensions({ perViewer: true })
  @Field(() => String, {
    description: "Why, in the request's language: 第二季度（6月30日止），已逾 5 个工作日.",
  })
  explanation!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "A deadline in brackets, or the end of a contract: kept beside the period.",
})
export class Hint {
  @Field(() => String, { description: "The notice's words." })
  text!: string;

  @Field(() => CalendarDate, { nullable: true, description: "The day they name, where they name one." })
  dueOn!: string | null;
}

@ObjectType({
  simpleResolvers: true,
  description: "Where in the notice something was read; places count from 1 as printed.",
})
export class Source {
  @Field(() => String, { nullable: true, description: "The file's name; null for pasted text." })
  document!: string | null;

  @Field(() => Int, { nullable: true, description: "Which table; a page break begins a new one." })
  table!: number | null;

  @Field(() => Int, { nullable: true, description: "Which row of the table, header rows counted." })
  row!: number | null;

  @Field(() => Int, { nullable: true, description: "Which column of the row." })
  column!: number | null;

  @Field(() => Int, { nullable: true, description: "Which paragraph, for what stands outside tables." })
  paragraph!: number | null;

  @Field(() => Int, { description: "First UTF-16 code unit within the cell's or paragraph's text." })
  start!: number;

  @Field(() => Int, { description: "One past the last UTF-16 code unit." })
  end!: number;

  @Field(() => String, { description: "The words themselves." })
  text!: string;
}

@ObjectType({
  simpleResolvers: true,
  description: "Another stage, whether the viewer may move this card there, and what that still needs.",
})
export class NextStage {
  @Field(() => StageRow, { description: "The stage." })
  stage!: StageRow;

  @Field(() => Boolean, { description: "Whether the viewer may move the card there now." })
  allowed!: boolean;

  @Field(() => [MoveNeed], { description: "What must come with the move." })
  needs!: MoveNeed[];

  @Field(() => String, {
    nullable: true,
    description: "Why it may not, in the request's language; null where it may.",
  })
  reason!: string | null;
}

export interface TaskColumns {
  id: string;
  programmeId: string;
  projectId: string;
  stageId: string;
  title: string;
  rank: string;
  version: number;
  startsOn: string | null;
  dueOn: string | null;
  periodKind: PeriodKind;
  precision: Precision;
  quarters: unknown;
  periodWords: string | null;
  hints: unknown;
  needsReview: unknown;
  attempt: number;
  reportedAttempt: number;
  timesReturned: number;
  submittedAt: string | number | Date | null;
  submittedById: string | null;
  acceptedAt: string | number | Date | null;
  acceptedById: string | null;
  source?: unknown;
}

/**
 * A task as the API shows it. What a board shows is a plain property, because type-graphql wraps every getter that is
 * a field in a resolver, and a board reads a dozen of them per card; the rest is computed when it is asked for.
 */
@ObjectType("Task", {
  simpleResolvers: true,
  description: "A dated clause of a project's progress text (任务, 季度节点): a card of the board.",
})
export class TaskRow {
  @Field(() => ID, { description: "A TypeID." })
  readonly id: string;

  @Field(() => String, { description: "What is to be done; empty where the notice gives only a deadline." })
  readonly title: string;

  @Field(() => ProjectRow, { description: "The project it belongs to." })
  readonly project: ProjectRow;

  @Field(() => StageRow, { description: "The column it stands in." })
  readonly stage: StageRow;

  @Field(() => String, { description: "Its place in its stage: compare by code unit, smallest first." })
  readonly rank: string;

  @Field(() => Int, {
    description: "1 when made, one more for every change: hand it to mutations as `expectedVersion`.",
  })
  readonly version: number;

  @Field(() => Period, { description: "When it is to be done." })
  readonly period: Period;

  @Field(() => Light, { description: "Its light today." })
  readonly light: Light;

  @Field(() => [PersonRow], {
    description: "Persons in charge of this task (经办人), besides the project's owners.",
  })
  readonly assignees: PersonRow[] = [];

  @Field(() => Int, { description: "How often it was returned for rectification." })
  readonly timesReturned: number;

  @Field(() => Int, { description: "Counted from 1; one more each time it is returned or reopened." })
  readonly attempt: number;

  @Field(() => DateTime, { nullable: true, description: "When it was accepted; null while it is not." })
  readonly acceptedAt: Date | null;

  @Field(() => Boolean, { description: "Whether somebody should look at what was read." })
  readonly needsReview: boolean;

  constructor(
    readonly columns: TaskColumns,
    project: ProjectRow,
    stage: StageRow,
    readonly scope: TaskScope,
  ) {
    this.id = columns.id;
    this.title = columns.title;
    this.project = project;
    this.stage = stage;
    this.rank = columns.rank;
    this.version = columns.version;
    this.period = periodOf(columns);
    this.light = lightFor(columns, stage, scope);
    this.timesReturned = columns.timesReturned;
    this.attempt = columns.attempt;
    this.acceptedAt = instant(columns.acceptedAt);
    this.needsReview = Boolean(columns.needsReview);
  }

  @Field(() => [Hint], { description: "Other deadlines that the clause mentions." })
  get hints(): Hint[] {
    return fromJson(this.columns.hints);
  }

  @Field(() => DateTime, {
    nullable: true,
    description: "When it was submitted for acceptance; null while it is not.",
  })
  get submittedAt(): Date | null {
    return instant(this.columns.submittedAt);
  }

  @Field(() => Source, {
    nullable: true,
    description: "Where it stands in the notice: a part of the project's progressText.",
  })
  get source(): Source | null {
    return fromJson(this.columns.source ?? null);
  }

  @Extensions({ perViewer: true })
  @Field(() => [NextStage], {
    description: "Every other stage of the board, and whether the viewer may move it there.",
  })
  get nextStages(): NextStage[] {
    const { scope, position } = this;
    const standing = this.standingOf(scope.viewer);
    const submittedIt = position.submittedById === scope.viewer.personId;
    const key = [this.stage.id, position.attempt === position.reportedAttempt, position.reportedAttempt > 0]
      .concat(submittedIt, standing.works, standing.leads, standing.supervises)
      .join();
    let moves = scope.moves.get(key);
    if (!moves) {
      moves = scope.stages
        .filter((stage) => stage.id !== this.stage.id)
        .map((stage) => nextStage(stage, this, standing));
      scope.moves.set(key, moves);
    }
    return moves;
  }

  /** What the rules look at. */
  get position(): Position {
    const { attempt, reportedAttempt, submittedById } = this.columns;
    return { kind: this.stage.kind, attempt, reportedAttempt, submittedById };
  }

  /** What a person is to this card. */
  standingOf({ personId: id, supervises }: TaskScope["viewer"]): Standing {
    const { owners, leaders, offices } = this.project;
    const isViewer = (person: PersonRow) => person.id === id;
    return {
      works: owners.some(isViewer) || this.assignees.some(isViewer) || offices[0]?.headId === id,
      leads: leaders.some(isViewer),
      supervises,
    };
  }
}

function periodOf(columns: TaskColumns): Period {
  const { startsOn, dueOn, periodKind: kind, precision, quarters, periodWords: words } = columns;
  return { startsOn, dueOn, kind, precision, quarters: fromJson<number[]>(quarters), words };
}

function lightFor(columns: TaskColumns, { kind }: StageRow, scope: TaskScope): Light {
  const { startsOn, dueOn, submittedAt, periodWords } = columns;
  const { today, calendar, timeZone, locale } = scope;
  const submitted = instant(submittedAt);
  const submittedOn = submitted ? dayIn(submitted, timeZone) : null;
  const verdict = lightOf({ kind, startsOn, dueOn, submittedOn, today, calendar });
  const { colour, workingDaysLeft } = verdict;
  return {
    colour,
    workingDaysLeft,
    get explanation() {
      return explainLight(verdict, dueOn, periodWords, today, locale);
    },
  };
}

function nextStage(stage: StageRow, task: TaskRow, standing: Standing): NextStage {
  const { viewer, locale } = task.scope;
  const verdict = judgeMove(task.position, stage.kind, standing, viewer.personId);
  if (verdict.allowed) return { stage, allowed: true, needs: verdict.needs, reason: null };
  const words = moveRefusalWords[verdict.refusal][locale];
  return {
    stage,
    allowed: false,
    needs: [],
    reason: fill(words, { from: task.stage.name, to: stage.name }),
  };
}

function instant(column: string | number | Date | null): Date | null {
  return column === null ? null : new Date(column);
}

const cardColumns = `t.id, t.programme_id "programmeId", t.project_id "projectId", t.stage_id "stageId", t.title, t.rank,
  t.version, t.starts_on "startsOn", t.due_on "dueOn", t.period_kind "periodKind", t.precision, t.quarters,
  t.period_words "periodWords", t.hints, t.needs_review "needsReview", t.attempt,
  t.reported_attempt "reportedAttempt", t.times_returned "timesReturned", t.submitted_at "submittedAt",
  t.submitted_by_id "submittedById", t.accepted_at "acceptedAt", t.accepted_by_id "acceptedById"`;

/** Selects tasks `t` as cards show them; with their source in the notice when `withSource`. */
export function taskSelect(withSource: boolean): string {
  return `select ${cardColumns}${withSource ? ", t.source" : ""} from task t`;
}
