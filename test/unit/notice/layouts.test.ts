import { describe, expect, it } from "vitest";
import type { Block, Cell, NoticeProject } from "../../../server/notice/notice.js";
import { readBlocks, readNoticeText } from "../../../server/notice/read-notice.js";

/** A cell as `text`, or merged: `[text, columns, rows]`. */
type GivenCell = string | [text: string, colSpan: number, rowSpan: number];

/** A table's rows with only the cells that begin in them, as a Word table has them. */
function table(...rows: GivenCell[][]): Block {
  const covered = new Set<string>();
  const made = rows.map((given, row) => {
    let column = 0;
    const cells = given.map((cell): Cell => {
      do column += 1;
      while (covered.has(`${row}.${column}`));
      const [text, colSpan, rowSpan] = typeof cell === "string" ? ([cell, 1, 1] as const) : cell;
      const begins = column;
      for (let down = 0; down < rowSpan; down += 1)
        for (let right = 0; right < colSpan; right += 1) covered.add(`${row + down}.${begins + right}`);
      return { column: begins, text, colSpan, rowSpan };
    });
    return { row: row + 1, cells };
  });
  return { kind: "table", table: 1, sheet: null, rows: made };
}

function read(...blocks: Block[]): { projects: NoticeProject[]; codes: string[] } {
  const { notice, diagnostics } = readBlocks(blocks, null, 2022);
  return { projects: notice?.projects ?? [], codes: diagnostics.map(({ code }) => code) };
}

function readText(...lines: (string | string[])[]): { projects: NoticeProject[]; codes: string[] } {
  const { notice, diagnostics } = readNoticeText(lines.flat().join("\n"), { year: 2022 });
  return { projects: notice?.projects ?? [], codes: diagnostics.map(({ code }) => code) };
}

const paragraph = (text: string): Block => ({ kind: "paragraph", paragraph: 1, text });

describe("a header of several rows", () => {
  const quarters = ["一季度", "二季度", "三季度", "四季度"];

  it("has its quarters under one heading", () => {
    const { projects } = read(
      table(
        [
          ["序号", 1, 2],
          ["项目名称", 1, 2],
          ["进度安排", 4, 1],
          ["责任人", 1, 2],
        ],
        quarters,
        ["1", "修路", "立项", "开工", "施工", "完工", "张三"],
      ),
    );
    expect(projects).toMatchObject([
      {
        number: 1,
        owners: ["张三"],
        progressText: "一季度：立项；二季度：开工；三季度：施工；四季度：完工",
        tasks: [
          { quarters: [1] },
          { quarters: [2] },
          { quarters: [3] },
          { title: "完工", source: { row: 3, column: 6 } },
        ],
      },
    ]);
  });

  it("may have lost its merges", () => {
    const { projects } = read(
      table(
        ["序号", "项目名称", "进度安排", "", "", "", "责任人"],
        ["", "", ...quarters, ""],
        ["1", "修路", "立项", "开工", "", "完工", "张三"],
      ),
    );
    expect(projects).toMatchObject([
      { owners: ["张三"], tasks: [{ title: "立项" }, { title: "开工" }, { title: "完工" }] },
    ]);
  });

  it("keeps what was done apart from the plan, though both have the same quarters", () => {
    const { projects } = read(
      table(
        [
          ["项目名称", 1, 2],
          ["季度目标", 2, 1],
          ["完成情况", 2, 1],
          ["责任单位", 1, 2],
        ],
        ["一季度", "二季度", "一季度", "二季度"],
        ["修路", "立项", "开工", "已立项", "已开工", "规建办"],
      ),
    );
    expect(projects[0]?.tasks.map(({ title }) => title)).toEqual(["立项", "开工"]);
  });

  it("reads half years over quarters, three rows deep", () => {
    const { projects } = read(
      table(
        [
          ["项目名称", 1, 3],
          ["2022年目标", 4, 1],
          ["责任单位", 1, 3],
        ],
        [
          ["上半年", 2, 1],
          ["下半年", 2, 1],
        ],
        quarters,
        ["修路", "立项", "开工", ["施工", 2, 1], "规建办"],
      ),
    );
    expect(projects[0]).toMatchObject({
      offices: ["规建办"],
      tasks: [{ quarters: [1] }, { quarters: [2] }, { title: "施工", quarters: [3, 4], dueOn: "2022-12-31" }],
    });
  });

  it("divides who is responsible into who leads and who helps", () => {
    const { projects } = read(
      table(
        [
          ["项目名称", 1, 2],
          ["完成时限", 1, 2],
          ["责任分工", 3, 1],
        ],
        ["分管领导", "牵头单位", "配合单位"],
        ["修路", "6月底前", "张三", "规建办", "财政所"],
      ),
    );
    expect(projects[0]).toMatchObject({
      leaders: ["张三"],
      offices: ["规建办"],
      assistingOffices: ["财政所"],
    });
  });
});

