import type { Context } from "../context.js";
import { setFollowed } from "../features/views/place-views.js";
import { ViewLayout, ViewSharing } from "../features/views/view.enum.js";
import { createView, setLock, shareView } from "../features/views/write-views.js";
import { TaskGroupKey } from "../features/tasks/task-group.row.js";
import { OrderDirection, TaskOrderField } from "../features/tasks/task-order.enum.js";
import { makeSchema } from "../schema.js";
import { actAs, type Surroundings } from "./act-as.js";

/** A view that one of the demo's people made for their work. */
interface KeptView {
  /** `YYYY-MM-DDTHH:MM`, in China. */
  at: string;
  who: string;
  name: string;
  description: string;
  filterText: string;
  layout: ViewLayout;
  columns?: TaskGroupKey;
  lanes?: TaskGroupKey;
  orderBy?: { field: TaskOrderField; direction: OrderDirection }[];
  sharing?: ViewSharing;
  isLocked?: boolean;
  followedBy?: string[];
}

/** The views that were made from spring to summer 2022, as the demo tells it. */
export const keptViews: KeptView[] = [
  {
    at: "2022-03-07T08:40",
    who: "林晓敏",
    name: "周一例会",
    description: "每周一碰头会逐项过：红灯先说原因，黄灯说何时办结。",
    filterText: "灯:红,黄",
    layout: ViewLayout.TABLE,
    orderBy: [
      { field: TaskOrderField.LIGHT, direction: OrderDirection.DESC },
      { field: TaskOrderField.DUE_ON, direction: OrderDirection.ASC },
    ],
    sharing: ViewSharing.EVERYONE,
    isLocked: true,
    followedBy: ["曾智伟", "姚昆仑"],
  },
  {
    at: "2022-04-11T10:05",
    who: "林晓敏",
    name: "待验收催办",
    description: "送验后还没有结论的，按责任领导分开，便于逐位提醒。",
    filterText: "阶段:待验收",
    layout: ViewLayout.BOARD,
    columns: TaskGroupKey.LIGHT,
    lanes: TaskGroupKey.LEADER,
    sharing: ViewSharing.OFFICE,
  },
  {
    at: "2022-05-09T15:30",
    who: "姚昆仑",
    name: "道路和路灯",
    description: "紫岭路、紫湖路两项工程放在一起看，安排现场检查用。",
    filterText: "(项目:紫岭路 或 项目:紫湖路)",
    layout: ViewLayout.TIMELINE,
    lanes: TaskGroupKey.PROJECT,
    sharing: ViewSharing.EVERYONE,
    followedBy: ["何德海"],
  },
  {
    at: "2022-07-04T09:20",
    who: "曾智伟",
    name: "三季度我分管的",
    description: "第三季度要办结、还没有验收的。",
    filterText: "领导:我 期限:2022Q3 阶段!=已验收",
    layout: ViewLayout.BOARD,
    lanes: TaskGroupKey.PROJECT,
  },
];

/** Makes views through the very code that serves them, log and all. Throws at the first that is refused. */
export async function makeViews(
  surroundings: Surroundings,
  fork: () => Context["em"],
  views: readonly KeptView[],
): Promise<void> {
  const schema = makeSchema();
  for (const { at, who, sharing, isLocked, followedBy = [], ...words } of views) {
    const act = async () => ({ ...(await actAs(surroundings, fork, who, at)), schema });
    const id = await createView(await act(), words);
    if (sharing) await shareView(await act(), id, sharing);
    if (isLocked) await setLock(await act(), id, true);
    for (const follower of followedBy) {
      const { context, viewer } = await actAs(surroundings, fork, follower, at);
      await setFollowed(context, viewer, id, true);
    }
  }
}
