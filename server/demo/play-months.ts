import type { Context } from "../context.js";
import { Person } from "../features/people/person.entity.js";
import { everyScope } from "../features/sessions/viewer.policy.js";
import { Role } from "../features/people/role.enum.js";
import { Stage } from "../features/programmes/stage.entity.js";
import { Task } from "../features/tasks/task.entity.js";
import { moveTask } from "../features/tasks/move-task.js";
import type { Step } from "./months.js";

/** What a request's context has besides who sends it and when. */
type Surroundings = Omit<Context, "em" | "viewer" | "clock">;

/** Plays steps through the very code that serves the board: rules, log and all. Throws at the first that is refused. */
export async function playMonths(
  surroundings: Surroundings,
  fork: () => Context["em"],
  programmeId: string,
  steps: Step[],
): Promise<void> {
  for (const step of [...steps].sort((one, other) => one.at.localeCompare(other.at))) {
    const em = fork();
    const person = await em.findOneOrFail(Person, { name: step.who });
    const [number, position] = step.task.split(".").map(Number);
    const where = { programme: programmeId, project: { number }, position };
    const task = await em.findOneOrFail(Task, where);
    const stage = await em.findOneOrFail(Stage, { programme: programmeId, kind: step.to });
    const at = new Date(`${step.at}:00+08:00`);
    const context: Context = {
      ...surroundings,
      em: fork(),
      viewer: null,
      clock: { now: () => at, today: () => step.at.slice(0, 10) },
    };
    const viewer = {
      personId: person.id,
      name: person.name,
      role: person.role,
      supervises: person.role === Role.SUPERVISOR,
      mustChangePassword: false,
      officeId: person.office?.id ?? null,
      sessionId: null,
      tokenId: null,
      scopes: everyScope,
      programmeIds: null,
    };
    const { report, reason } = step;
    const move = { taskId: task.id, stageId: stage.id, expectedVersion: task.version, report, reason };
    await moveTask(context, viewer, move);
  }
}