describe("merged cells", () => {
  const header = ["序号", "项目名称", "建设内容", "项目进度", "责任领导", "责任单位"];

  it("hold for every row that they cover", () => {
    const { projects } = read(
      table(
        header,
        ["1", "修路", "两公里", "第一季度开工", ["张三", 1, 2], ["规建办", 1, 2]],
        ["2", "架桥", "一座", "第二季度开工"],
      ),
    );
    expect(projects).toMatchObject([
      { leaders: ["张三"], offices: ["规建办"] },
      { name: "架桥", leaders: ["张三"], offices: ["规建办"] },
    ]);
  });

  it("of the name make one project of several rows", () => {
    const { projects, codes } = read(
      table(
        header,
        [["1", 1, 2], ["修路", 1, 2], "东段", "6月底前完工", "张三", "规建办"],
        ["西段", "10月底前完工", "李四", "城管队"],
      ),
    );
    expect(projects).toMatchObject([
      {
        content: "东段\n西段",
        progressText: "6月底前完工\n10月底前完工",
        leaders: ["张三", "李四"],
        offices: ["规建办", "城管队"],
        tasks: [{ dueOn: "2022-06-30" }, { dueOn: "2022-10-31", source: { row: 3, column: 4 } }],
      },
    ]);
    expect(codes).toEqual([]);
  });

  it("of the number leave projects of different names apart", () => {
    const { projects, codes } = read(
      table(
        header,
        [["1", 1, 2], "修路", "两公里", "6月底前", "张三", "规建办"],
        ["架桥", "一座", "10月底前", "张三", "规建办"],
      ),
    );
    expect(projects.map(({ number, name }) => [number, name])).toEqual([
      [1, "修路"],
      [1, "架桥"],
    ]);
    expect(codes).toEqual([]);
  });

  it("of the plan are a plan for each project", () => {
    const { projects } = read(
      table(
        header,
        ["1", "修路", "两公里", ["第一季度开工；第四季度完工", 1, 2], "张三", "规建办"],
        ["2", "架桥", "一座", "李四", "规建办"],
      ),
    );
    expect(projects.map(({ tasks }) => tasks.length)).toEqual([2, 2]);
  });

  it("of a category name the projects beside it", () => {
    const { projects } = read(
      table(
        ["类别", "项目名称", "完成时限", "责任单位"],
        [["交通类", 1, 2], "修路", "6月", "规建办"],
        ["架桥", "7月", "规建办"],
        ["教育类", "建校", "8月", "教委办"],
      ),
    );
    expect(projects.map(({ category }) => category)).toEqual(["交通类", "交通类", "教育类"]);
  });
});

