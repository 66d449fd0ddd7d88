import { StageKind } from "../features/programmes/stage-kind.enum.js";

const { ACTIVE, SUBMITTED, ACCEPTED } = StageKind;

interface Deed {
  /** `YYYY-MM-DDTHH:MM`, in China. */
  at: string;
  who: string;
}

/** A card that goes to the stage of a kind. */
export interface Moving extends Deed {
  /** The project's number and the task's place in it, as printed: `5.4`. */
  task: string;
  to: StageKind;
  report?: { done: string; percent: number; obstacles?: string };
  reason?: string;
}

/** A label that the programme gets. */
export interface LabelMaking extends Deed {
  label: string;
  colour: string;
}

/** Cards that a label is hung on. */
export interface Labelling extends Deed {
  label: string;
  tasks: string[];
}

/** Something that one of the sample's people did. */
export type Step = Moving | LabelMaking | Labelling;

const begin = (at: string, who: string, task: string): Step => ({ at, who, task, to: ACTIVE });
const submit = (at: string, who: string, task: string, done: string): Step => {
  return { at, who, task, to: SUBMITTED, report: { done, percent: 100 } };
};
const giveBack = (at: string, who: string, task: string, reason: string): Step => ({
  at,
  who,
  task,
  to: ACTIVE,
  reason,
});
const accept = (at: string, who: string, task: string): Step => ({ at, who, task, to: ACCEPTED });
const makeLabel = (at: string, label: string, colour: string): Step => ({ at, who: "林晓敏", label, colour });
const hang = (at: string, who: string, label: string, ...tasks: string[]): Step => ({
  at,
  who,
  label,
  tasks,
});

