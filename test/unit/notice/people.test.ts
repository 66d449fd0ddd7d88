import { describe, expect, it } from "vitest";
import { findCopies } from "../../../server/notice/letter/copies.js";
import { dutiesOf, type DutyCells } from "../../../server/notice/duties.js";
import { joinSpreadNames, knownNames } from "../../../server/notice/names.js";
import { readOffices, splitOffices } from "../../../server/notice/offices.js";
import { readPeople, splitPeople } from "../../../server/notice/people.js";

describe("people of a cell", () => {
  it.each<[string, string[]]>([
    ["许文理 曾智伟", ["许文理", "曾智伟"]],
    ["许文理、曾智伟，陈军", ["许文理", "曾智伟", "陈军"]],
    ["许文理/曾智伟；陈军", ["许文理", "曾智伟", "陈军"]],
    ["许文理\n曾智伟", ["许文理", "曾智伟"]],
    ["陈　军", ["陈军"]],
    ["邱 岩", ["邱岩"]],
    ["陈　军 叶星耀", ["陈军", "叶星耀"]],
    ["陈　军　李　明", ["陈军", "李明"]],
    ["陈　军、李　明", ["陈军", "李明"]],
    ["陈　军\n李　明", ["陈军", "李明"]],
    ["王 小 明", ["王小明"]],
    ["王 小明", ["王小明"]],
    ["陈\n军", ["陈军"]],
    ["欧阳修 李明", ["欧阳修", "李明"]],
    ["欧阳 修", ["欧阳修"]],
    ["欧阳 文静", ["欧阳文静"]],
    ["欧 阳 文 静", ["欧阳文静"]],
    ["司马光、上官婉儿、诸葛亮", ["司马光", "上官婉儿", "诸葛亮"]],
    ["诸 葛 亮", ["诸葛亮"]],
    ["令狐 冲 皇甫 嵩", ["令狐冲", "皇甫嵩"]],
    ["慕容雪副镇长", ["慕容雪"]],
    ["阿卜杜·热合曼、买买提•吐尔逊", ["阿卜杜·热合曼", "买买提•吐尔逊"]],
    ["阿卜杜·热合曼（副乡长）", ["阿卜杜·热合曼"]],
    ["张三、张三", ["张三"]],
    ["张三和李四", ["张三", "李四"]],
    ["张三与李四", ["张三", "李四"]],
    ["和平", ["和平"]],
    ["张三；", ["张三"]],
    ["1.张三 2.李四", ["张三", "李四"]],
    ["①张三②李四", ["张三", "李四"]],
    ["/", []],
    ["——", []],
    ["无", []],
    ["暂无", []],
    ["", []],
    ["李四\n副镇长", ["李四"]],
    ["李四\n副镇长\n", ["李四"]],
    ["张三\n党委书记\n李四\n镇长", ["张三", "李四"]],
    ["党委书记\n张三\n镇长\n李四", ["张三", "李四"]],
    ["张三、李四\n副镇长", ["张三", "李四"]],
    ["张三\n（副镇长）\n李四", ["张三", "李四"]],
    ["张　三\n党委书记\n李四\n镇长", ["张三", "李四"]],
    ["镇长\n书记", ["镇长", "书记"]],
  ])("%j are %j", (cell, names) => {
    expect(splitPeople(cell)).toEqual(names);
  });

  it.each<[string, string[]]>([
    ["副镇长张三", ["张三"]],
    ["张三副镇长", ["张三"]],
    ["张三（副镇长）", ["张三"]],
    ["镇长 张三", ["张三"]],
    ["张三 副镇长", ["张三"]],
    ["镇长　张　三", ["张三"]],
    ["镇长张三、副镇长李四", ["张三", "李四"]],
    ["张三（镇长）、李四（副镇长）", ["张三", "李四"]],
    ["张三（党委副书记、镇长）", ["张三"]],
    ["党委副书记、镇长张三", ["张三"]],
    ["党委副书记、镇长 张三", ["张三"]],
    ["党委书记张三，党委副书记、镇长李四", ["张三", "李四"]],
    ["镇长兼书记李四", ["李四"]],
    ["张三（兼）", ["张三"]],
    ["张三 兼", ["张三"]],
    ["常务副县长王五", ["王五"]],
    ["党工委副书记、办事处主任赵六", ["赵六"]],
    ["人大主席 钱七", ["钱七"]],
    ["政协工委主任孙八", ["孙八"]],
    ["纪委书记周九", ["周九"]],
    ["四级调研员吴十", ["吴十"]],
    ["一级主任科员郑一", ["郑一"]],
    ["总工程师王二", ["王二"]],
    ["村支书李四", ["李四"]],
    ["社区书记李四", ["李四"]],
    ["武装部长李四", ["李四"]],
    ["李四同志", ["李四"]],
    ["各区区长、相关管委会主任", ["各区区长", "相关管委会主任"]],
    ["党政办主任", ["党政办主任"]],
    ["武装部长", ["武装部长"]],
    ["镇长", ["镇长"]],
    ["镇长、书记", ["镇长", "书记"]],
    ["安监站站长", ["安监站站长"]],
    ["各村（社区）", ["各村（社区）"]],
    ["各村（社区）书记", ["各村（社区）书记"]],
    ["各村党支部书记", ["各村党支部书记"]],
    ["相关单位负责人", ["相关单位负责人"]],
    ["单位负责人", ["单位负责人"]],
    ["项目负责人", ["项目负责人"]],
    ["施工负责人", ["施工负责人"]],
    ["包村干部", ["包村干部"]],
    ["单位主任、张三", ["单位主任", "张三"]],
    ["张三（甲）（乙）", ["张三"]],
    ["镇长张三（甲）（乙）", ["张三"]],
    ["张三（兼）兼（副镇长）", ["张三"]],
    ["相关单位", ["相关单位"]],
    ["方主任", ["方主任"]],
  ])("posts are no part of the names: %j are %j", (cell, names) => {
    expect(splitPeople(cell)).toEqual(names);
  });

  it.each<[string, string[]]>([
    ["张三 13800001234", ["张三"]],
    ["张三13800001234", ["张三"]],
    ["张三（13800001234）", ["张三"]],
    ["张三（0595-8567123）", ["张三"]],
    ["张三 0595－85671234、李四 8567123", ["张三", "李四"]],
    ["张三（联系电话：13800001234）", ["张三"]],
    ["张三 电话：8567123", ["张三"]],
    ["张三等", ["张三"]],
    ["张三等3人", ["张三"]],
    ["张三、李四等", ["张三", "李四"]],
    ["张三、李四等同志", ["张三", "李四"]],
    ["张三牵头，李四配合", ["张三", "李四"]],
    ["由张三负责", ["张三"]],
    ["组长：张三；副组长：李四", ["张三", "李四"]],
    ["组长：张三\n成员：李四、王五", ["张三", "李四", "王五"]],
    ["A岗：张三 B岗：李四", ["张三", "李四"]],
    ["A岗：张三；B岗：李四", ["张三", "李四"]],
    ["张三：镇长", ["张三"]],
  ])("what stands beside the names goes: %j are %j", (cell, names) => {
    expect(splitPeople(cell)).toEqual(names);
  });

  const known = knownNames({ people: ["张三", "李四", "许文理", "王小"], offices: ["农业办", "党政办"] });

  it.each<[string, string[], string[]]>([
    ["张三李四", ["张三", "李四"], []],
    ["许文理张三", ["许文理", "张三"], []],
    ["副镇长张三李四", ["张三", "李四"], []],
    ["许 文理", ["许文理"], []],
    ["农业办", [], ["农业办"]],
    ["张三、农业办", ["张三"], ["农业办"]],
    ["张三赵六", ["张三赵六"], []],
  ])("a roster tells names apart: %j are people %j and offices %j", (cell, people, offices) => {
    expect(readPeople(cell, known)).toEqual({ people, offices });
  });
});