describe("rows that are no projects", () => {
  const header = ["序号", "项目名称", "项目进度", "责任单位"];

  it("head a section, merged over the table or numbered in Chinese", () => {
    const { projects, codes } = read(
      table(
        header,
        [["基础设施", 4, 1]],
        ["1", "修路", "一季度", "规建办"],
        ["二", "教育", "", ""],
        ["1", "建校", "二季度", "教委办"],
        [["三、绿化（2项）", 4, 1]],
        ["1", "种树", "3月", "农办"],
      ),
    );
    expect(projects.map(({ category, number }) => [category, number])).toEqual([
      ["基础设施", 1],
      ["教育", 1],
      ["绿化（2项）", 1],
    ]);
    expect(codes).toEqual([]);
  });

  it("are totals, notes and page numbers", () => {
    const { projects, codes } = read(
      table(
        header,
        ["1", "修路", "一季度", "规建办"],
        [["— 2 —", 4, 1]],
        ["", "合计", "", ""],
        ["小 计", "", "1", ""],
        [["注：责任单位列首位的为牵头单位。", 4, 1]],
        ["填表人：王五", "", "", ""],
      ),
    );
    expect(projects).toHaveLength(1);
    expect(codes.filter((code) => code === "ROW_SKIPPED")).toHaveLength(4);
  });

  it("are numbers that nobody filled in", () => {
    const { projects, codes } = read(table(header, ["1", "修路", "一季度", "规建办"], ["2", "", "", ""]));
    expect(projects).toHaveLength(1);
    expect(codes).toEqual(["ROW_SKIPPED"]);
  });
});

describe("a row cut by a page", () => {
  const header = ["序号", "项目名称", "项目进度", "责任单位"];

  it("is read as one text, and a task is placed where it begins", () => {
    const { projects, codes } = read(
      table(header, ["1", "修路", "第一季度立项；第二季", "规建办"]),
      table(header, ["", "", "度开工；第三季度完工。", ""], ["2", "架桥", "四季度", "规建办"]),
    );
    expect(projects).toHaveLength(2);
    expect(projects[0]).toMatchObject({
      progressText: "第一季度立项；第二季度开工；第三季度完工。",
      tasks: [
        { title: "立项", source: { row: 2, text: "第一季度立项" } },
        { title: "开工", source: { row: 2, text: "第二季" } },
        { title: "完工", source: { row: 2, start: 4, text: "第三季度完工" } },
      ],
    });
    expect(codes).toEqual(["ROW_CONTINUED"]);
  });

  it("may be cut in its name", () => {
    const { projects } = read(
      table(header, ["1", "紫湖路路灯", "第一季度立项；", "规建办"]),
      table(header, ["", "翻修工程", "第二季度完工", ""]),
    );
    expect(projects).toMatchObject([{ name: "紫湖路路灯翻修工程", tasks: [{}, { title: "完工" }] }]);
  });
});

describe("a project's own form", () => {
  it("has labels beside values, a form for each project", () => {
    const form = (name: string) =>
      table(["项目名称", name], ["建设内容", "两公里"], ["进度安排", "第一季度开工"], ["责任单位", "规建办"]);
    const { projects } = read(paragraph("项目一"), form("修路"), paragraph("项目二"), form("架桥"));
    expect(projects.map(({ number, name, offices }) => [number, name, offices])).toEqual([
      [1, "修路", ["规建办"]],
      [2, "架桥", ["规建办"]],
    ]);
  });

  it("may have two labels in a row, and quarters under one label", () => {
    const { projects } = read(
      table(
        ["项目名称", "修路", "责任领导", "张三"],
        ["建设内容", ["两公里", 3, 1]],
        [["进度安排", 1, 2], "第一季度", ["立项", 2, 1]],
        ["第二季度", ["开工", 2, 1]],
        ["责任人", "李四", "责任单位", "规建办"],
      ),
    );
    expect(projects).toMatchObject([
      {
        name: "修路",
        content: "两公里",
        leaders: ["张三"],
        owners: ["李四"],
        offices: ["规建办"],
        tasks: [
          { title: "立项", quarters: [1] },
          { title: "开工", quarters: [2] },
        ],
      },
    ]);
  });
});

