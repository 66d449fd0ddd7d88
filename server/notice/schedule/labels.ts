import type { Layout } from "./layout.js";
import type { Token } from "./tokens.js";

/** Words before a time that say no more than that a time follows. */
const label =
  /^(?:\p{Script=Han}{0,4}(?:时限|时间节点)|(?:计划|预计|项目|工作|任务|整改|办理)?(?:完成|办结|落实|实施|推进)?(?:时间节点|时间安排|时间要求|时间进度|进度安排|时限要求|时间|时限|期限|节点|工期|建设期|建设年限|建设周期|建设期限|建设工期))(?:要求)?(?:为|是)?:?$/u;
const projectSpan = /(?:工期|建设期|建设年限|建设周期|建设期限|实施期限)(?:为|是)?:?$/;
const start = /^(?:计划|预计|项目|拟)?(?:开工|开始|启动|起始|动工|实施)(?:时间|日期)(?:为|是)?:?$/;
const end =
  /^(?:计划|预计|项目|拟)?(?:竣工|完工|完成|结束|截止|建成|交付)(?:时间|日期|时限|期限)(?:为|是)?:?$/;
const LONGEST_LABEL = 12;

/** What a label says: that a time follows; when the work starts or ends; how long the whole project runs. */
export type LabelKind = "TIME" | "START" | "END" | "PROJECT_SPAN";

export interface Label {
  /** Token index. */
  from: number;
  kind: LabelKind;
}

/** The label right before a time (`完成时限：6月底前`, `（时限：3月底）`), at the head of its clause or brackets. */
export function labelBefore(tokens: readonly Token[], at: number, layout: Layout): Label | null {
  const around = layout.brackets[at];
  const head = Math.max(layout.clauseStarts[at]!, around ? around.open + 1 : 0);
  if (at - head > LONGEST_LABEL || at === head) return null;
  const words = tokens.slice(head, at).map(({ text }) => text);
  const first = words.findLastIndex((word) => ["、", ".", ")"].includes(word)) + 1;
  const kind = kindOf(words.slice(first).join(""));
  return kind && { from: head + first, kind };
}

function kindOf(text: string): LabelKind | null {
  if (start.test(text)) return "START";
  if (end.test(text)) return "END";
  if (!label.test(text)) return null;
  return projectSpan.test(text) ? "PROJECT_SPAN" : "TIME";
}

/** `第一季度目标：`, `3月任务：`: how many tokens of label stand behind a time; 0 for none. */
export function labelBehind(tokens: readonly Token[], at: number): number {
  const colon = tokens.slice(at, at + 7).findIndex(({ text }) => text === ":");
  if (colon < 1) return 0;
  const words = tokens.slice(at, at + colon).map(({ text }) => text);
  const isLabel =
    /^(?:工作|阶段|阶段性|计划)?(?:目标任务|工作目标|目标|任务|计划|安排|进度|节点|进展|完成|内容)$/.test(
      words.join(""),
    );
  return isLabel ? colon + 1 : 0;
}
