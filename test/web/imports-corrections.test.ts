import { describe, expect, it } from "vitest";
import {
  correctedProject,
  correctionInputs,
  countKept,
  namesOf,
  parseField,
  taskFields,
  withChange,
  type Correction,
} from "../../web/features/imports/corrections";
import type { Import_ProjectFragment, Import_TaskFragment } from "../../web/gql/graphql";

const task = {
  title: "开工",
  period: { startsOn: "2022-01-01", dueOn: "2022-03-31" },
} as Import_TaskFragment;
const project = {
  number: 3,
  category: "民生",
  name: "修路",
  content: "修路三公里",
  leaders: ["王强"],
  owners: [],
  offices: ["规划建设办"],
  assistingOffices: [],
  remarks: null,
  tasks: [task, task],
} as unknown as Import_ProjectFragment;

describe("A correction", () => {
  it("keeps only what differs from what was read", () => {
    expect(withChange(undefined, { name: "修桥" }, project)).toEqual({ name: "修桥" });
    expect(withChange({ name: "修桥", number: 4 }, { name: "修路" }, { name: "修路" })).toEqual({
      number: 4,
    });
    expect(withChange({ leaders: ["李梅"] }, { leaders: ["王强"] }, project)).toBeNull();
    expect(withChange(undefined, { remarks: null }, project)).toBeNull();
  });

  it("of a period names both its days, or none", () => {
    const read = taskFields(task);
    const change = { startsOn: "2022-01-01", dueOn: "2022-06-30" };
    expect(withChange(undefined, change, read)).toEqual(change);
    expect(withChange(change, { startsOn: "2022-01-01", dueOn: "2022-03-31" }, read)).toBeNull();
  });

  it("is measured by the reading that was chosen for the task", () => {
    const read = taskFields(task, { startsOn: null, dueOn: "2022-06-30" });
    expect(withChange(undefined, { startsOn: null, dueOn: "2022-06-30" }, read)).toBeNull();
    expect(withChange(undefined, { startsOn: "2022-01-01", dueOn: "2022-06-30" }, read)).not.toBeNull();
  });

  it("that leaves something out is undone by bringing it back", () => {
    const out = withChange({ title: "竣工" }, { leaveOut: true }, taskFields(task));
    expect(out).toEqual({ title: "竣工", leaveOut: true });
    expect(withChange(out ?? undefined, { leaveOut: false }, taskFields(task))).toEqual({ title: "竣工" });
  });

  it("is shown over what was read, which stays as it is", () => {
    const shown = correctedProject(project, { name: "修桥", leaders: ["李梅"], category: null });
    expect(shown).toMatchObject({ name: "修桥", leaders: ["李梅"], category: null, content: "修路三公里" });
    expect(project.name).toBe("修路");
    expect(correctedProject(project, undefined)).toBe(project);
  });
});

describe("Corrections as the API takes them", () => {
  const corrections = new Map<string, Correction>([
    ["task-1-0", { title: "竣工" }],
    ["project-1", { number: null }],
    ["project-9", { name: "不在这份通知里" }],
  ]);

  it("come in the order of the notice, each with its place, and only those of this notice", () => {
    expect(correctionInputs(corrections, [project, project])).toEqual([
      { projectIndex: 1, number: null },
      { projectIndex: 1, taskIndex: 0, title: "竣工" },
    ]);
  });

  it("leave out the tasks of a project that is left out", () => {
    const out = new Map<string, Correction>([
      ["project-0", { leaveOut: true }],
      ["task-1-1", { leaveOut: true }],
    ]);
    expect(countKept(out, [project, project, project])).toEqual({ projects: 2, tasks: 3 });
  });
});

describe("What is typed into a field", () => {
  it("of names is divided as notices divide them", () => {
    expect(namesOf("王强、李梅，赵磊/陈　军;王强\n")).toEqual(["王强", "李梅", "赵磊", "陈　军"]);
    expect(parseField("", "names")).toEqual([]);
  });

  it("of a number is a number, nothing, or wrong", () => {
    expect(parseField(" 12 ", "number")).toBe(12);
    expect(parseField("", "number")).toBeNull();
    expect(parseField("十二", "number")).toBeUndefined();
    expect(parseField("-1", "number")).toBeUndefined();
  });

  it("of words is trimmed, and nothing where nothing is left", () => {
    expect(parseField(" 修桥 ", "line")).toBe("修桥");
    expect(parseField("  ", "text")).toBeNull();
  });
});