describe("columns", () => {
  it("that say when it begins and when it ends are one span", () => {
    const { projects } = read(
      table(["项目名称", "开工时间", "完成时限", "责任单位"], ["修路", "2022年3月", "10月底前", "规建办"]),
    );
    expect(projects[0]).toMatchObject({
      progressText: "开工时间：2022年3月；完成时限：10月底前",
      tasks: [
        { title: "", startsOn: "2022-03-01", dueOn: "2022-10-31", kind: "SPAN", quarters: [1, 2, 3, 4] },
      ],
    });
  });

  it("that say only when date the words beside them", () => {
    const { projects } = read(
      table(
        ["项目名称", "工作安排", "完成时限", "责任单位"],
        ["修路", "完成招标并进场", "6月底前", "规建办"],
      ),
    );
    expect(projects[0]?.tasks).toMatchObject([
      { title: "完成招标并进场", startsOn: null, dueOn: "2022-06-30" },
    ]);
  });

  it("for the plan may be missing where the content says when", () => {
    const { projects, codes } = read(
      table(["序号", "工作任务", "责任单位"], ["1", "6月底前完成修路，10月底前完成架桥", "规建办"]),
    );
    expect(projects[0]?.tasks).toMatchObject([{ dueOn: "2022-06-30" }, { dueOn: "2022-10-31" }]);
    expect(codes).toContain("PLAN_FROM_CONTENT");
  });

  it("with offices and persons in one cell are told apart", () => {
    const { projects } = read(
      table(["项目名称", "完成时限", "责任单位及责任人"], ["修路", "6月", "规建办、城管队\n张三"]),
    );
    expect(projects[0]).toMatchObject({ offices: ["规建办", "城管队"], owners: ["张三"] });
  });

  it("that nobody knows are told", () => {
    const { codes } = read(
      table(["项目名称", "完成时限", "责任单位", "挂图编号甲"], ["修路", "6月", "规建办", "七"]),
    );
    expect(codes).toEqual(["COLUMN_SKIPPED"]);
  });
});

describe("other tables of the document", () => {
  it("are left alone and told", () => {
    const { projects, codes } = read(
      table(["姓名", "职务", "电话"], ["张三", "组长", "123"]),
      table(["序号", "项目名称", "项目进度", "责任单位"], ["1", "修路", "一季度", "规建办"]),
      table(["姓名", "单位", "电话", "备注"], ["李四", "财政所", "456", "无"]),
    );
    expect(projects).toHaveLength(1);
    expect(codes).toEqual(["TABLE_SKIPPED", "TABLE_SKIPPED"]);
  });

  it("may list the same projects' money", () => {
    const { projects, codes } = read(
      table(["序号", "项目名称", "项目进度", "责任单位"], ["1", "修路", "一季度", "规建办"]),
      table(["序号", "项目名称", "投资额（万元）"], ["1", "修路", "300"]),
    );
    expect(projects).toHaveLength(1);
    expect(codes).toContain("TABLE_SKIPPED");
  });

  it("of one kind, each under its leader's name, are all read", () => {
    const header = ["序号", "重点工作", "完成时限", "责任科室"];
    const { projects } = read(
      paragraph("一、张三副镇长牵头重点工作"),
      table(header, ["1", "修路", "6月", "规建办"]),
      paragraph("二、李四委员牵头重点工作"),
      table(header, ["2", "架桥", "7月", "规建办"]),
    );
    expect(projects.map(({ leaders, category }) => [leaders, category])).toEqual([
      [["张三"], null],
      [["李四"], null],
    ]);
  });
});

describe("cells that were pasted one a line", () => {
  it("are put back into their rows by number", () => {
    const { projects } = readText(
      ["序号", "项目名称", "进度安排", "责任单位"],
      ["1", "修路", "第一季度开工", "规建办"],
      ["2", "架桥", "第二季度开工；", "第四季度完工", "规建办", "城管队"],
      "抄送：县委办",
    );
    expect(projects).toMatchObject([
      { number: 1, name: "修路", offices: ["规建办"], tasks: [{ title: "开工" }] },
      {
        number: 2,
        progressText: "第二季度开工；\n第四季度完工",
        offices: ["规建办", "城管队"],
        tasks: [{}, {}],
      },
    ]);
  });

  it("may have quarters named below the header", () => {
    const { projects } = readText(
      ["序号", "项目名称", "进度安排", "责任单位", "一季度", "二季度"],
      ["1", "修路", "立项", "开工", "规建办"],
    );
    expect(projects[0]).toMatchObject({ offices: ["规建办"], tasks: [{ title: "立项" }, { title: "开工" }] });
  });
});

