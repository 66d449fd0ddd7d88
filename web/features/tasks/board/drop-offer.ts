import type { TaskGroupKey } from "../../../gql/graphql";
import { noGroup } from "./board-grid";
import type { Standpoint } from "./drop-place";
import type { NextStage } from "../moving/useTaskMoves";
import type { LaneKey } from "../group-cards";
import type { Translate } from "../task-words";

/** What putting a card down somewhere would do. */
export type Drop =
  | { kind: "stay" }
  | { kind: "reorder" }
  | { kind: "move"; stageId: string }
  | { kind: "reschedule"; quarter: number }
  | { kind: "refused"; reason: string };

export interface Arrangement {
  columns: TaskGroupKey;
  lanes: LaneKey | null;
}

/** What the viewer may do to a card, as far as it is known. */
export interface CardRights {
  /** By stage; what is not known yet is not refused before it is tried. */
  moves: ReadonlyMap<string, NextStage>;
  mayReschedule: boolean | null;
}

/**
 * What putting a card down would do, one change at a time: a stage is entered and a quarter is another due date; what
 * follows from the project or is computed is nobody's to drag, and the words say so.
 */
export function dropAt(
  place: Standpoint,
  from: Standpoint,
  { columns, lanes }: Arrangement,
  rights: CardRights,
  t: Translate,
): Drop {
  const changesColumn = place.columnId !== from.columnId;
  const changesLane = place.laneId !== from.laneId;
  if (!changesColumn && !changesLane) return { kind: columns === "STAGE" ? "reorder" : "stay" };
  if (changesLane && lanes) {
    const drop = dropInto(lanes, place.laneId ?? noGroup, rights, t);
    const isTwofold = changesColumn && drop.kind !== "refused";
    return isTwofold ? { kind: "refused", reason: t("board.fixed.oneThing") } : drop;
  }
  return dropInto(columns, place.columnId, rights, t);
}

function dropInto(by: TaskGroupKey, id: string, { moves, mayReschedule }: CardRights, t: Translate): Drop {
  if (by === "STAGE") {
    const option = moves.get(id);
    if (option?.allowed === false)
      return { kind: "refused", reason: option.reason ?? t("task.move.refused") };
    return { kind: "move", stageId: id };
  }
  if (by !== "QUARTER") return { kind: "refused", reason: t(`board.fixed.${by}`) };
  if (mayReschedule === false) return { kind: "refused", reason: t("rescheduling.forbidden") };
  if (id === noGroup) return { kind: "refused", reason: t("board.fixed.noQuarter") };
  return { kind: "reschedule", quarter: Number(id) };
}
