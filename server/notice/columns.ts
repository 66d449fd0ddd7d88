import { timeExpression } from "./schedule/grammar.js";
import { tokenise } from "./schedule/tokens.js";

export type Field =
  | "number"
  | "category"
  | "name"
  | "content"
  | "progress"
  /** A column of its own for a quarter or a month; the header is the time expression. */
  | "period"
  /** What was really done: kept apart from the plan and not read. */
  | "actual"
  | "leader"
  | "owner"
  | "office"
  | "assistingOffice"
  | "money"
  | "remarks";

export interface Column {
  field: Field;
  /** 1-based. */
  column: number;
  /** The header as printed. */
  header: string;
}

/** Column names without white space, brackets and years. A new synonym goes here. */
const synonyms: Record<Exclude<Field, "period">, string> = {
  number: "序号 编号 项目编号 项次 序 号 No. No",
  category: "类别 分类 项目类别 领域 目标类型",
  name: "项目名称 实事项目 实事项目名称 民生实事 实事 项目 工程名称 任务名称 事项 事项名称 工作事项 名称",
  content:
    "建设内容 主要内容 主要建设内容 建设内容及规模 建设规模及内容 工作内容 实施内容 内容 工作标准 指标要求 目标及质量要求 全年目标任务 年度目标 工作目标 任务要求 主要目标任务 主要工作目标 攻坚目标任务",
  progress:
    "项目进度 进度安排 项目进度安排 工作进度 实施进度 时间节点 时间安排 节点目标 进度计划 形象进度 季度目标 阶段目标 阶段性工作目标 年度阶段性工作目标 序时进度 推进计划 完成时限 完成时间 完成期限 时限要求 时限 进度",
  actual:
    "当前进度 进展情况 完成情况 落实情况 推进情况 工作进展 实际完成情况 本月进展情况 存在问题 下步打算 是否达序",
  leader:
    "责任领导 分管领导 主管领导 牵头领导 挂钩领导 包案领导 包保领导 包联领导 联系领导 挂点领导 牵头市领导 区政府分管领导 指挥长",
  owner: "责任人 主要责任人 项目责任人 具体责任人 直接责任人 第一责任人 经办人 联系人 联络员 负责人",
  office:
    "责任科室 责任单位 责任部门 责任处室 牵头单位 牵头部门 牵头科室 业主单位 牵头责任单位 主要责任单位 主办单位 承办单位 实施单位 承办科室",
  assistingOffice:
    "协办单位 协办科室 配合单位 配合部门 配合科室 协同单位 协同部门 协同责任单位 其他责任单位 参与单位 参与部门 协作单位 协助单位 责任主体与协同单位",
  money: "总投资 年度投资 计划投资 投资 投资额 资金来源 资金 资金拼盘",
  remarks: "备注 说明",
};

/** Names of a project column only where no better one stands beside them; otherwise they are its content. */
const secondChoiceNames = new Set(
  "工作任务 重点工作 主要任务 目标任务 重点任务 项目内容 任务 具体任务 任务内容 主要工作".split(" "),
);

const fieldOf = new Map<string, Field>(
  Object.entries(synonyms).flatMap(([field, words]) =>
    words.split(" ").map((word) => [word, field as Field]),
  ),
);
const longerSynonyms = [...fieldOf.keys()]
  .filter((word) => word.length >= 3)
  .sort((a, b) => b.length - a.length);

const MOST_COLUMNS = 100;
const LONGEST_HEADER = 60;

/** What each column of a header row holds; null where the row is no header. */
export function columnsOf(cells: readonly { column: number; text: string }[]): Column[] | null {
  const filled = cells.slice(0, MOST_COLUMNS).filter(({ text }) => text !== "");
  const known = filled.flatMap((cell) => columnOf(cell));
  const columns = withName(known);
  const hasName = columns.some(({ field }) => field === "name");
  return hasName && known.length >= 2 && known.length * 2 >= filled.length ? columns : null;
}

/** How many cells of a row are known column names: tells a header without a name column from a row. */
export function countColumnNames(cells: readonly { column: number; text: string }[]): number {
  return cells.slice(0, MOST_COLUMNS).flatMap((cell) => columnOf(cell)).length;
}

type Candidate = Column & { isSecondChoice: boolean };

function columnOf({ column, text }: { column: number; text: string }): Candidate[] {
  if (text.length > LONGEST_HEADER) return [];
  const name = plainHeader(text);
  if (name === "" || name.length > 20) return [];
  const found = (field: Field, isSecondChoice = false) => [{ field, column, header: text, isSecondChoice }];
  if (secondChoiceNames.has(name)) return found("name", true);
  const exact = fieldOf.get(name);
  if (exact) return found(exact);
  if (isPeriodHeader(name)) return found("period");
  const part = longerSynonyms.find((word) => name.includes(word));
  return part ? found(fieldOf.get(part)!) : [];
}

function withName(candidates: Candidate[]): Column[] {
  const hasBetter = candidates.some(({ field, isSecondChoice }) => field === "name" && !isSecondChoice);
  const firstChoice = candidates.find(({ field }) => field === "name");
  return candidates.map(({ isSecondChoice, ...column }) => {
    const isContent = isSecondChoice && (hasBetter || column.column !== firstChoice?.column);
    return isContent ? { ...column, field: "content" } : column;
  });
}

/** NFKC, without white space, brackets with units, a year, or the colon of a form. */
function plainHeader(text: string): string {
  return text
    .normalize("NFKC")
    .replace(/\s+/g, "")
    .replace(/[([【〔][^)\]】〕]{0,20}[)\]】〕]/g, "")
    .replace(/^\d{4}年度?(?=.)/, "")
    .replace(/:$/, "");
}

/** 第一季度, 一季度目标, 1月, 上半年计划 … but not 完成情况 of a quarter. */
function isPeriodHeader(name: string): boolean {
  const bare = name.replace(/(工作)?(目标任务|阶段目标|目标|计划|任务|安排|进度)$/, "");
  const tokens = tokenise(bare);
  return timeExpression(tokens, 0)?.tokens.to === tokens.length;
}