describe("offices of a cell", () => {
  it.each<[string, string[]]>([
    ["社会事务办", ["社会事务办"]],
    ["社会事务办、卫计办", ["社会事务办", "卫计办"]],
    ["财政所 农业办", ["财政所", "农业办"]],
    ["综合执法队（城管中队、市政科）、规划建设办", ["综合执法队（城管中队、市政科）", "规划建设办"]],
    ["社会事务办\n卫计办", ["社会事务办", "卫计办"]],
    ["社会事务\n办公室", ["社会事务办公室"]],
    ["综合行政\n执法队\n财政所", ["综合行政执法队", "财政所"]],
    ["人事科\n办公室", ["人事科", "办公室"]],
    ["住建\n水利\n农业", ["住建", "水利", "农业"]],
    ["财政局等相关单位", ["财政局"]],
    ["财政局、农业农村局等部门", ["财政局", "农业农村局"]],
    ["财政所和农业办", ["财政所", "农业办"]],
    ["教育和体育局", ["教育和体育局"]],
    ["自然资源和规划局", ["自然资源和规划局"]],
    ["残疾人联合会、工商联", ["残疾人联合会", "工商联"]],
    ["各村（社区）", ["各村（社区）"]],
    ["各镇（街道）、相关单位", ["各镇（街道）", "相关单位"]],
    ["责任单位：财政所、农业办", ["财政所", "农业办"]],
    ["财政所（0595-8567123）", ["财政所"]],
    ["农业农村和水利局", ["农业农村和水利局"]],
    ["农业农村和水务局、财政局", ["农业农村和水务局", "财政局"]],
    ["城乡和住房建设局", ["城乡和住房建设局"]],
    ["市场和质量监督管理局", ["市场和质量监督管理局"]],
    ["社会和人力资源保障局", ["社会和人力资源保障局"]],
    ["甲村和乙社区", ["甲村", "乙社区"]],
    ["财政所和各村", ["财政所", "各村"]],
    ["工会和妇联", ["工会", "妇联"]],
    ["1.规划办\n2.财政所", ["规划办", "财政所"]],
    ["1．规划办 2．财政所", ["规划办", "财政所"]],
    ["1、规划办 2、财政所", ["规划办", "财政所"]],
    ["1、规划办\n2、财政所", ["规划办", "财政所"]],
    ["规划办②财政所", ["规划办", "财政所"]],
    ["①规划办②财政所", ["规划办", "财政所"]],
    ["（1）规划办（2）财政所", ["规划办", "财政所"]],
    ["（一）规划办\n（二）财政所", ["规划办", "财政所"]],
    ["执法（三）中队、财政所", ["执法（三）中队", "财政所"]],
    ["12345热线中心", ["12345热线中心"]],
    ["综合执法队（①中队、②中队）", ["综合执法队（①中队、②中队）"]],
    ["财政局按职责分工负责", ["财政局"]],
    ["财政局、教育局按照各自职责分工负责", ["财政局", "教育局"]],
    ["财政局、教育局，按职责分工负责", ["财政局", "教育局"]],
    ["规划办等3个部门", ["规划办"]],
    ["规划办、财政所等五个单位", ["规划办", "财政所"]],
    ["县教育局\n（县委教育工委）", ["县教育局（县委教育工委）"]],
    ["县教育局\n（县委教育工委）\n县财政局", ["县教育局（县委教育工委）", "县财政局"]],
    ["县教育局 （县委教育工委） 县财政局", ["县教育局（县委教育工委）", "县财政局"]],
    ["—", []],
  ])("%j are %j", (cell, offices) => {
    expect(splitOffices(cell)).toEqual(offices);
  });

  it.each<[string, string[], string[]]>([
    ["农业办（牵头）、财政所", ["农业办"], ["财政所"]],
    ["农业办（牵头）、财政所（配合）、民政办（配合）", ["农业办"], ["财政所", "民政办"]],
    ["农业办、财政所（配合）", ["农业办"], ["财政所"]],
    ["牵头：甲局；配合：乙局、丙局", ["甲局"], ["乙局", "丙局"]],
    ["牵头单位：甲局\n配合单位：乙局\n丙局", ["甲局"], ["乙局", "丙局"]],
    ["主办：甲局 协办：乙局", ["甲局"], ["乙局"]],
    ["甲局会同乙局", ["甲局"], ["乙局"]],
    ["甲局牵头，乙局、丙局配合", ["甲局"], ["乙局", "丙局"]],
    ["甲局、乙局牵头，丙局配合", ["甲局", "乙局"], ["丙局"]],
    ["甲局、乙局", ["甲局", "乙局"], []],
    ["配合单位：乙局", ["乙局"], []],
  ])("%j: %j lead, %j assist", (cell, offices, assisting) => {
    expect(readOffices(cell)).toEqual({ offices, assisting });
  });

  it("of a roster are told apart where they run together", () => {
    const known = knownNames({ people: [], offices: ["财政所", "农业办", "农业办公室"] });
    expect(splitOffices("财政所农业办", known)).toEqual(["财政所", "农业办"]);
    expect(splitOffices("财政所农业办公室", known)).toEqual(["财政所", "农业办公室"]);
    expect(splitOffices("财政所水利办", known)).toEqual(["财政所水利办"]);
  });
});

