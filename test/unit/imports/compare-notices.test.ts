import { describe, expect, it } from "vitest";
import { compareNotices } from "../../../server/features/imports/compare-notices.js";
import type { RowWords, TaskWords } from "../../../server/features/imports/compare-fields.js";
import type {
  BoardProject,
  BoardTask,
  Difference,
  LastRow,
  NewRow,
} from "../../../server/features/imports/notice-differences.js";

interface RowPlan extends Partial<RowWords> {
  tasks?: (Partial<TaskWords> & { isLeftOut?: boolean })[];
  isLeftOut?: boolean;
}

/** A row as a notice says it; every row has a name of its own unless one is given. */
function row(name: string, plan: RowPlan = {}): NewRow {
  const { tasks = [quarter(1)], isLeftOut = false, ...words } = plan;
  return {
    number: null,
    category: null,
    name,
    content: "",
    progressText: "",
    leaders: [],
    owners: [],
    offices: [],
    assistingOffices: [],
    remarks: null,
    ...words,
    isLeftOut,
    tasks: tasks.map((task) => ({ title: "动工", startsOn: null, dueOn: null, isLeftOut: false, ...task })),
  };
}

const lastDays = ["03-31", "06-30", "09-30", "12-31"];

function quarter(number: 1 | 2 | 3 | 4, title = `完成第${"一二三四"[number - 1] ?? ""}步`): TaskWords {
  const startsOn = `2022-${String(number * 3 - 2).padStart(2, "0")}-01`;
  return { title, startsOn, dueOn: `2022-${lastDays[number - 1] ?? ""}` };
}

/** The last notice and the board that was made of it. */
function given(rows: NewRow[]): { last: LastRow[]; board: BoardProject[] } {
  const board = rows.map(({ isLeftOut: _isLeftOut, tasks, ...words }, index) => ({
    ...words,
    id: `project_${index + 1}`,
    tasks: tasks.map(({ title, startsOn, dueOn }, place) => ({
      title,
      startsOn,
      dueOn,
      stageId: "stage",
      hasMoved: false,
      hasReports: false,
      id: `task_${index + 1}_${place + 1}`,
    })),
  }));
  const last = rows.map((imported, index) => ({
    imported,
    read: imported,
    made: { projectId: `project_${index + 1}`, taskIds: board[index]!.tasks.map(({ id }) => id) },
  }));
  return { last, board };
}

function compare(before: NewRow[], after: NewRow[], edit: (board: BoardProject[]) => void = () => undefined) {
  const { last, board } = given(before);
  const edited = structuredClone(board);
  edit(edited);
  return compareNotices(last, edited, after);
}

/** A difference in a line, such as `CHANGED 2.1 PERIOD`. */
function shown({ kind, projectIndex, taskIndex, taskId, projectName, fields, match }: Difference): string {
  const place = projectIndex === null ? projectName : String(projectIndex + 1);
  const task = taskIndex === null ? (taskId ? `.${taskId}` : "") : `.${taskIndex + 1}`;
  const names = kind === "CHANGED" ? ` ${fields.map(({ field }) => field).join(",")}` : "";
  return `${kind} ${place}${task}${names}${match && match !== "SAME" ? ` ${match}` : ""}`;
}

function differences(...versions: Parameters<typeof compare>): string[] {
  return compare(...versions).differences.map(shown);
}

const roads = row("紫岭路道路提升工程", { number: 1, tasks: [quarter(1), quarter(2), quarter(3)] });
const lamps = row("紫湖路路灯翻修工程", { number: 2, tasks: [quarter(1), quarter(2)] });
const trees = row("紫帽山植树绿化", { number: 3 });

