import type { TaskGroupKey } from "../../gql/graphql";
import type { CardGroup } from "./group-cards";
import { stageName, type Translate } from "./task-words";

/** What a group of cards is called; those that belong to none say so. */
export function groupWords({ key, name, stage }: CardGroup, by: TaskGroupKey, t: Translate): string {
  if (key === null) return t(`grouping.none.${by}`);
  if (by === "STAGE") return stage ? stageName(stage, t) : "";
  if (by === "LIGHT") return t(`task.light.${key}`);
  if (by === "QUARTER") return t(`task.period.quarter${key}`);
  return name ?? "";
}
