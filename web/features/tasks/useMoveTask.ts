import { shallowRef } from "vue";
import { useI18n } from "vue-i18n";
import { client, errorCode } from "../../api/client";
import {
  Board_MoveTaskDocument,
  type Board_MoveTaskMutation,
  type MoveTaskInput,
  type StageKind,
} from "../../gql/graphql";
import { useToasts } from "../../stores/toasts";
import type { Neighbours } from "./drop-place";
import type { NextStage } from "./useTaskMoves";

/** What must be known of a card to move it. */
export interface MovableTask {
  id: string;
  title: string;
  version: number;
  stage: { id: string; kind: StageKind; name: string };
}

/** A move that waits for a report or a reason. */
export interface AskedMove {
  task: MovableTask;
  option: NextStage;
  to: Neighbours;
  from?: Neighbours;
}

export type MoveAnswers = Pick<MoveTaskInput, "report" | "reason">;

const nowhere: Neighbours = { afterTaskId: null, beforeTaskId: null };

/** Moving cards: at once on the page, confirmed or put back with the reason, and undone within ten seconds. */
export function useMoveTask() {
  const { t } = useI18n();
  const toasts = useToasts();
  const asked = shallowRef<AskedMove | null>(null);

  /**
   * Moves a card, or asks for what the move still needs. `from` is where an undo puts it back.
   * Without an option the server could not be asked whether the card may go there.
   */
  async function move(
    task: MovableTask,
    option: NextStage | undefined,
    to = nowhere,
    from?: Neighbours,
  ): Promise<void> {
    if (!option) toasts.show(t("task.move.unreachable"), { tone: "problem" });
    else if (!option.allowed) toasts.show(option.reason ?? t("task.move.refused"), { tone: "problem" });
    else if (option.needs.length > 0) asked.value = { task, option, to, from };
    else await send(task, option, to, from);
  }

  /** Sends the move that was waiting, with what was asked for. */
  async function answer(answers: MoveAnswers): Promise<void> {
    const waiting = asked.value;
    asked.value = null;
    if (waiting) await send(waiting.task, waiting.option, waiting.to, waiting.from, answers);
  }

  /** Puts a card elsewhere in its own column. */
  async function reorder(task: MovableTask, to: Neighbours): Promise<void> {
    await request({ taskId: task.id, stageId: task.stage.id, expectedVersion: task.version, ...to });
  }

  async function send(
    task: MovableTask,
    option: NextStage,
    to: Neighbours,
    from?: Neighbours,
    answers: MoveAnswers = {},
  ): Promise<void> {
    const result = await request({
      taskId: task.id,
      stageId: option.stage.id,
      expectedVersion: task.version,
      ...to,
      ...answers,
    });
    if (result?.__typename === "ReportRequired")
      asked.value = { task, option: { ...option, needs: ["REPORT"] }, to, from };
    if (result?.__typename === "ReasonRequired")
      asked.value = { task, option: { ...option, needs: ["REASON"] }, to, from };
    if (result?.__typename !== "Task") return;
    const back = result.nextStages.find(
      ({ stage, allowed, needs }) => stage.id === task.stage.id && allowed && needs.length === 0,
    );
    toasts.show(t("task.move.done", { task: task.title, stage: option.stage.name }), {
      action: back && {
        label: t("task.move.undo"),
        run: () =>
          void request({
            taskId: task.id,
            stageId: task.stage.id,
            expectedVersion: result.version,
            ...(from ?? nowhere),
          }),
      },
    });
  }

  async function request(input: MoveTaskInput): Promise<Board_MoveTaskMutation["moveTask"] | null> {
    const { data, error } = await client.value.mutation(Board_MoveTaskDocument, { input });
    const result = data?.moveTask;
    if (!result) {
      const forbidden = errorCode(error) === "FORBIDDEN";
      const key = error?.networkError ? "unreachable" : forbidden ? "forbidden" : "failed";
      toasts.show(t(`task.move.${key}`), { tone: "problem" });
      return null;
    }
    if (result.__typename !== "Task") toasts.show(result.message, { tone: "problem" });
    return result;
  }

  return { asked, move, answer, reorder };
}
