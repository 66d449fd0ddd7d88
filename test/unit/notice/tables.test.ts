import { describe, expect, it } from "vitest";
import { readNoticeText } from "../../../server/notice/read-notice.js";

function read(...lines: string[]) {
  const { notice, diagnostics } = readNoticeText(["关于2022年实事项目的通知", "", ...lines].join("\n"));
  return { projects: notice?.projects ?? [], codes: diagnostics.map(({ code }) => code) };
}

describe("the header row", () => {
  it.each<[string, string]>([
    ["项目名称", "项目进度"],
    ["实事项目", "进度安排"],
    ["工作任务", "完成时限"],
    ["重点工作", "时间节点"],
    ["民生实事", "序时进度"],
    [" 项 目 名 称 ", "项目进度（按季度）"],
    ["工程名称", "2022年推进计划"],
    ["任务名称", "阶段目标"],
    ["项目名称：", "年度项目进度安排"],
  ])("knows %j and %j", (name, progress) => {
    const { projects } = read(`序号\t${name}\t${progress}`, "1\t修路\t第一季度开工");
    expect(projects).toMatchObject([{ number: 1, name: "修路", tasks: [{ title: "开工" }] }]);
  });

  it.each<[string, string]>([
    ["责任领导", "leaders"],
    ["分管领导", "leaders"],
    ["牵头领导", "leaders"],
    ["责任人", "owners"],
    ["经办人", "owners"],
    ["责任科室", "offices"],
    ["责任单位", "offices"],
    ["牵头部门", "offices"],
    ["业主单位", "offices"],
    ["协办单位", "assistingOffices"],
    ["配合部门", "assistingOffices"],
  ])("takes %j for %s", (header, field) => {
    const { projects } = read(`项目名称\t项目进度\t${header}`, "修路\t第一季度开工\t甲乙");
    expect(projects[0]).toMatchObject({ [field]: ["甲乙"] });
  });

  it("may have its columns in any order", () => {
    const { projects } = read(
      "责任科室\t项目进度\t备注\t责任人\t项目名称\t序号\t建设内容\t责任领导",
      "规建办\t第一季度开工\t市级\t李四\t修路\t7\t两公里\t张三",
    );
    expect(projects[0]).toMatchObject({
      number: 7,
      name: "修路",
      content: "两公里",
      progressText: "第一季度开工",
      leaders: ["张三"],
      owners: ["李四"],
      offices: ["规建办"],
      remarks: "市级",
      source: { column: 5 },
    });
  });

  it("takes a second choice for the name only where there is no better one", () => {
    const { projects } = read("项目名称\t目标任务\t项目进度", "修路\t两公里\t第一季度开工");
    expect(projects[0]).toMatchObject({ name: "修路", content: "两公里" });
  });

  it("keeps what was done apart from the plan", () => {
    const { projects } = read("项目名称\t项目进度\t进展情况", "修路\t第一季度开工\t2月底前已完成");
    expect(projects[0]?.tasks).toMatchObject([{ title: "开工" }]);
  });

  it("may have a column for each quarter", () => {
    const { projects } = read(
      "项目名称\t第一季度\t第二季度目标\t三季度\t四季度\t责任人",
      "修路\t立项\t开工，5月底前进场\t/\t完工\t张三",
    );
    expect(projects[0]).toMatchObject({
      progressText: "第一季度：立项；第二季度目标：开工，5月底前进场；四季度：完工",
      tasks: [
        { title: "立项", startsOn: "2022-01-01", dueOn: "2022-03-31", source: { column: 2, text: "立项" } },
        { title: "开工，5月底前进场", dueOn: "2022-06-30", hints: [{ dueOn: "2022-05-31" }] },
        { title: "完工", quarters: [4] },
      ],
    });
  });
});

