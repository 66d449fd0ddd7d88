import { shallowRef } from "vue";
import { useI18n } from "vue-i18n";
import type { MoveTaskInput } from "../../../gql/graphql";
import { useToasts } from "../../../stores/toasts";
import { afterRefusal, mayReport } from "./asked-move";
import type { AskedMove, MovableTask, Move, MoveAnswers } from "./asked-move";
import type { Neighbours } from "../board/drop-place";
import { useMoveDrafts } from "./move-drafts";
import { requestMove, requestUndo, type MoveAnswer, type MoveFailure } from "./request-move";
import { stageName } from "../task-words";
import type { NextStage } from "./useTaskMoves";

const nowhere: Neighbours = { afterTaskId: null, beforeTaskId: null };
type MovedTask = Extract<MoveAnswer, { __typename: "Task" }>;

/** Moving cards: at once on the page, confirmed or put back with the reason, and undone within ten seconds. */
export function useMoveTask() {
  const { t } = useI18n();
  const toasts = useToasts();
  const drafts = useMoveDrafts();
  const asked = shallowRef<AskedMove | null>(null);
  let stop = new AbortController();

  /**
   * Moves a card, or asks for what the move still needs. Without an option the server could not be asked whether the
   * card may go there.
   */
  async function move(task: MovableTask, option: NextStage | undefined, to = nowhere): Promise<void> {
    if (!option) return complain(t("task.move.unreachable"));
    if (!option.allowed) return complain(option.reason ?? t("task.move.refused"));
    const chosen: Move = { task, option, to };
    if (option.needs.length > 0 || mayReport(chosen)) asked.value = waitingFor(chosen);
    else await send(chosen);
  }

  /** Puts a card elsewhere in its own column. */
  async function reorder(task: MovableTask, to: Neighbours): Promise<void> {
    const result = await requestMove(inputOf(task, task.stage.id, to));
    if (result.__typename !== "Task") complain(problemOf(result));
  }

  /** Sends the move that was waiting, with what was asked for. It goes on waiting until the card is moved. */
  async function answer(answers: MoveAnswers): Promise<void> {
    const waiting = asked.value;
    if (!waiting || waiting.isSending) return;
    stop = new AbortController();
    const sending: AskedMove = { ...waiting, isSending: true, trouble: null };
    asked.value = sending;
    const { task, option, to } = waiting;
    const result = await requestMove({ ...inputOf(task, option.stage.id, to), ...answers }, stop);
    const isWaitedFor = asked.value === sending;
    if (result.__typename !== "Task") {
      if (isWaitedFor) asked.value = askAgain(sending, result);
      return;
    }
    if (isWaitedFor) asked.value = null;
    const written = { ...drafts.draftOf(waiting) };
    drafts.forget(waiting);
    // A report goes with its submission when that is undone: its words are given back to be sent again.
    confirm(waiting, () => Object.assign(drafts.draftOf(waiting), written));
  }

  /** Gives the waiting move up, also while it is on its way; what was written for it is kept. */
  function cancel(): void {
    asked.value = null;
    stop.abort();
  }

  async function send(chosen: Move): Promise<void> {
    const { task, option, to } = chosen;
    const result = await requestMove(inputOf(task, option.stage.id, to));
    if (result.__typename === "Task") return confirm(chosen);
    const isMissing = result.__typename === "ReportRequired" || result.__typename === "ReasonRequired";
    // Nothing is asked over what somebody is answering.
    if (isMissing && !asked.value) asked.value = afterRefusal(waitingFor(chosen), result, t);
    else complain(problemOf(result));
  }

  function confirm({ task, option }: Move, afterUndo: () => void = () => {}): void {
    toasts.show(t("task.move.done", { task: task.title, stage: stageName(option.stage, t) }), {
      action: { label: t("task.move.undo"), run: () => void undo(task, afterUndo) },
    });
  }

  /** The server puts the card back as it was, in its old place, or says why not. */
  async function undo({ id }: MovableTask, afterUndo: () => void): Promise<void> {
    const result = await requestUndo(id);
    if (result.__typename === "Task") afterUndo();
    else complain(result.__typename === "MoveFailure" ? t(`task.move.${result.kind}`) : result.message);
  }

  function askAgain(waiting: AskedMove, result: Exclude<MoveAnswer, MovedTask> | MoveFailure): AskedMove {
    const again =
      result.__typename === "MoveFailure"
        ? { ...waiting, isSending: false, trouble: problemOf(result) }
        : afterRefusal(waiting, result, t);
    return { ...again, trouble: t("task.move.kept", { problem: again.trouble }) };
  }

  function problemOf(result: Exclude<MoveAnswer, MovedTask> | MoveFailure): string {
    return result.__typename === "MoveFailure" ? t(`task.move.${result.kind}`) : result.message;
  }

  function complain(problem: string): void {
    toasts.show(problem, { tone: "problem" });
  }

  return { asked, move, answer, cancel, reorder };
}

function waitingFor(chosen: Move): AskedMove {
  return { ...chosen, isSending: false, trouble: null };
}

function inputOf(task: MovableTask, stageId: string, to: Neighbours): MoveTaskInput {
  return { taskId: task.id, stageId, expectedVersion: task.version, ...to };
}