/** What happened from January to the middle of August 2022, as the demo tells it. */
export const months: Step[] = [
  makeLabel("2022-01-14T15:10", "需用地审批", "#9A7350"),
  makeLabel("2022-01-14T15:12", "需上级资金", "#4A7DB0"),
  makeLabel("2022-01-14T15:15", "重点督办", "#97659F"),
  hang("2022-01-17T09:20", "叶锋", "需用地审批", "5.1"),
  begin("2022-01-17T09:10", "叶锋", "5.1"),
  begin("2022-01-18T10:00", "陈美治", "1.1"),
  begin("2022-01-20T15:20", "何德海", "8.1"),
  submit(
    "2022-01-26T16:40",
    "叶锋",
    "5.1",
    "与三个村对接，现场踏勘后选定造林地块 12 个，共 256 亩，红线图已存档。",
  ),
  accept("2022-01-28T09:30", "许武灵", "5.1"),
  begin("2022-02-08T08:50", "叶锋", "5.2"),
  begin("2022-02-09T09:00", "蔡英烈", "2.1"),
  begin("2022-02-10T10:15", "叶星耀", "3.1"),
  begin("2022-02-11T11:00", "曾永嘉", "4.1"),
  begin("2022-02-14T09:40", "黄勤燕", "6.1"),
  begin("2022-02-14T09:45", "黄勤燕", "6.2"),
  begin("2022-02-15T14:00", "黄勤燕", "7.1"),
  begin("2022-02-16T09:05", "何德海", "9.1"),
  hang("2022-02-16T09:15", "何德海", "需上级资金", "8.2", "9.2"),
  submit("2022-02-24T17:00", "叶锋", "5.2", "造林方案已编好，树种、密度和投资概算经林业站审核同意。"),
  accept("2022-02-28T10:10", "许武灵", "5.2"),
  begin("2022-03-01T09:00", "叶锋", "5.3"),
  begin("2022-03-02T09:20", "苏良杰", "10.1"),
  submit("2022-03-18T16:00", "何德海", "9.1", "路灯改造方案和预算已获批，批复文件已存档。"),
  accept("2022-03-21T09:00", "姚昆仑", "9.1"),
  submit("2022-03-22T15:30", "陈美治", "1.1", "全镇 14 个村(社区)共走访 312 户，困难情况逐户登记造册。"),
  accept("2022-03-25T10:20", "曾智伟", "1.1"),
  submit("2022-03-25T16:10", "黄勤燕", "7.1", "续保名单 186 人已列出，新增人员初步摸排 23 人。"),
  submit("2022-03-28T09:40", "蔡英烈", "2.1", "创建方案印发，领导小组成立，自查表 42 项已对照完成。"),
  submit("2022-03-28T11:00", "叶锋", "5.3", "公开招标完成，中标单位已签约，施工队 3 月 26 日进场整地。"),
  accept("2022-03-28T16:00", "陈志猛", "7.1"),
  submit("2022-03-29T10:00", "黄勤燕", "6.2", "已评估的 61 名对象全部安排上门护理，护理记录齐全。"),
  submit("2022-03-29T15:00", "叶星耀", "3.1", "外围绿化补植、停车位划线和垃圾清理完成。"),
  submit("2022-03-30T09:30", "何德海", "8.1", "工程量测算和造价测算已完成，财政评审通过。"),
  submit("2022-03-30T17:20", "苏良杰", "10.1", "投保方案已报批，与保险公司谈妥条款。"),
  accept("2022-03-31T09:00", "许武灵", "5.3"),
  accept("2022-03-31T10:00", "陈军", "2.1"),
  accept("2022-03-31T15:30", "曾智伟", "3.1"),
  accept("2022-04-01T09:10", "姚昆仑", "8.1"),
  accept("2022-04-01T10:40", "陈志猛", "6.2"),
  giveBack(
    "2022-04-06T15:00",
    "黄高雄",
    "10.1",
    "只有谈妥的条款，没有签订的合同。请补签合同并附参保名单后再送验。",
  ),
  begin("2022-04-06T09:00", "陈美治", "1.2"),
  begin("2022-04-07T09:00", "蔡英烈", "2.2"),
  begin("2022-04-07T10:30", "黄勤燕", "6.3"),
  begin("2022-04-08T09:00", "黄勤燕", "7.2"),
  submit("2022-04-12T16:30", "曾永嘉", "4.1", "预算送审核减 3.2%，招投标结束，4 月 11 日发出中标通知书。"),
  accept("2022-04-14T09:20", "许文理", "4.1"),
  begin("2022-04-15T09:00", "曾永嘉", "4.2"),
  hang("2022-04-15T09:10", "曾永嘉", "需用地审批", "4.2"),
  hang("2022-04-15T09:12", "曾永嘉", "需上级资金", "4.2"),
  begin("2022-04-18T09:00", "何德海", "8.2"),
  begin("2022-04-18T09:20", "何德海", "9.2"),
  begin("2022-04-20T14:00", "叶星耀", "3.2"),
  begin("2022-05-05T09:30", "叶锋", "5.4"),
  submit("2022-06-16T11:10", "蔡英烈", "2.2", "教学资料、功能室和操场改造全部就绪，模拟评估得分 93.5。"),
  accept("2022-06-20T09:00", "陈军", "2.2"),
  submit("2022-06-23T17:00", "陈美治", "1.2", "确定帮扶户 86 户、事项 104 件，挂钩单位 12 家全部落实。"),
  giveBack("2022-06-27T10:00", "曾智伟", "1.2", "紫湖村有 4 户的申请表缺少村级意见，请补齐。"),
  submit("2022-06-28T16:00", "何德海", "8.2", "合同已签，护栏材料进场，施工队已开工。"),
  submit("2022-06-29T15:20", "陈美治", "1.2", "4 户申请表的村级意见已补齐，全部材料重新核对一遍。"),
  giveBack(
    "2022-07-01T09:40",
    "姚昆仑",
    "8.2",
    "现场只到了部分护栏，临崖段尚未设置施工围挡。请完善安全措施后再送验。",
  ),
  accept("2022-07-01T16:00", "曾智伟", "1.2"),
  begin("2022-07-04T09:00", "陈美治", "1.3"),
  hang("2022-07-04T09:15", "陈美治", "需上级资金", "1.3"),
  hang("2022-07-05T10:30", "林晓敏", "重点督办", "5.4", "8.2", "10.1"),
  begin("2022-07-06T09:00", "蔡英烈", "2.3"),
  begin("2022-07-07T15:00", "叶星耀", "3.3"),
  submit("2022-08-09T10:30", "叶星耀", "3.2", "场馆预约、保洁和值班三项制度印发执行，第三方测评满意率 96%。"),
  submit("2022-08-11T16:50", "黄勤燕", "7.2", "14 个村(社区)核对完毕，新增 21 人、减少 8 人，名单已公示。"),
  submit("2022-08-12T11:20", "何德海", "9.2", "61 盏路灯的灯杆全部更换，线路整理完毕，连续三晚试亮正常。"),
];
