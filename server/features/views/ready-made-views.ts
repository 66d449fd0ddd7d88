import type { Words } from "../../graphql/locale.js";
import type { JsonObject } from "./filter-language/filter-shape.js";
import { TaskGroupKey } from "../tasks/task-group.row.js";
import { OrderDirection, TaskOrderField } from "../tasks/task-order.enum.js";
import { ViewLayout } from "./view.enum.js";
import type { StoredOrder } from "./view.entity.js";

/** A view that is there from the start, for everybody; it is read, followed, ordered and duplicated, and never changed. */
export interface ReadyMadeView {
  /** Fixed for ever: clients keep it. */
  id: string;
  name: Words;
  description: Words;
  filter: JsonObject;
  layout: ViewLayout;
  columns: TaskGroupKey;
  lanes: TaskGroupKey | null;
  orderBy: StoredOrder[];
}

const dueFirst = [{ field: TaskOrderField.DUE_ON, direction: OrderDirection.ASC }];
const open = { not: { stage: { kind: { eq: "ACCEPTED" } } } };

/** Those of the design's eight whose data there is; of 未报实施方案 and 上期通报以来的变化 there is none yet. */
export const readyMadeViews: readonly ReadyMadeView[] = [
  {
    id: "view_00000000000000000000000001",
    name: { "zh-CN": "我分管的", en: "Led by me" },
    description: { "zh-CN": "由我担任责任领导的项目", en: "Projects that I am a responsible leader of" },
    filter: { project: { leaders: { some: { isMe: true } } } },
    layout: ViewLayout.BOARD,
    columns: TaskGroupKey.STAGE,
    lanes: TaskGroupKey.PROJECT,
    orderBy: [],
  },
  {
    id: "view_00000000000000000000000002",
    name: { "zh-CN": "红黄灯", en: "Red and yellow" },
    description: { "zh-CN": "已逾期或临近期限的任务", en: "Tasks that are overdue or soon due" },
    filter: { light: { in: ["RED", "YELLOW"] } },
    layout: ViewLayout.BOARD,
    columns: TaskGroupKey.STAGE,
    lanes: null,
    orderBy: dueFirst,
  },
  {
    id: "view_00000000000000000000000003",
    name: { "zh-CN": "本季度到期", en: "Due this quarter" },
    description: {
      "zh-CN": "本季度到期、尚未验收的任务",
      en: "Tasks due this quarter that are not accepted",
    },
    filter: { dueOn: { within: "THIS_QUARTER" }, ...open },
    layout: ViewLayout.BOARD,
    columns: TaskGroupKey.STAGE,
    lanes: null,
    orderBy: dueFirst,
  },
  {
    id: "view_00000000000000000000000004",
    name: { "zh-CN": "待我验收", en: "Awaiting me" },
    description: {
      "zh-CN": "已送验、等我验收或退回的任务",
      en: "Submitted tasks that I may accept or return",
    },
    filter: { awaitingMe: true },
    layout: ViewLayout.TABLE,
    columns: TaskGroupKey.PROJECT,
    lanes: null,
    orderBy: dueFirst,
  },
  {
    id: "view_00000000000000000000000005",
    name: { "zh-CN": "科室对比", en: "Offices compared" },
    description: { "zh-CN": "各牵头科室的任务与灯", en: "The tasks and lights of each lead office" },
    filter: {},
    layout: ViewLayout.DASHBOARD,
    columns: TaskGroupKey.LEAD_OFFICE,
    lanes: TaskGroupKey.LIGHT,
    orderBy: [],
  },
  {
    id: "view_00000000000000000000000006",
    name: { "zh-CN": "缺协办", en: "Without assistance" },
    description: {
      "zh-CN": "没有协办科室的项目中尚未验收的任务",
      en: "Open tasks of projects without an assisting office",
    },
    filter: { project: { assistingOffices: { none: {} } }, ...open },
    layout: ViewLayout.TABLE,
    columns: TaskGroupKey.PROJECT,
    lanes: null,
    orderBy: dueFirst,
  },
];
