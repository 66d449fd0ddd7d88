import { describe, expect, it } from "vitest";
import { noGroup } from "../../web/features/tasks/board/board-grid";
import { dropAt, type CardRights } from "../../web/features/tasks/board/drop-offer";
import type { NextStage } from "../../web/features/tasks/moving/useTaskMoves";
import { stages } from "./given-board";

const words = (key: string) => key;
const at = (columnId: string, laneId: string | null = null) => ({ columnId, laneId });

function rights(facts: Partial<CardRights> = {}): CardRights {
  const blocked = { stage: stages[3], allowed: false, needs: [], reason: "还没有送验" };
  const moves = new Map([["accepted", blocked as unknown as NextStage]]);
  return { moves, mayReschedule: true, ...facts };
}

describe("Putting a card down", () => {
  it("among stages moves it, or is refused with the server's reason; in its own column it finds a place", () => {
    const drop = (columnId: string) =>
      dropAt(at(columnId), at("active"), { columns: "STAGE", lanes: null }, rights(), words);
    expect(drop("submitted")).toEqual({ kind: "move", stageId: "submitted" });
    expect(drop("accepted")).toEqual({ kind: "refused", reason: "还没有送验" });
    expect(drop("active")).toEqual({ kind: "reorder" });
  });

  it("among quarters asks for another due date from whoever may set it", () => {
    const drop = (columnId: string, mayReschedule: boolean | null) =>
      dropAt(at(columnId), at("2"), { columns: "QUARTER", lanes: null }, rights({ mayReschedule }), words);
    expect(drop("3", true)).toEqual({ kind: "reschedule", quarter: 3 });
    expect(drop("3", null)).toEqual({ kind: "reschedule", quarter: 3 });
    expect(drop("3", false)).toEqual({ kind: "refused", reason: "rescheduling.forbidden" });
    expect(drop(noGroup, true)).toEqual({ kind: "refused", reason: "board.fixed.noQuarter" });
    expect(drop("2", true)).toEqual({ kind: "stay" });
  });

  it.each(["LIGHT", "OWNER", "LEADER", "LEAD_OFFICE", "PROJECT"] as const)(
    "among columns by %s is refused with their own reason",
    (columns) => {
      const drop = dropAt(at("other"), at("own"), { columns, lanes: null }, rights(), words);
      expect(drop).toEqual({ kind: "refused", reason: `board.fixed.${columns}` });
    },
  );

  it("into another lane does what the lanes stand for, and one thing at a time", () => {
    const drop = (lanes: "QUARTER" | "PROJECT", columnId: string) =>
      dropAt(at(columnId, "3"), at("active", "2"), { columns: "STAGE", lanes }, rights(), words);
    expect(drop("QUARTER", "active")).toEqual({ kind: "reschedule", quarter: 3 });
    expect(drop("QUARTER", "submitted")).toEqual({ kind: "refused", reason: "board.fixed.oneThing" });
    expect(drop("PROJECT", "active")).toEqual({ kind: "refused", reason: "board.fixed.PROJECT" });
    expect(drop("PROJECT", "submitted")).toEqual({ kind: "refused", reason: "board.fixed.PROJECT" });
  });
});