describe("who does a project", () => {
  const cells = (own: Partial<DutyCells>): DutyCells => ({
    leaders: [],
    owners: [],
    offices: [],
    assistingOffices: [],
    officesAndOwners: [],
    ...own,
  });

  it("by the notice's rule is led by the first office", () => {
    const duties = dutiesOf(cells({ offices: ["甲局、乙局"], assistingOffices: ["丙局"] }), {
      firstOfficeLeads: true,
    });
    expect(duties).toMatchObject({ offices: ["甲局"], assistingOffices: ["乙局", "丙局"] });
  });

  it("is led by whom the cell names, before the notice's rule", () => {
    const duties = dutiesOf(cells({ offices: ["甲局、乙局（牵头）"] }), { firstOfficeLeads: true });
    expect(duties).toMatchObject({ offices: ["乙局"], assistingOffices: ["甲局"] });
  });

  it("keeps a known office that stands among the people", () => {
    const known = knownNames({ people: ["张三"], offices: ["农业办"] });
    const duties = dutiesOf(cells({ owners: ["张三、农业办"] }), { firstOfficeLeads: false, known });
    expect(duties).toMatchObject({ owners: ["张三"], offices: ["农业办"] });
  });

  it("is told apart in a column of offices and people", () => {
    const duties = dutiesOf(cells({ officesAndOwners: ["农业办 张三"] }), { firstOfficeLeads: false });
    expect(duties).toMatchObject({ owners: ["张三"], offices: ["农业办"] });
  });
});

