import type { MoveTaskInput, StageKind } from "../../../gql/graphql";
import { cardTitle, type BoardCard } from "../board-cards";
import type { Neighbours } from "../board/drop-place";
import type { MoveAnswer } from "./request-move";
import { stageName, type Translate } from "../task-words";
import type { NextStage } from "./useTaskMoves";

/** What must be known of a card to move it. */
export interface MovableTask {
  id: string;
  title: string;
  version: number;
  stage: { id: string; kind: StageKind };
}

export function movable(card: BoardCard): MovableTask {
  const { id, version, stage } = card.task;
  return { id, version, title: cardTitle(card), stage };
}

/** A move of a card. */
export interface Move {
  task: MovableTask;
  option: NextStage;
  to: Neighbours;
}

/** A move that waits for a report or a reason, or for the answer to it. */
export interface AskedMove extends Move {
  isSending: boolean;
  /** Why the last try was not taken. */
  trouble: string | null;
}

export type MoveAnswers = Pick<MoveTaskInput, "report" | "reason">;
type Refusal = Exclude<MoveAnswer, { __typename: "Task" }>;

/** A submission that needs no report may still bring one. */
export function mayReport({ task, option }: Move): boolean {
  const isSubmission = option.stage.kind === "SUBMITTED" && task.stage.kind !== "SUBMITTED";
  return isSubmission && !option.needs.includes("REPORT");
}

/** The move as it is to be tried again: upon the task as it now is, and asking for what was found to be missing. */
export function afterRefusal(asked: AskedMove, refusal: Refusal, t: Translate): AskedMove {
  const { version, stage, nextStages } = refusal.task;
  const option = nextStages.find((next) => next.stage.id === asked.option.stage.id);
  const missing = { ReportRequired: "REPORT", ReasonRequired: "REASON" } as const;
  const { __typename: kind } = refusal;
  const needs = new Set([
    ...asked.option.needs,
    ...(option?.needs ?? []),
    ...(kind === "ReportRequired" || kind === "ReasonRequired" ? [missing[kind]] : []),
  ]);
  const isChanged = kind === "StaleVersion";
  const words = isChanged ? t("task.move.changed", { stage: stageName(stage, t) }) : refusal.message;
  return {
    ...asked,
    task: { ...asked.task, version, stage },
    option: { ...asked.option, allowed: option?.allowed ?? false, needs: [...needs] },
    isSending: false,
    trouble: isChanged && option?.allowed === false && option.reason ? `${words} ${option.reason}` : words,
  };
}
