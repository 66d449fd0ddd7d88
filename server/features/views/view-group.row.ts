import { Field, Int, ObjectType } from "type-graphql";
import { connectionClasses } from "../../graphql/connection.js";
import { countLights } from "../tasks/light.row.js";
import { TaskRow } from "../tasks/task.row.js";
import { groupsOf } from "./run/run-view.js";
import type { ViewGrouping } from "./view.enum.js";

@ObjectType({ simpleResolvers: true, description: "How many tasks have each light." })
export class LightCounts {
  @Field(() => Int, { description: "With a red light." })
  red!: number;

  @Field(() => Int, { description: "With a yellow light." })
  yellow!: number;

  @Field(() => Int, { description: "With a green light." })
  green!: number;

  @Field(() => Int, { description: "Without a light." })
  none!: number;
}

@ObjectType({ simpleResolvers: true, description: "The tasks of a view that have something in common." })
export class ViewGroup {
  @Field(() => String, {
    nullable: true,
    description:
      "What they have in common: an id, a number or an enum's value; null for those that have none.",
  })
  key!: string | null;

  @Field(() => String, { nullable: true, description: "What that is called; null for those that have none." })
  label!: string | null;

  @Field(() => Int, { description: "How many tasks." })
  count!: number;

  @Field(() => LightCounts, { description: "Their lights." })
  lights!: LightCounts;

  @Field(() => [ViewGroup], { description: "The same tasks grouped once more (`then`); none without it." })
  groups!: ViewGroup[];
}

const { Connection } = connectionClasses(() => TaskRow, "ViewTask");

@ObjectType({ description: "A view's tasks, page by page." })
export class ViewTaskConnection extends Connection {}

/** Groups tasks, and each group once more; in the order in which groups are met, those without anything last. */
export function groupTasks(
  tasks: readonly TaskRow[],
  by: ViewGrouping,
  then: ViewGrouping | null,
): ViewGroup[] {
  const groups = new Map<string | null, { label: string | null; tasks: TaskRow[] }>();
  for (const task of tasks) {
    const keys = groupsOf[by](task);
    for (const { key, label } of keys.length > 0 ? keys : [{ key: null, label: null }]) {
      const group = groups.get(key) ?? { label, tasks: [] };
      group.tasks.push(task);
      groups.set(key, group);
    }
  }
  const entries = [...groups].toSorted(([one], [other]) => Number(one === null) - Number(other === null));
  return entries.map(([key, { label, tasks: inGroup }]) => ({
    key,
    label,
    count: inGroup.length,
    lights: lightsOf(inGroup),
    groups: then ? groupTasks(inGroup, then, null) : [],
  }));
}

function lightsOf(tasks: readonly TaskRow[]): LightCounts {
  const lights = tasks.map(({ light }) => light);
  return {
    red: countLights(lights, "RED"),
    yellow: countLights(lights, "YELLOW"),
    green: countLights(lights, "GREEN"),
    none: countLights(lights, "NONE"),
  };
}
