import type { Context } from "../context.js";
import { Label } from "../features/labels/label.entity.js";
import { createLabel } from "../features/labels/write-labels.js";
import { Stage } from "../features/programmes/stage.entity.js";
import { labelling } from "../features/tasks/edit-tasks.js";
import { Task } from "../features/tasks/task.entity.js";
import { moveTask } from "../features/tasks/move-task.js";
import { writeTask } from "../features/tasks/write-tasks.js";
import { actAs, type Surroundings } from "./act-as.js";
import type { Labelling, LabelMaking, Moving, Step } from "./months.js";

/** Plays steps through the very code that serves the board: rules, log and all. Throws at the first that is refused. */
export async function playMonths(
  surroundings: Surroundings,
  fork: () => Context["em"],
  programmeId: string,
  steps: Step[],
): Promise<void> {
  for (const step of [...steps].sort((one, other) => one.at.localeCompare(other.at))) {
    const actor = await actAs(surroundings, fork, step.who, step.at);
    const play = { em: fork(), programmeId, ...actor };
    if ("to" in step) await move(play, step);
    else if ("tasks" in step) await hang(play, step);
    else await makeLabel(play, step);
  }
}

interface Play extends Awaited<ReturnType<typeof actAs>> {
  em: Context["em"];
  programmeId: string;
}

function taskOf({ em, programmeId }: Play, place: string): Promise<Task> {
  const [number, position] = place.split(".").map(Number);
  return em.findOneOrFail(Task, { programme: programmeId, project: { number }, position });
}

async function move(play: Play, { task: place, to, report, reason }: Moving): Promise<void> {
  const { em, programmeId, context, viewer } = play;
  const task = await taskOf(play, place);
  const stage = await em.findOneOrFail(Stage, { programme: programmeId, kind: to });
  const input = { taskId: task.id, stageId: stage.id, expectedVersion: task.version, report, reason };
  await moveTask(context, viewer, input);
}

async function makeLabel({ programmeId, context, viewer }: Play, step: LabelMaking): Promise<void> {
  await createLabel(context, viewer, { programmeId, name: step.label, colour: step.colour });
}

async function hang(play: Play, { label: name, tasks }: Labelling): Promise<void> {
  const { em, programmeId, context, viewer } = play;
  const label = await em.findOneOrFail(Label, { programme: programmeId, name });
  for (const place of tasks) {
    const task = await taskOf(play, place);
    const input = { taskId: task.id, expectedVersion: task.version };
    await writeTask(context, viewer, input, labelling({ add: [label.id] }));
  }
}