describe("a cell of any length", () => {
  it.each([10, 20, 30, 200, 5_000])("with %i brackets behind a name is that name", (count) => {
    expect(splitPeople(`张三${"（甲）".repeat(count)}`)).toEqual(["张三"]);
    expect(splitPeople(`镇长张三${"（副镇长兼乙）".repeat(count)}`)).toEqual(["张三"]);
    expect(splitPeople(`张三${"（甲）兼".repeat(count)}`)).toEqual(["张三"]);
  });

  const known = knownNames({
    people: ["张三", "李四", "张三李"],
    offices: ["财政所", "农业办", "财政所农业"],
  });
  const splitters: Record<string, (text: string) => unknown> = {
    people: (text) => readPeople(text),
    "known people": (text) => readPeople(text, known),
    offices: (text) => readOffices(text),
    "known offices": (text) => readOffices(text, known),
    copies: (text) => findCopies([`抄送：${text}`]),
    "lines of copies": (text) => findCopies(text.split("、").map((line) => `抄送：${line}`)),
    names: (text) => joinSpreadNames([...text]),
  };
  const words =
    "张 张三 镇长 书记 兼 和 等 由 牵头 甲 局 办公室 财政所 农业办 村 会同 按职责 单位 （ ） （甲） 、 ： ， \n 　 1. 1、 ① 牵头： 配合 13800001234 0595- · .".split(
      " ",
    );
  const seeds = words.flatMap((word, index) => {
    const [second, third] = [words[(index * 7 + 3) % words.length]!, words[(index * 5 + 11) % words.length]!];
    return index % 2 ? [word, word + second + third] : [word + second, word + "\n" + third];
  });

  it.each(Object.keys(splitters))("is split in linear time: %s", (kind) => {
    const split = splitters[kind]!;
    const slow = seeds.filter((seed) => {
      const run = (length: number) => () => split(seed.repeat(length / seed.length));
      return !isLinear(run(5_000), run(20_000));
    });
    expect(slow).toEqual([]);
  });

  it("of names that are all different is split in linear time", () => {
    const signs = [..."天地玄黄宇宙洪荒日月盈昃辰宿列张寒来暑往"];
    const name = (index: number) => [400, 20, 1].map((size) => signs[Math.floor(index / size) % 20]).join("");
    const list = (end: string) => Array.from({ length: 8_000 }, (_, index) => `甲${name(index)}${end}`);
    expect(splitOffices(list("局").join("、"))).toHaveLength(8_000);
    expect(splitOffices(list("局（配合）").join("、"))).toHaveLength(8_000);
    expect(splitOffices(list("\n局").join("\n"))).toHaveLength(8_000);
  });
});

/** Whether four times the text takes far less than sixteen times as long; what was disturbed gets another chance. */
function isLinear(short: () => unknown, long: () => unknown): boolean {
  return [1, 2, 3, 4, 5].some(() => millisecondsOf(long) < 8 * Math.max(millisecondsOf(short), 5));
}

function millisecondsOf(run: () => unknown): number {
  const start = performance.now();
  run();
  return performance.now() - start;
}
