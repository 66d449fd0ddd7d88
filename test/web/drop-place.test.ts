import { describe, expect, it } from "vitest";
import { isSamePlace, neighboursAt, placeOf, stepPlace } from "../../web/features/tasks/board/drop-place";

const columns = [
  { stageId: "pending", taskIds: ["a", "b", "c"] },
  { stageId: "active", taskIds: ["d"] },
  { stageId: "accepted", taskIds: [] },
];

describe("The neighbours sent with a move", () => {
  it("are the cards above and below the gap", () => {
    expect(neighboursAt(["d", "e"], 1, "a")).toEqual({ afterTaskId: "d", beforeTaskId: "e" });
  });

  it("are none at the ends and in an empty column", () => {
    expect(neighboursAt(["d"], 0, "a")).toEqual({ afterTaskId: null, beforeTaskId: "d" });
    expect(neighboursAt(["d"], 1, "a")).toEqual({ afterTaskId: "d", beforeTaskId: null });
    expect(neighboursAt([], 0, "a")).toEqual({ afterTaskId: null, beforeTaskId: null });
  });

  it("never include the card itself when it moves within its column", () => {
    expect(neighboursAt(["a", "b", "c"], 3, "a")).toEqual({ afterTaskId: "c", beforeTaskId: null });
    expect(neighboursAt(["a", "b", "c"], 2, "a")).toEqual({ afterTaskId: "b", beforeTaskId: "c" });
    expect(neighboursAt(["a", "b", "c"], 0, "c")).toEqual({ afterTaskId: null, beforeTaskId: "a" });
  });
});

describe("A drop", () => {
  it("right above or right below the card itself changes nothing", () => {
    expect(isSamePlace(columns, "b", { stageId: "pending", index: 1 })).toBe(true);
    expect(isSamePlace(columns, "b", { stageId: "pending", index: 2 })).toBe(true);
    expect(isSamePlace(columns, "b", { stageId: "pending", index: 0 })).toBe(false);
    expect(isSamePlace(columns, "b", { stageId: "active", index: 1 })).toBe(false);
  });
});

describe("A card carried by keys", () => {
  it("goes up and down gap by gap, over its own place", () => {
    expect(stepPlace(columns, "b", { stageId: "pending", index: 1 }, "down")).toEqual({
      stageId: "pending",
      index: 3,
    });
    expect(stepPlace(columns, "b", { stageId: "pending", index: 3 }, "up")).toEqual({
      stageId: "pending",
      index: 1,
    });
  });

  it("stays at the edges", () => {
    expect(stepPlace(columns, "b", { stageId: "pending", index: 0 }, "up")).toEqual({
      stageId: "pending",
      index: 0,
    });
    expect(stepPlace(columns, "b", { stageId: "pending", index: 1 }, "left")).toEqual({
      stageId: "pending",
      index: 1,
    });
  });

  it("goes to the same height of the next column, as far as that reaches", () => {
    expect(stepPlace(columns, "c", { stageId: "pending", index: 2 }, "right")).toEqual({
      stageId: "active",
      index: 1,
    });
    expect(stepPlace(columns, "d", { stageId: "active", index: 0 }, "right")).toEqual({
      stageId: "accepted",
      index: 0,
    });
  });

  it("comes home to its own place", () => {
    expect(stepPlace(columns, "c", { stageId: "active", index: 0 }, "left")).toEqual(placeOf(columns, "c"));
  });
});
