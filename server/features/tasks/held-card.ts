import type { EntityManager } from "@mikro-orm/core";
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
  ${standingColumns} from task t join stage s on s.id = t.stage_id where t.id = ?`;

/** The card with this id, and what the viewer is to it; null where there is none. By one statement. */
export async function holdCard(em: EntityManager, id: string, viewer: Viewer): Promise<HeldCard | null> {
  const me = viewer.personId;
  const found = await statementsOf(em).first<Columns>(cardSelect, [me, me, me, id]);
  if (!found) return null;
  const { projectId, version, stage, kind, name, rank, attempt, reportedAttempt, timesReturned } = found;
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
  return {
    id,
    projectId,
    version,
    state,
    stage: { id: stage, kind, name },
    standing: standingFrom(found, viewer),
  };
}

/** A stage of a programme; null where it has none with this id. */
export async function holdStage(
  em: EntityManager,
  id: string,
  programmeId: string,
): Promise<HeldStage | null> {
  const select = `select id, kind, name from stage where id = ? and programme_id = ?`;
  return (await statementsOf(em).first<HeldStage>(select, [id, programmeId])) ?? null;
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
