import { describe, expect, it } from "vitest";
import { isSamePlace, neighboursAt, placeOf, stepPlace } from "../../web/features/tasks/board/drop-place";

const at = (columnId: string) => ({ columnId, laneId: null });
const columns = [
  { columnId: "pending", laneId: null, taskIds: ["a", "b", "c"] },
  { columnId: "active", laneId: null, taskIds: ["d"] },
  { columnId: "accepted", laneId: null, taskIds: [] },
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
    expect(isSamePlace(columns, "b", at("pending"), { columnId: "pending", laneId: null, index: 1 })).toBe(
      true,
    );
    expect(isSamePlace(columns, "b", at("pending"), { columnId: "pending", laneId: null, index: 2 })).toBe(
      true,
    );
    expect(isSamePlace(columns, "b", at("pending"), { columnId: "pending", laneId: null, index: 0 })).toBe(
      false,
    );
    expect(isSamePlace(columns, "b", at("pending"), { columnId: "active", laneId: null, index: 1 })).toBe(
      false,
    );
  });
});

describe("A card carried by keys", () => {
  it("goes up and down gap by gap, over its own place", () => {
    expect(
      stepPlace(columns, "b", at("pending"), { columnId: "pending", laneId: null, index: 1 }, "down"),
    ).toEqual({
      columnId: "pending",
      laneId: null,
      index: 3,
    });
    expect(
      stepPlace(columns, "b", at("pending"), { columnId: "pending", laneId: null, index: 3 }, "up"),
    ).toEqual({
      columnId: "pending",
      laneId: null,
      index: 1,
    });
  });

  it("stays at the edges", () => {
    expect(
      stepPlace(columns, "b", at("pending"), { columnId: "pending", laneId: null, index: 0 }, "up"),
    ).toEqual({
      columnId: "pending",
      laneId: null,
      index: 0,
    });
    expect(
      stepPlace(columns, "b", at("pending"), { columnId: "pending", laneId: null, index: 1 }, "left"),
    ).toEqual({
      columnId: "pending",
      laneId: null,
      index: 1,
    });
  });

  it("goes to the same height of the next column, as far as that reaches", () => {
    expect(
      stepPlace(columns, "c", at("pending"), { columnId: "pending", laneId: null, index: 2 }, "right"),
    ).toEqual({
      columnId: "active",
      laneId: null,
      index: 1,
    });
    expect(
      stepPlace(columns, "d", at("active"), { columnId: "active", laneId: null, index: 0 }, "right"),
    ).toEqual({
      columnId: "accepted",
      laneId: null,
      index: 0,
    });
  });

  it("comes home to its own place", () => {
    expect(
      stepPlace(columns, "c", at("pending"), { columnId: "active", laneId: null, index: 0 }, "left"),
    ).toEqual(placeOf(columns, "c", at("pending")));
  });

  it("goes from the end of a lane's cell into the next lane, where that may be entered", () => {
    const lanes = [
      { columnId: "active", laneId: "2", taskIds: ["a"] },
      { columnId: "active", laneId: "3", taskIds: ["b", "c"] },
    ];
    const from = { columnId: "active", laneId: "2" };
    const intoNext = { columnId: "active", laneId: "3", index: 0 };
    expect(stepPlace(lanes, "a", from, { ...from, index: 0 }, "down")).toEqual(intoNext);
    expect(stepPlace(lanes, "a", from, intoNext, "up")).toEqual({ ...from, index: 0 });
    const end = { columnId: "active", laneId: "3", index: 2 };
    expect(stepPlace(lanes, "a", from, end, "down")).toEqual(end);
  });
});