describe("short rows of plain text", () => {
  it("go to the columns that they fit", () => {
    const { projects, codes } = readText(
      "序号\t项目名称\t建设内容\t项目进度\t责任领导\t责任单位",
      "1\t修路\t改造道路两公里并配套路灯\t第一季度开工\t张三\t规建办",
      "铺设下水管道三公里并恢复路面\t第四季度完工\t李四",
    );
    expect(projects).toMatchObject([
      { number: 1, tasks: [{ title: "开工" }, { title: "完工" }], leaders: ["张三", "李四"] },
    ]);
    expect(codes).toContain("ROW_LENGTH");
  });
});

describe("tasks in prose", () => {
  it("are numbered, with who is responsible in brackets", () => {
    const { projects } = readText(
      "一、主要任务",
      "1．修路。改造道路两公里。（责任单位：规建办；配合单位：财政所、城管队；完成时限：6月底前）",
      "2．架桥。新建桥梁一座。（责任单位：规建办；完成时限：一季度立项，四季度完工）",
      "二、工作要求",
      "各单位要抓紧落实。联系人：王五，联系电话：123。",
    );
    expect(projects).toMatchObject([
      {
        number: 1,
        name: "修路",
        content: "改造道路两公里。",
        progressText: "6月底前",
        offices: ["规建办"],
        assistingOffices: ["财政所", "城管队"],
        owners: [],
        source: { paragraph: 2, start: 2, end: 4, text: "修路" },
      },
      { number: 2, tasks: [{ title: "立项" }, { title: "完工" }] },
    ]);
  });

  it("have their labels in lines of their own, numbered or not", () => {
    const { projects } = readText(
      ["修路", "责任领导：张三", "责任单位：规建办", "进度安排：第一季度开工。"],
      ["架桥", "责任领导：李四", "责任单位：城管队", "进度安排：第二季度开工。"],
    );
    expect(projects).toMatchObject([
      { name: "修路", leaders: ["张三"], progressText: "第一季度开工。" },
      { name: "架桥", leaders: ["李四"], offices: ["城管队"] },
    ]);
  });

  it("stand under sections", () => {
    const { projects } = readText(
      "一、交通",
      "（一）修路。6月底前完工。责任单位：规建办",
      "二、教育",
      "（一）建校。8月底前完工。责任单位：教委办",
    );
    expect(projects.map(({ category, number, name }) => [category, number, name])).toEqual([
      ["交通", 1, "修路"],
      ["教育", 1, "建校"],
    ]);
    expect(projects[0]?.tasks).toMatchObject([{ dueOn: "2022-06-30" }]);
  });
});

describe("the source of a field", () => {
  it("is every cell that it was read from", () => {
    const { projects } = read(
      table(
        ["序号", "项目名称", "建设内容", "项目进度", "责任领导", "责任单位"],
        [["1", 1, 2], ["修路", 1, 2], "东段", "6月底前完工", ["张三", 1, 2], "规建办"],
        ["西段", "10月底前完工", "城管队"],
      ),
    );
    const places = Object.entries(projects[0]?.sources ?? {}).map(([field, sources]) => [
      field,
      ...sources.map(({ row, column, text }) => `${row}.${column} ${text}`),
    ]);
    expect(places).toEqual([
      ["name", "2.2 修路"],
      ["number", "2.1 1"],
      ["content", "2.3 东段", "3.3 西段"],
      ["progressText", "2.4 6月底前完工", "3.4 10月底前完工"],
      ["leaders", "2.5 张三"],
      ["offices", "2.6 规建办", "3.6 城管队"],
    ]);
  });
});