describe("the rows", () => {
  const header = "序号\t项目名称\t项目进度";

  it("go on after a page break, with the header repeated or not", () => {
    const { projects } = read(
      header,
      "1\t修路\t第一季度开工",
      "",
      header,
      "2\t架桥\t第二季度开工",
      "",
      "3\t种树\t3月种植",
    );
    expect(projects.map(({ number, source }) => [number, source.table, source.row])).toEqual([
      [1, 1, 2],
      [2, 2, 2],
      [3, 3, 1],
    ]);
  });

  it("belong to the section above them", () => {
    const { projects, codes } = read(
      header,
      "一、交通\t\t",
      "1\t修路\t第一季度",
      "（二）绿化\t\t",
      "1\t种树\t3月",
    );
    expect(projects.map(({ category, name }) => [category, name])).toEqual([
      ["交通", "修路"],
      ["绿化", "种树"],
    ]);
    expect(codes).not.toContain("DUPLICATE_NUMBER");
  });

  it("are numbered in order where there is no number column", () => {
    const { projects } = read("项目名称\t项目进度", "修路\t第一季度", "架桥\t第二季度");
    expect(projects.map(({ number }) => number)).toEqual([1, 2]);
  });

  it("that hold a total or a note are no projects", () => {
    const { projects, codes } = read(header, "1\t修路\t第一季度", "合计\t1\t", "注：按季通报\t\t");
    expect(projects).toHaveLength(1);
    expect(codes).toEqual(["ROW_SKIPPED", "ROW_SKIPPED"]);
  });

  it("without a name go on with the project above", () => {
    const { projects, codes } = read(header, "1\t修路\t第一季度开工", "\t\t第二季度完工");
    expect(projects[0]).toMatchObject({
      progressText: "第一季度开工\n第二季度完工",
      tasks: [{ title: "开工" }, { title: "完工", source: { row: 3, text: "第二季度完工" } }],
    });
    expect(codes).toContain("ROW_CONTINUED");
  });

  it("are never lost: one without a name is named by what it says, and that is told", () => {
    expect(read(header, "1\t\t第一季度开工", "2\t架桥\t第二季度开工")).toMatchObject({
      projects: [{ number: 1, name: "第一季度开工", tasks: [{ title: "开工" }] }, { name: "架桥" }],
      codes: ["NAME_FROM_CONTENT"],
    });
    expect(read(header, "\t\t第一季度开工", "2\t架桥\t第二季度开工")).toMatchObject({
      projects: [{ name: "架桥" }],
      codes: ["ROW_WITHOUT_NAME"],
    });
  });

  it("with too few cells are read and told", () => {
    expect(read(header, "1\t修路")).toMatchObject({
      projects: [
        { name: "修路", progressText: "", tasks: [{ title: "", implicit: true, dueOn: "2022-12-31" }] },
      ],
      codes: ["ROW_LENGTH", "NO_TIME_EXPRESSION"],
    });
  });

  it("with the same number twice are told", () => {
    expect(read(header, "1\t修路\t第一季度", "1\t架桥\t第二季度").codes).toEqual(["DUPLICATE_NUMBER"]);
  });
});

describe("the offices of a row", () => {
  const table = ["项目名称\t项目进度\t责任单位\t配合单位", "修路\t第一季度\t规建办、城管队\t财政所"];

  it("all lead unless the notice says otherwise", () => {
    const { projects } = read(...table);
    expect(projects[0]).toMatchObject({ offices: ["规建办", "城管队"], assistingOffices: ["财政所"] });
  });

  it("are led by the first where the notice says so", () => {
    const { projects } = read("责任单位中列首位的为牵头单位，其余为配合单位。", ...table);
    expect(projects[0]).toMatchObject({ offices: ["规建办"], assistingOffices: ["城管队", "财政所"] });
  });
});

describe("the questions of a row", () => {
  it.each<[string, string]>([
    ["第四季度前完工", "AMBIGUOUS_PERIOD"],
    ["6月31日前完工", "IMPOSSIBLE_PERIOD"],
    ["9月至3月施工", "UNCERTAIN_PERIOD"],
    ["农历九月三十前完工", "UNKNOWN_DATE"],
    ["3个月内完工", "RELATIVE_DURATION"],
    ["按上级部署", "NO_TIME_EXPRESSION"],
    ["已立项；6月底前完工", "UNDATED_PREAMBLE"],
    ["2021年11月已立项，3月开工", "PAST_PERIOD"],
    ["第一季度（合同截止2月）服务", "HINT_CONTRADICTS_PERIOD"],
  ])("%s is told as %s", (progress, code) => {
    expect(read("项目名称\t项目进度", `修路\t${progress}`).codes).toEqual([code]);
  });
});
