import { describe, expect, it } from "vitest";
import { conditionText, type ConditionField } from "../../web/features/tasks/filtering/condition-fields";
import { withAlso } from "../../web/features/tasks/filtering/filter-json";
import { markErrors, mended } from "../../web/features/tasks/filtering/mark-errors";

const field = (keyword: string, kind: ConditionField["kind"]): ConditionField => ({ keyword, kind });

describe("What is picked for a condition becomes its text", () => {
  it("one or several values, or all but these", () => {
    const light = { field: field("light", "choice"), values: ["红", "黄"] };
    expect(conditionText(light)).toBe("light:红,黄");
    expect(conditionText({ ...light, isNot: true })).toBe("-light:红,黄");
  });

  it("a span of days by its name, or from a day, to a day, on a day", () => {
    const due = { field: field("due", "day"), values: [] };
    expect(conditionText({ ...due, values: ["本季度"] })).toBe("due:本季度");
    expect(conditionText({ ...due, from: "2022-07-01" })).toBe("due>=2022-07-01");
    expect(conditionText({ ...due, to: "2022-09-30" })).toBe("due<=2022-09-30");
    expect(conditionText({ ...due, from: "2022-07-01", to: "2022-09-30" })).toBe(
      "due:2022-07-01..2022-09-30",
    );
    expect(conditionText({ ...due, from: "2022-07-01", to: "2022-07-01" })).toBe("due:2022-07-01");
  });

  it("words in quotation marks, so that none of them is a keyword", () => {
    const words = { field: field("project", "words"), values: [] };
    expect(conditionText({ ...words, words: ' 路灯 或 "改造" ' })).toBe('project:"路灯 或 \\"改造\\""');
    expect(conditionText({ ...words, words: "  " })).toBeNull();
  });

  it("nothing, where nothing was picked", () => {
    expect(conditionText({ field: field("owner", "names"), values: [] })).toBeNull();
    expect(conditionText({ field: field("late", "number"), values: [] })).toBeNull();
  });
});

describe("A condition is added to a filter", () => {
  it("beside the others, where its name is free", () => {
    expect(withAlso({ light: { eq: "RED" } }, { dueOn: { lte: "P10D" } })).toEqual({
      light: { eq: "RED" },
      dueOn: { lte: "P10D" },
    });
  });

  it("in a list where it is not, and none that stood in a list is lost", () => {
    const listed = { or: [{ a: 1 }], and: [{ or: [{ b: 2 }] }] };
    expect(withAlso(listed, { or: [{ c: 3 }] })).toEqual({
      or: [{ a: 1 }],
      and: [{ or: [{ b: 2 }] }, { or: [{ c: 3 }] }],
    });
  });
});

describe("What cannot be read is marked in its place", () => {
  it("between what can be read", () => {
    expect(markErrors("灯:紫 路灯", [{ offset: 2, length: 1 }])).toEqual([
      { text: "灯:", isWrong: false },
      { text: "紫", isWrong: true },
      { text: " 路灯", isWrong: false },
    ]);
  });

  it("also at the very end, where something is missing", () => {
    expect(markErrors("灯:", [{ offset: 2, length: 0 }])).toEqual([
      { text: "灯:", isWrong: false },
      { text: " ", isWrong: true },
    ]);
  });

  it("and another word takes its place, with the cursor behind it", () => {
    expect(mended("灯:紫 路灯", { offset: 2, length: 1 }, "红")).toEqual(["灯:红 路灯", 3]);
  });
});
