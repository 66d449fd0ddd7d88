import { ChangeVerb } from "../../log/change.entity.js";
import { StageKind } from "../programmes/stage-kind.enum.js";
import type { Position } from "./stages.js";

/** What a move reads and writes of a card. Instants are `Date`s. */
export interface TaskState {
  stage: string;
  rank: string;
  attempt: number;
  reportedAttempt: number;
  timesReturned: number;
  submittedAt: Date | null;
  submittedBy: string | null;
  acceptedAt: Date | null;
  acceptedBy: string | null;
}

/** Where a move puts a card, as what, by whom and when. */
export interface Move {
  verb: ChangeVerb;
  stage: { id: string; kind: StageKind };
  rank: string;
  moverId: string;
  at: Date;
  /** Whether a report for this attempt goes with it. */
  isReported: boolean;
}

/** What the rules of `stages.ts` look at. */
export function positionOf(state: TaskState, kind: StageKind): Position {
  const { attempt, reportedAttempt, submittedBy } = state;
  return { kind, attempt, reportedAttempt, submittedById: submittedBy };
}

/** A card after a move. Whether it may be made is `judgeMove`'s to say, before. */
export function moved(state: TaskState, { verb, stage, rank, moverId, at, isReported }: Move): TaskState {
  const after: TaskState = { ...state, stage: stage.id, rank };
  if (isReported) after.reportedAttempt = state.attempt;
  if (verb === ChangeVerb.SUBMIT) Object.assign(after, { submittedAt: at, submittedBy: moverId });
  const isBack = verb === ChangeVerb.RETURN || verb === ChangeVerb.REOPEN;
  if (isBack || verb === ChangeVerb.WITHDRAW) Object.assign(after, { submittedAt: null, submittedBy: null });
  if (isBack) after.attempt += 1;
  if (verb === ChangeVerb.RETURN) after.timesReturned += 1;
  const isAccepted = stage.kind === StageKind.ACCEPTED;
  if (verb === ChangeVerb.ACCEPT || !isAccepted) {
    after.acceptedAt = isAccepted ? at : null;
    after.acceptedBy = isAccepted ? moverId : null;
  }
  return after;
}
