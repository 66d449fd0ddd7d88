import type { EntityManager } from "@mikro-orm/core";
import { placeholders, type Rows } from "../../database/rows.js";
import { statementsOf } from "../../database/statements.js";
import { SubjectKind } from "../../log/change.entity.js";
import { updateLogged } from "../../log/update-logged.js";
import type { OpenChain } from "../../log/write.js";
import type { StageKind } from "../programmes/stage-kind.enum.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import type { Standing } from "./stages.js";
import { instant } from "./task-columns.js";
import { standingColumns, standingFrom, type StandingColumns } from "./task.policy.js";
import type { TaskState } from "./task-state.js";

/** A stage as moves look at it. */
export interface HeldStage {
  id: string;
  kind: StageKind;
  name: string;
}

/** A card as it stands within a transaction that is about to move it. */
export interface HeldCard {
  id: string;
  projectId: string;
  version: number;
  state: TaskState;
  stage: HeldStage;
  /** What the viewer is to it. */
  standing: Standing;
}

interface Columns extends Omit<TaskState, "submittedAt" | "acceptedAt">, StandingColumns {
  id: string;
  projectId: string;
  version: number;
  submittedAt: string | number | Date | null;
  acceptedAt: string | number | Date | null;
  kind: StageKind;
  name: string;
}

const cardSelect = `select t.id, t.project_id "projectId", t.version, t.stage_id "stage", t.rank, t.attempt,
  t.reported_attempt "reportedAttempt", t.times_returned "timesReturned", t.submitted_at "submittedAt",
  t.submitted_by_id "submittedBy", t.accepted_at "acceptedAt", t.accepted_by_id "acceptedBy", s.kind, s.name,
  ${standingColumns} from task t join stage s on s.id = t.stage_id where t.programme_id = ? and t.id in`;

/** Those of a programme's cards that have these ids, by id, and what the viewer is to each. By one statement. */
export function holdCards(
  em: EntityManager,
  programmeId: string,
  ids: readonly string[],
  viewer: Viewer,
): Promise<Map<string, HeldCard>> {
  return readCards(statementsOf(em), programmeId, ids, viewer);
}

/** The same outside a transaction: nothing holds them. */
export async function readCards(
  rows: Pick<Rows, "all">,
  programmeId: string,
  ids: readonly string[],
  viewer: Viewer,
): Promise<Map<string, HeldCard>> {
  const me = viewer.personId;
  const select = `${cardSelect} (${placeholders(ids)})`;
  const found = await rows.all<Columns>(select, [me, me, me, programmeId, ...ids]);
  return new Map(found.map((columns) => [columns.id, heldCard(columns, viewer)]));
}

function heldCard(found: Columns, viewer: Viewer): HeldCard {
  const { id, projectId, version, stage, kind, name, rank, attempt, reportedAttempt, timesReturned } = found;
  const state: TaskState = {
    stage,
    rank,
    attempt,
    reportedAttempt,
    timesReturned,
    submittedAt: instant(found.submittedAt),
    submittedBy: found.submittedBy,
    acceptedAt: instant(found.acceptedAt),
    acceptedBy: found.acceptedBy,
  };
  const standing = standingFrom(found, viewer);
  return { id, projectId, version, state, stage: { id: stage, kind, name }, standing };
}

/** A programme's stage: the one with this id, or the first of a kind; null where it has none. */
export async function holdStage(
  em: EntityManager,
  programmeId: string,
  which: { id: string } | { kind: StageKind },
): Promise<HeldStage | null> {
  const [column, value] = "id" in which ? ["id", which.id] : ["kind", which.kind];
  const select = `select id, kind, name from stage where ${column} = ? and programme_id = ? order by position limit 1`;
  return (await statementsOf(em).first<HeldStage>(select, [value, programmeId])) ?? null;
}

const columns = {
  stage: "stage_id",
  rank: "rank",
  attempt: "attempt",
  reportedAttempt: "reported_attempt",
  timesReturned: "times_returned",
  submittedAt: "submitted_at",
  submittedBy: "submitted_by_id",
  acceptedAt: "accepted_at",
  acceptedBy: "accepted_by_id",
} as const satisfies Record<keyof TaskState, string>;

/** Writes what differs of a card, with its row of the log. */
export function writeCard(
  em: EntityManager,
  chain: OpenChain,
  { id, projectId, state }: HeldCard,
  after: TaskState,
): Promise<void> {
  const subject = { kind: SubjectKind.TASK, id, taskId: id, projectId };
  return updateLogged(em, chain, { table: "task", subject, columns }, state, after);
}
