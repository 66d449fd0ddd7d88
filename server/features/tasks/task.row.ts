import { Extensions, Field, ID, Int, ObjectType } from "type-graphql";
import { fromJson } from "../../database/rows.js";
import { DateTime } from "../../graphql/date-time.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { LabelRow } from "../labels/label.row.js";
import { PersonRow } from "../people/person.row.js";
import { StageRow } from "../programmes/stage.row.js";
import { ProjectRow } from "../projects/project.row.js";
import { TokenScope } from "../tokens/token-scope.enum.js";
import { Light, lightFor } from "./light.row.js";
import { NextStage, nextStage } from "./next-stage.row.js";
import { Hint, Period, periodOf, Source } from "./period.row.js";
import { judgeReporting } from "./reporting/report.policy.js";
import type { Position, Standing } from "./stages.js";
import { mayEdit, type EditVerb } from "./task.policy.js";
import { instant, type TaskColumns, type TaskScope } from "./task-columns.js";
import { Node } from "../../graphql/node.js";

/**
 * A task as the API shows it. What a board shows is a plain property, because type-graphql wraps every getter that is
 * a field in a resolver, and a board reads a dozen of them per card; the rest is computed when it is asked for.
 */
@ObjectType("Task", {
  implements: Node,
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

  @Field(() => [LabelRow], { description: "Words that its people hung on it (标签)." })
  readonly labels: LabelRow[] = [];

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

  @Field(() => Period, {
    nullable: true,
    description: "The period that it was first given, kept for ever; null while it never had another.",
  })
  get originalPeriod(): Period | null {
    return fromJson(this.columns.originalPeriod ?? null);
  }

  @Field(() => DateTime, {
    nullable: true,
    description: "When it was submitted for acceptance; null while it is not.",
  })
  get submittedAt(): Date | null {
    return instant(this.columns.submittedAt);
  }

  @Field(() => DateTime, {
    nullable: true,
    description:
      "When it was last changed; null of the past, of which it is known what changed, and not when last.",
  })
  get updatedAt(): Date | null {
    return instant(this.columns.updatedAt ?? null);
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
        .map((stage) => nextStage(stage, this.stage, position, standing, scope));
      scope.moves.set(key, moves);
    }
    return moves;
  }

  @Extensions({ perViewer: true })
  @Field(() => Boolean, { description: "Whether the viewer may change its words: `editTask`." })
  get viewerCanEdit(): boolean {
    return this.mayViewer(ChangeVerb.UPDATE);
  }

  @Extensions({ perViewer: true })
  @Field(() => Boolean, { description: "Whether the viewer may set another period: `rescheduleTask`." })
  get viewerCanReschedule(): boolean {
    return this.mayViewer(ChangeVerb.RESCHEDULE);
  }

  @Extensions({ perViewer: true })
  @Field(() => Boolean, { description: "Whether the viewer may give it to others: `assignTask`." })
  get viewerCanAssign(): boolean {
    return this.mayViewer(ChangeVerb.ASSIGN);
  }

  @Extensions({ perViewer: true })
  @Field(() => Boolean, { description: "Whether the viewer may hang labels on it: `labelTask`." })
  get viewerCanLabel(): boolean {
    return this.mayViewer(ChangeVerb.LABEL);
  }

  @Extensions({ perViewer: true })
  @Field(() => Boolean, { description: "Whether the viewer may report on it: `reportTask`." })
  get viewerCanReport(): boolean {
    const { viewer } = this.scope;
    return viewer.scopes.has(TokenScope.WRITE) && !judgeReporting(this.stage, this.standingOf(viewer));
  }

  private mayViewer(verb: EditVerb): boolean {
    const { viewer } = this.scope;
    return viewer.scopes.has(TokenScope.WRITE) && mayEdit(verb, this.standingOf(viewer));
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