describe("An amended notice compared with the last one and the board", () => {
  it("has no difference from itself, whatever the board says", () => {
    expect(differences([roads, lamps], [roads, lamps])).toEqual([]);
    const edited = differences([roads, lamps], [roads, lamps], ([project]) => {
      project!.name = "改了名";
      project!.tasks[0]!.hasMoved = true;
    });
    expect(edited).toEqual([]);
  });

  it("takes line breaks, spaces and full-width forms for no difference", () => {
    const typed = { ...roads, name: "紫岭路 道路\n提升工程", content: "（一）" };
    expect(differences([{ ...roads, content: "(一)" }], [typed])).toEqual([]);
  });

  it("tells each field of a row that says something else, in all three versions", () => {
    const before = { ...roads, leaders: ["甲"], content: "旧" };
    const after = { ...before, leaders: ["乙", "丙"], content: "新" };
    const [difference] = compare([before], [after]).differences;
    expect(difference).toMatchObject({
      kind: "CHANGED",
      match: "SAME",
      projectId: "project_1",
      isSuggested: true,
      warnings: [],
      fields: [
        { field: "CONTENT", imported: "旧", board: "旧", notice: "新", isConflict: false },
        { field: "LEADERS", imported: "甲", board: "甲", notice: "乙、丙", isConflict: false },
      ],
    });
  });

  it("says nothing of what the board says already", () => {
    const after = { ...roads, content: "新" };
    expect(differences([roads], [after], ([project]) => void (project!.content = "新"))).toEqual([]);
  });

  it("does not suggest to undo what somebody edited on the board", () => {
    const after = { ...roads, content: "新" };
    const { differences } = compare([roads], [after], ([project]) => void (project!.content = "板上改的"));
    expect(differences).toMatchObject([
      { isSuggested: false, warnings: ["BOARD_EDITED"], fields: [{ board: "板上改的", isConflict: true }] },
    ]);
  });

  it("finds a period that was put off, and shows it as a person reads it", () => {
    const after = {
      ...lamps,
      tasks: [lamps.tasks[0]!, { ...lamps.tasks[1]!, startsOn: null, dueOn: "2022-09-30" }],
    };
    const { differences } = compare([lamps], [after]);
    expect(differences).toMatchObject([
      {
        kind: "CHANGED",
        projectIndex: 0,
        taskIndex: 1,
        taskId: "task_1_2",
        fields: [{ field: "PERIOD", imported: "2022-04-01 – 2022-06-30", notice: "≤ 2022-09-30" }],
      },
    ]);
  });

  it.each([
    ["moved", { hasMoved: true }, ["TASK_MOVED"]],
    ["reported on", { hasMoved: true, hasReports: true }, ["TASK_MOVED", "HAS_REPORTS"]],
  ])("never suggests to change a task that was %s", (_what, state: Partial<BoardTask>, warnings) => {
    const after = { ...trees, tasks: [{ ...trees.tasks[0]!, title: "完成第一步和验收" }] };
    const { differences } = compare(
      [trees],
      [after],
      ([project]) => void Object.assign(project!.tasks[0]!, state),
    );
    expect(differences).toMatchObject([
      { kind: "CHANGED", isSuggested: false, isApplicable: true, warnings },
    ]);
  });

  it("tells swapped numbers from changed projects", () => {
    const after = [
      { ...lamps, number: 1 },
      { ...roads, number: 2 },
    ];
    expect(differences([roads, lamps], after)).toEqual([
      "CHANGED 1 NUMBER,POSITION RENUMBERED",
      "CHANGED 2 NUMBER RENUMBERED",
    ]);
  });

  it("knows a project by a name that is alike under the same number", () => {
    const after = { ...roads, name: "紫岭路道路改造提升" };
    expect(differences([roads, lamps], [after, lamps])).toEqual(["CHANGED 1 NAME RENAMED"]);
  });

  it("knows a project that is called otherwise by its number and content", () => {
    const content = "在紫岭路临崖路段加装防撞护栏，清沟、修枝，修补破损路面。";
    const [before, after] = [
      { ...roads, content },
      { ...roads, content, name: "平安畅行" },
    ];
    expect(differences([before], [after])).toEqual(["CHANGED 1 NAME RENAMED"]);
  });

  it("takes another project under the same number for another project", () => {
    const after = row("长期护理保险试点", { number: 2, tasks: lamps.tasks });
    expect(differences([roads, lamps, trees], [roads, after, trees])).toEqual([
      "ADDED 2",
      "REMOVED 紫湖路路灯翻修工程",
    ]);
  });

  it("follows one half of a row that was split, and adds the other", () => {
    const both = row("紫湖路路灯翻修和紫岭路道路提升", { number: 2 });
    const halves = [row("紫湖路路灯翻修", { number: 2 }), row("紫岭路道路提升", { number: 3 })];
    expect(differences([trees, both], [trees, ...halves])).toEqual(["CHANGED 2 NAME RENAMED", "ADDED 3"]);
  });

  it("pairs projects of one name by their numbers, then by their contents, then in order", () => {
    const twins = [
      row("村道硬化", { number: 1 }),
      row("村道硬化", { number: 2 }),
      row("村道硬化", { number: 3 }),
    ];
    const after = [twins[0]!, { ...twins[1]!, content: "两公里" }, twins[2]!];
    expect(differences(twins, after)).toEqual(["CHANGED 2 CONTENT"]);
    const unnumbered = [row("村道硬化", { content: "东村" }), row("村道硬化", { content: "西村" })];
    expect(differences(unnumbered, [unnumbered[1]!, unnumbered[0]!])).toEqual(["CHANGED 1 POSITION"]);
  });

  it("shows a new row in the middle as new and the others as they are", () => {
    expect(differences([roads, trees], [roads, lamps, trees])).toEqual(["ADDED 2"]);
  });

  it("suggests to remove what a whole notice has no more, but not what a part of it does not repeat", () => {
    const others = ["甲工程", "乙项目", "丙行动", "丁计划"].map((name) => row(name));
    const whole = compare([...others, trees], others).differences;
    expect(whole).toMatchObject([
      { kind: "REMOVED", projectName: trees.name, isSuggested: true, warnings: [] },
    ]);
    const part = compare([...others, trees], [{ ...trees, content: "新" }]).differences;
    expect(part.filter(({ kind }) => kind === "REMOVED").map(({ isSuggested }) => isSuggested)).toEqual([
      false,
      false,
      false,
      false,
    ]);
  });

  it("never offers to take off a task that was reported on, nor a project with nothing else", () => {
    const [kept, gone] = compare([lamps, trees], [{ ...lamps, tasks: [lamps.tasks[0]!] }], (board) => {
      board[0]!.tasks[1]!.hasReports = true;
      board[1]!.tasks[0]!.hasReports = true;
    }).differences;
    expect(kept).toMatchObject({
      kind: "REMOVED",
      taskId: "task_1_2",
      isApplicable: false,
      isSuggested: false,
    });
    expect(gone).toMatchObject({
      kind: "REMOVED",
      projectId: "project_2",
      isApplicable: false,
      isSuggested: false,
    });
  });

  it("asks before it removes a project with a task that moved or was edited", () => {
    const moved = compare([roads, lamps], [roads], (board) => void (board[1]!.tasks[0]!.hasMoved = true));
    expect(moved.differences).toMatchObject([
      { isSuggested: false, isApplicable: true, warnings: ["TASK_MOVED"] },
    ]);
    const edited = compare([roads, lamps], [roads], (board) => void (board[1]!.tasks[0]!.title = "另议"));
    expect(edited.differences).toMatchObject([{ isSuggested: false, warnings: ["BOARD_EDITED"] }]);
  });

  describe("matches the tasks of a project", () => {
    const tasks = (...list: TaskWords[]) => row("紫岭路道路提升工程", { tasks: list });

    it.each([
      [
        "a title that was rewritten within its quarter",
        [quarter(1, "办好开工手续")],
        [quarter(1, "签约")],
        ["CHANGED 1.1 TITLE"],
      ],
      [
        "a task put off to another quarter",
        [quarter(1, "签约进场")],
        [quarter(2, "签约进场")],
        ["CHANGED 1.1 PERIOD"],
      ],
      ["a new first step", [quarter(2, "施工")], [quarter(1, "招标"), quarter(2, "施工")], ["ADDED 1.1"]],
      [
        "a step that was dropped",
        [quarter(1, "招标"), quarter(2, "施工")],
        [quarter(2, "施工")],
        ["REMOVED 1.task_1_1"],
      ],
      [
        "titles that changed places",
        [quarter(1, "清沟修枝"), quarter(2, "加装护栏")],
        [quarter(1, "加装护栏"), quarter(2, "清沟修枝")],
        ["CHANGED 1.1 PERIOD,POSITION", "CHANGED 1.2 PERIOD"],
      ],
      [
        "the same words twice",
        [quarter(1, "检查"), quarter(3, "检查")],
        [quarter(1, "检查"), quarter(2, "检查"), quarter(3, "检查")],
        ["ADDED 1.2"],
      ],
      ["nothing in common", [quarter(1, "招标")], [quarter(4, "验收")], ["ADDED 1.1", "REMOVED 1.task_1_1"]],
    ])("%s", (_what, before, after, expected) => {
      expect(differences([tasks(...before)], [tasks(...after)])).toEqual(expected);
    });

    it("tasks without days are known by their titles alone", () => {
      const undated = (title: string) => ({ title, startsOn: null, dueOn: null });
      expect(differences([tasks(undated("第六季度完工"))], [tasks(undated("另行安排验收"))])).toEqual([
        "ADDED 1.1",
        "REMOVED 1.task_1_1",
      ]);
    });
  });

  describe("respects what was decided before", () => {
    it("what was left out stays out until the notice says something else of it", () => {
      const { last, board } = given([roads, lamps]);
      last[1]!.made = null;
      const without = [board[0]!];
      expect(compareNotices(last, without, [roads, lamps]).differences).toEqual([]);
      const { differences } = compareNotices(last, without, [roads, { ...lamps, content: "新" }]);
      expect(differences).toMatchObject([{ kind: "ADDED", isSuggested: false, warnings: ["BOARD_EDITED"] }]);
    });

    it("what is left out of the new notice is not compared, and stays on the board", () => {
      const after = [{ ...roads, content: "新", isLeftOut: true }, lamps];
      const { differences, made } = compare([roads, lamps], after);
      expect(differences).toEqual([]);
      expect(made[0]).toEqual({ projectId: "project_1", taskIds: ["task_1_1", "task_1_2", "task_1_3"] });
    });

    it("a correction of what the notice still says is no difference", () => {
      const { last, board } = given([{ ...roads, leaders: ["曾志伟"] }]);
      last[0]!.read = { ...roads, leaders: ["曾智伟"] };
      expect(compareNotices(last, board, [{ ...roads, leaders: ["曾智伟"] }]).differences).toEqual([]);
    });

    it("a row that comes back is compared with the project that stayed on the board", () => {
      const { last, board } = given([roads]);
      const stayed = given([lamps]).board.map((project) => ({ ...project, id: "project_9" }));
      const after = [roads, { ...lamps, content: "新" }];
      const { differences } = compareNotices(last, [...board, ...stayed], after);
      expect(differences).toMatchObject([
        {
          kind: "CHANGED",
          projectId: "project_9",
          fields: [{ field: "CONTENT", imported: null, notice: "新" }],
        },
      ]);
    });
  });

  it("gives ids that are the same for the same and other ones once either side says something else", () => {
    const after = [{ ...roads, content: "新" }];
    const idOf = (edit?: (board: BoardProject[]) => void) => compare([roads], after, edit).differences[0]?.id;
    expect(idOf()).toBe(idOf());
    expect(idOf(([project]) => void (project!.content = "改"))).not.toBe(idOf());
  });

  it("compares two long lists with nothing in common in no more than a few seconds", () => {
    const list = (prefix: string) =>
      Array.from({ length: 700 }, (_, at) => row(`${prefix}${at}号工程建设改造提升`, { number: at + 1 }));
    const { differences } = compare(list("东"), list("西"));
    expect(differences.length).toBeGreaterThan(0);
  });
});
