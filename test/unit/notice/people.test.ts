import { describe, expect, it } from "vitest";
import { dutiesOf, type DutyCells } from "../../../server/notice/duties.js";
import { knownNames } from "../../../server/notice/names.js";
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
