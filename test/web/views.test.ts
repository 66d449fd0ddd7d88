import { describe, expect, it } from "vitest";
import { quarterEndsBefore } from "../../web/features/tasks/past/quarter-ends";
import {
  differs,
  groupViews,
  placeAfterStep,
  type Arrangement,
  type SavedView,
} from "../../web/features/views/view-groups";

function view(facts: Partial<SavedView>): SavedView {
  return {
    id: "view_1",
    name: "",
    layout: "BOARD",
    columns: "STAGE",
    lanes: null,
    filterText: "灯:红",
    sharing: "PRIVATE",
    isMine: false,
    isFollowed: false,
    isReadyMade: false,
    programme: null,
    ...facts,
  } as SavedView;
}

describe("A page shows its tasks otherwise than the view says", () => {
  const asSaved: Arrangement = { layout: "BOARD", columns: "STAGE", lanes: null, filterText: "灯:红" };

  it("not while everything is as saved, blanks around the filter aside", () => {
    expect(differs(asSaved, view({}))).toBe(false);
    expect(differs({ ...asSaved, filterText: " 灯:红 " }, view({}))).toBe(false);
  });

  it.each([{ layout: "TABLE" }, { columns: "OWNER" }, { lanes: "PROJECT" }, { filterText: "" }] as const)(
    "when one thing is not: %o",
    (change) => expect(differs({ ...asSaved, ...change }, view({}))).toBe(true),
  );
});

describe("Views are listed by whose they are", () => {
  const names = (views: SavedView[]) =>
    groupViews(views, "programme_1").map((group) => [group.name, group.views.map(({ id }) => id)]);

  it("one's own and what one follows first; ready-made ones stay where they are", () => {
    expect(
      names([
        view({ id: "made", isReadyMade: true, isFollowed: true, sharing: "EVERYONE" }),
        view({ id: "all", sharing: "EVERYONE" }),
        view({ id: "office", sharing: "OFFICE" }),
        view({ id: "followed", sharing: "EVERYONE", isFollowed: true }),
        view({ id: "own", isMine: true }),
      ]),
    ).toEqual([
      ["mine", ["followed", "own"]],
      ["readyMade", ["made"]],
      ["office", ["office"]],
      ["everyone", ["all"]],
    ]);
  });

  it("without those that are bound to another programme", () => {
    const elsewhere = view({ isMine: true, programme: { id: "programme_2" } });
    const here = view({ id: "here", isMine: true, programme: { id: "programme_1" } });
    expect(names([elsewhere, here])).toEqual([["mine", ["here"]]]);
  });

  it("and each can be moved one place within its group", () => {
    const group = [{ id: "a" }, { id: "b" }, { id: "c" }];
    expect(placeAfterStep(group, "b", -1)).toEqual({ beforeViewId: "a" });
    expect(placeAfterStep(group, "b", 1)).toEqual({ afterViewId: "c" });
    expect(placeAfterStep(group, "a", -1)).toBeNull();
    expect(placeAfterStep(group, "c", 1)).toBeNull();
  });
});

it("The quarters' ends that can be looked back at are those that are past", () => {
  expect(quarterEndsBefore("2022-08-15")).toEqual(["2022-03-31", "2022-06-30"]);
  expect(quarterEndsBefore("2022-06-30")).toEqual(["2022-03-31"]);
  expect(quarterEndsBefore("2022-01-02")).toEqual([]);
});
