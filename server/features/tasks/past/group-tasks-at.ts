import type { Context } from "../../../context.js";
import { countLights } from "../light.row.js";
import { nameGroups } from "../name-groups.js";
import { TaskGroup, TaskGroupKey } from "../task-group.row.js";
import type { TaskAt } from "./tasks-at.js";

const idOf = ({ id }: { id: string }) => id;

/** What a task of the past has of each thing; nothing for none. */
const keysOf: Record<TaskGroupKey, (at: TaskAt) => (string | number | null | undefined)[]> = {
  STAGE: ({ task }) => [task.stage.id],
  STAGE_KIND: ({ task }) => [task.stage.kind],
  LIGHT: ({ facts }) => [facts.light],
  QUARTER: ({ facts }) => [...facts.quarters],
  DUE_MONTH: ({ facts }) => [facts.dueOn?.slice(0, 7)],
  PROGRAMME: ({ task }) => [task.project.programmeId],
  PROJECT: ({ task }) => [task.project.id],
  CATEGORY: ({ task }) => [task.project.category],
  LEAD_OFFICE: ({ task }) => [task.project.offices[0]?.id],
  OFFICE: ({ task }) => task.project.offices.map(idOf),
  ASSISTING_OFFICE: ({ task }) => task.project.assistingOffices.map(idOf),
  LEADER: ({ task }) => task.project.leaders.map(idOf),
  OWNER: ({ task }) => task.project.owners.map(idOf),
  ASSIGNEE: ({ task }) => task.assignees.map(idOf),
  LABEL: ({ labels }) => labels.map(idOf),
};

/** Tasks of the past in groups, as the database makes them of the present; what is gone since has no name. */
export function groupTasksAt(
  context: Context,
  tasks: readonly TaskAt[],
  by: TaskGroupKey,
  then: TaskGroupKey | null,
): Promise<TaskGroup[]> {
  return nameGroups(context, grouped(tasks, by, then));
}

function grouped(tasks: readonly TaskAt[], by: TaskGroupKey, then: TaskGroupKey | null): TaskGroup[] {
  const groups = new Map<string | null, TaskAt[]>();
  for (const at of tasks) {
    const keys = keysOf[by](at).filter((key) => key !== null && key !== undefined);
    for (const key of keys.length > 0 ? keys.map(String) : [null])
      groups
        .set(key, groups.get(key) ?? [])
        .get(key)
        ?.push(at);
  }
  return [...groups].map(([key, own]) => {
    const lights = own.map(({ task }) => task.light);
    const counts = {
      red: countLights(lights, "RED"),
      yellow: countLights(lights, "YELLOW"),
      green: countLights(lights, "GREEN"),
      none: countLights(lights, "NONE"),
    };
    const within = then ? grouped(own, then, null) : [];
    return Object.assign(new TaskGroup(), unnamed, {
      by,
      key,
      count: own.length,
      lights: counts,
      groups: within,
    });
  });
}

const unnamed = {
  stage: null,
  stageKind: null,
  light: null,
  quarter: null,
  programme: null,
  project: null,
  office: null,
  person: null,
  label: null,
};
