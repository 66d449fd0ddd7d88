import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { StageKind } from "../programmes/stage-kind.enum.js";
import { tasksOf, type EditStep } from "./edit-tasks.js";
import { notFound } from "../../graphql/coded-error.js";
import { ReasonRequired, TaskOnRecord } from "./task.problems.js";
import type { TaskSession, TaskWork } from "./write-tasks.js";

/** What taking a card off the board does. What was reported on, submitted or accepted stays: it is on record. */
export const removing =
  (reason: string) =>
  async (session: TaskSession, taskIds: readonly string[]): Promise<TaskWork<EditStep>> => {
    const tasks = await tasksOf(session, taskIds, ["assignees", "labels"]);
    return {
      fields: ["stage", "reportedAttempt"],
      judge: (card) => {
        const task = tasks.get(card.id);
        if (!task) throw notFound("task");
        if (!reason.trim()) throw new Refusal(new ReasonRequired(session.locale));
        const isPending = card.stage.kind === StageKind.PENDING || card.stage.kind === StageKind.ACTIVE;
        if (!isPending || card.state.reportedAttempt > 0) throw new Refusal(new TaskOnRecord(session.locale));
        return { card, task, verb: ChangeVerb.REMOVE, reason: reason.trim() };
      },
      apply: (steps) => {
        for (const { task, verb, reason: why } of steps) {
          session.chain.done.set(task, { verb, reason: why });
          session.em.remove(task);
        }
      },
    };
  };