describe("tasks in prose that say little", () => {
  const numbered = (...tasks: string[]) => readText(...tasks.map((task, index) => `${index + 1}．${task}`));

  it("are kept where they stand among those that say who is responsible, or behind them", () => {
    const { projects } = numbered(
      "修路工程。6月底前完工。责任单位：规建办",
      "路灯工程。9月底前完成。",
      "架桥工程。10月底前完工。责任单位：规建办",
      "绿化工程。11月底前完成。",
    );
    expect(projects.map(({ name, offices }) => [name, offices])).toEqual([
      ["修路工程", ["规建办"]],
      ["路灯工程", []],
      ["架桥工程", ["规建办"]],
      ["绿化工程", []],
    ]);
  });

  it("may have steps, each with its own office", () => {
    const { projects } = readText(
      [
        "1．修路",
        "进度安排：",
        "（1）3月底前完成征迁。责任单位：资源局",
        "（2）12月底前通车。责任单位：住建局",
      ],
      ["2．架桥", "进度安排：第二季度开工", "责任单位：住建局"],
    );
    expect(projects).toMatchObject([
      { name: "修路", offices: ["资源局", "住建局"], tasks: [{ title: "完成征迁" }, { title: "通车" }] },
      { name: "架桥" },
    ]);
  });
});

describe("rows that look like something else", () => {
  const header = ["序号", "项目名称", "建设内容", "项目进度", "责任单位"];

  it("are continuations though they name an office like a signature, or begin with a section's number", () => {
    const { projects } = read(
      table(
        header,
        ["1", "修路", "（一）东段", "6月底前", "规建办"],
        ["", "", "", "", "某镇党政办公室"],
        ["", "", "（二）西段", "", ""],
      ),
    );
    expect(projects).toMatchObject([
      { name: "修路", content: "（一）东段\n（二）西段", offices: ["规建办", "某镇党政办公室"] },
    ]);
  });

  it("are projects though a star marks them or their numbers are Chinese", () => {
    const { projects } = read(
      table(header, ["★1", "修路", "", "6月", "规建办"], ["*2", "路灯", "", "7月", "规建办"]),
    );
    expect(projects.map(({ number }) => number)).toEqual([1, 2]);
    const chinese = read(
      table(header, ["一", "修路", "两公里", "6月", "规建办"], ["二", "路灯", "", "", ""]),
    );
    expect(chinese.projects.map(({ name }) => name)).toEqual(["修路", "路灯"]);
  });

  it("are told where they were taken for a section's title", () => {
    const { codes } = read(
      table(
        header,
        ["1", "修路", "", "6月", "规建办"],
        ["", "（一）路灯", "", "", ""],
        ["2", "架桥", "", "7月", "规建办"],
      ),
    );
    expect(codes).toContain("ROW_AS_SECTION");
  });
});

describe("a form's times", () => {
  it("are values and no labels", () => {
    const { projects } = read(
      table(
        ["项目名称", "修路"],
        ["建设内容", "两公里"],
        ["开工时间", "3月", "完成时限", "10月底前"],
        ["责任单位", "规建办"],
      ),
    );
    expect(projects[0]?.tasks).toMatchObject([{ startsOn: "2022-03-01", dueOn: "2022-10-31" }]);
  });
});

describe("dates that contradict each other", () => {
  it.each<[string, string[], string[], string]>([
    [
      "a deadline in another quarter's column",
      ["项目名称", "第一季度", "第二季度", "责任单位"],
      ["修路", "6月底前完成前期", "开工", "规建办"],
      "HINT_CONTRADICTS_PERIOD",
    ],
    [
      "a quarter that there is not",
      ["项目名称", "第四季度", "第五季度", "责任单位"],
      ["修路", "开工", "完工", "规建办"],
      "IMPOSSIBLE_PERIOD",
    ],
    [
      "a deadline before the plan ends",
      ["项目名称", "工作计划", "完成时限", "责任单位"],
      ["修路", "三季度完成", "6月底前", "规建办"],
      "HINT_CONTRADICTS_PERIOD",
    ],
    [
      "an end before the beginning",
      ["项目名称", "开工时间", "完成时限", "责任单位"],
      ["修路", "10月", "6月", "规建办"],
      "HINT_CONTRADICTS_PERIOD",
    ],
  ])("%s is told", (_, header, row, code) => {
    expect(read(table(header, row)).codes).toContain(code);
  });
});
