import { timeExpression } from "../schedule/grammar.js";
import { tokenise } from "../schedule/tokens.js";

export type Field =
  | "number"
  | "category"
  | "name"
  | "content"
  | "progress"
  /** When it is to be done, and nothing but that (完成时限). */
  | "deadline"
  /** When it begins, beside a column that says when it ends. */
  | "start"
  /** A column of its own for a quarter or a month; the header is the time expression. */
  | "period"
  /** What was really done: kept apart from the plan and not read. */
  | "actual"
  | "leader"
  | "owner"
  | "office"
  | "assistingOffice"
  /** Offices and persons in one cell (责任单位及责任人). */
  | "officeAndOwner"
  | "money"
  | "remarks"
  /** Known, but nothing that a project keeps (联系电话). */
  | "other";

export interface Column {
  field: Field;
  /** 1-based. */
  column: number;
  /** The header as printed: the lowest of its rows that says something. */
  header: string;
}

/** What a header's words say. */
export interface HeaderWords {
  field: Field;
  /** A name only where no better one stands beside it; otherwise it is content. */
  isSecondChoice: boolean;
}

/** Column names without white space, brackets and years. A new synonym goes here. */
const synonyms: Record<Exclude<Field, "period">, string> = {
  number: "序号 序次 次序 编号 项目编号 任务编号 项次 序 号 No. No NO",
  category: "类别 分类 项目类别 任务类别 项目类型 领域 目标类型 板块 所属领域 工作类别",
  name: "项目名称 实事项目 实事项目名称 民生实事 民生实事项目 实事 项目 工程名称 任务名称 事项 事项名称 工作事项 实事事项 名称 工程项目 项目(任务)名称 办理事项 工作名称",
  content:
    "建设内容 主要内容 主要建设内容 建设内容及规模 建设规模及内容 建设规模 工作内容 实施内容 内容 工作标准 指标要求 目标及质量要求 全年目标任务 全年目标 年度目标 年度目标任务 年度任务 工作目标 任务要求 主要目标任务 主要工作目标 攻坚目标任务 具体内容 工作要求 工作措施 具体措施 主要措施 推进措施 具体举措 主要举措 建设目标 项目内容及要求 目标要求 任务内容及目标",
  progress:
    "项目进度 进度安排 项目进度安排 工作进度 实施进度 时间节点 时间安排 节点目标 进度计划 形象进度 季度目标 阶段目标 阶段性目标 阶段性工作目标 年度阶段性工作目标 序时进度 推进计划 进度 进度要求 工作安排 实施计划 推进安排 工作计划 年度计划 季度进度安排 具体进度安排 进度目标 推进步骤 实施步骤 计划进度 建设进度 建设进度安排 年度进度安排 时间进度",
  deadline:
    "完成时限 办结时间 完成时间 完成期限 时限要求 时限 办理时限 办结时限 完工时间 竣工时间 完成日期 计划完成时间 截止时间 期限 完成时间节点 完成节点 时间要求",
  start: "开工时间 开始时间 启动时间 起始时间 计划开工时间 开工日期",
  actual:
    "当前进度 进展情况 完成情况 落实情况 推进情况 工作进展 目前进展 实际完成情况 本月进展情况 存在问题 下步打算 下一步打算 是否达序 是否完成 实际进度 工作成效 已完成",
  leader:
    "责任领导 分管领导 主管领导 牵头领导 挂钩领导 包案领导 包保领导 包联领导 联系领导 挂点领导 牵头市领导 区政府分管领导 指挥长 分管县领导 分管镇领导 分管负责人 包抓领导 领衔领导 县级领导 责任县长 分管县长 分管区长 分管市长 牵头县长",
  owner:
    "责任人 主要责任人 项目责任人 具体责任人 直接责任人 第一责任人 经办人 联系人 联络员 负责人 具体负责人 经办人员 责任人员 项目负责人 工作人员",
  office:
    "责任科室 责任单位 责任部门 责任处室 责任股室 责任站所 责任办所 责任主体 牵头单位 牵头部门 牵头科室 业主单位 牵头责任单位 主要责任单位 主办单位 承办单位 实施单位 承办科室 承办部门 建设单位 主责单位 主责部门 实施主体 责任单位(部门) 业主 主体单位",
  assistingOffice:
    "协办单位 协办科室 配合单位 配合部门 配合科室 协同单位 协同部门 协同责任单位 其他责任单位 参与单位 参与部门 协作单位 协助单位 协助部门 协助科室 协办部门 配合责任单位 责任主体与协同单位 配合",
  officeAndOwner: "",
  money:
    "总投资 年度投资 计划投资 投资 投资额 资金来源 资金 资金拼盘 年度计划投资 估算投资 投资估算 预算 资金预算 资金安排",
  remarks: "备注 说明 附注 备考",
  other: "联系电话 电话 手机 手机号码 联系方式 实施地点 建设地点 地点 地址 受益群众 受益人口 建设性质",
};

/** Names of a project column only where no better one stands beside them; otherwise they are its content. */
const secondChoiceNames = new Set(
  "工作任务 重点工作 主要任务 目标任务 重点任务 项目内容 任务 具体任务 任务内容 主要工作 工作事项及内容 重点工作任务 任务事项 实事内容 工作项目".split(
    " ",
  ),
);

/** What a header that is no synonym says by its words; the first that fits. `ends` is looked for at its end. */
const signs: { field: Field; holds?: string[]; ends?: string[] }[] = [
  {
    field: "actual",
    holds: ["完成情况", "进展", "推进情况", "落实情况", "是否", "实际", "存在问题", "已完成"],
  },
  { field: "assistingOffice", holds: ["配合", "协办", "协助", "协同", "参与", "协作"] },
  {
    field: "leader",
    ends: ["领导", "领导同志", "县长", "区长", "市长", "镇长", "乡长", "主任", "书记", "局长"],
  },
  {
    field: "owner",
    ends: ["责任人", "负责人", "经办人", "联系人", "联络员", "承办人", "落实人", "专员", "人员", "经理"],
  },
  {
    field: "office",
    ends: ["单位", "部门", "科室", "处室", "股室", "部室", "站所", "主体", "办所", "村居", "牵头"],
  },
  { field: "deadline", ends: ["时限", "时间", "期限", "日期"] },
  { field: "progress", ends: ["进度", "节点", "进度安排", "时间安排", "推进计划", "时序", "步骤"] },
  { field: "content", ends: ["内容", "目标", "任务", "举措", "措施", "要求", "标准", "做法"] },
  { field: "name", ends: ["名称", "事项", "实事", "工程", "项目"] },
  { field: "money", holds: ["投资", "资金", "经费", "预算", "金额"] },
  { field: "remarks", holds: ["备注"] },
];

const fieldOf = new Map<string, Field>(
  Object.entries(synonyms).flatMap(([field, words]) =>
    words
      .split(" ")
      .filter((word) => word !== "")
      .map((word) => [word, field as Field]),
  ),
);
const longerSynonyms = [...fieldOf.keys()]
  .filter((word) => word.length >= 3 && fieldOf.get(word) !== "other")
  .sort((a, b) => b.length - a.length);

const MOST_COLUMNS = 100;
const LONGEST_HEADER = 60;
const LONGEST_NAME = 20;

/** What a header cell says; null for words that are no header. */
export function headerWords(text: string): HeaderWords | null {
  if (text.length > LONGEST_HEADER || /[。；]/.test(text)) return null;
  const name = plainHeader(text);
  if (name === "" || name.length > LONGEST_NAME || isTitleOrSentence(name)) return null;
  if (secondChoiceNames.has(name)) return { field: "name", isSecondChoice: true };
  const field = fieldOf.get(name) ?? fieldOfLonger(name);
  return field && { field, isSecondChoice: false };
}

/** 责任分解表, 关于…的通知: what stands above a header and holds its words. */
function isTitleOrSentence(name: string): boolean {
  return /[。；;，,]|(?:表|清单|通知|方案|意见|一览)$/.test(name);
}

/** Whether a text is a column's name word for word: what a label before a colon has to be. */
export function isExactHeader(text: string): boolean {
  const name = plainHeader(text);
  return fieldOf.has(name) || secondChoiceNames.has(name);
}

function fieldOfLonger(name: string): Field | null {
  if (isPeriodHeader(name)) return "period";
  const holds = (words: string) => words.split(" ").some((word) => name.includes(word));
  if (holds("单位 部门 科室") && holds("责任人 负责人 经办人") && !holds("单位责任人 单位负责人"))
    return "officeAndOwner";
  const sign = signs.find(
    ({ holds = [], ends = [] }) =>
      holds.some((word) => name.includes(word)) || ends.some((word) => name.endsWith(word)),
  );
  if (sign?.field === "actual" || sign?.field === "assistingOffice") return sign.field;
  const part = longerSynonyms.find((word) => name.includes(word));
  return part ? fieldOf.get(part)! : name.length <= LONGEST_SIGN ? (sign?.field ?? null) : null;
}

const LONGEST_SIGN = 12;

/** One column of a header, as its rows from top to bottom read. */
export interface HeaderPath {
  column: number;
  texts: string[];
}

/** What the columns of a header hold, the name perhaps not among them; null where these rows are no header. */
export function columnsOf(paths: readonly HeaderPath[]): Column[] | null {
  const filled = paths.slice(0, MOST_COLUMNS).filter(({ texts }) => texts.length > 0);
  const known = filled.flatMap((path) => columnOf(path));
  const columns = withName(known);
  const hasName = columns.some(({ field }) => field === "name");
  const certain = filled.filter(({ texts }) => texts.some(isColumnName)).length;
  return certain >= (hasName ? 2 : 3) && known.length * 2 >= filled.length ? columns : null;
}

/** A name of a column word for word, or a time: what only sounds like one may stand in any row. */
export function isColumnName(text: string): boolean {
  return text.length <= LONGEST_HEADER && (isExactHeader(text) || headerWords(text)?.field === "period");
}

/** How many cells of a row are known column names: tells a header without a name column from a row. */
export function countColumnNames(texts: readonly string[]): number {
  return texts.slice(0, MOST_COLUMNS).filter((text) => headerWords(text) !== null).length;
}

type Candidate = Column & { isSecondChoice: boolean };

/** The lowest row that says something decides; under a column of what was done, everything was done. */
function columnOf({ column, texts }: HeaderPath): Candidate[] {
  const known = texts.map((text) => ({ header: text, words: headerWords(text) }));
  const last = known.findLast(({ words }) => words !== null);
  if (!last?.words) return [];
  const isActual = known.some(({ words }) => words?.field === "actual");
  return [
    {
      field: isActual ? "actual" : last.words.field,
      column,
      header: last.header,
      isSecondChoice: last.words.isSecondChoice,
    },
  ];
}

/** Of several candidates the first is the project's name; what is left over is content. */
function withName(candidates: Candidate[]): Column[] {
  const better = candidates.find(({ field, isSecondChoice }) => field === "name" && !isSecondChoice);
  const second = candidates.find(({ field }) => field === "name");
  const name = better ?? second;
  return candidates.map(({ field, column, header }) => {
    if (column === name?.column) return { field: "name", column, header };
    return { field: field === "name" ? "content" : field, column, header };
  });
}

/** NFKC, without white space, brackets with units, a year, or the colon of a form. */
function plainHeader(text: string): string {
  const plain = text.normalize("NFKC").replace(/\s+/g, "").replace(/:$/, "");
  const bare = plain.replace(/[([【〔][^()[\]【】〔〕]{0,20}[)\]】〕]/g, "").replace(/^\d{4}年度?(?=.)/, "");
  return fieldOf.has(plain) || bare === "" ? plain : bare;
}

/** 第一季度, 一季度目标, 1月, 上半年计划 … but not 完成情况 of a quarter. */
function isPeriodHeader(name: string): boolean {
  const bare = name
    .replace(/(?:工作|阶段性?|主要)?(?:目标任务|任务目标|目标|计划|任务|安排|进度|节点|内容)$/, "")
    .replace(/(?:工作|阶段性?|主要|进度|任务|推进)$/, "")
    .replace(/^(?:工作|推进|进度|任务|目标|计划)(?:任务|安排|计划)?/, "");
  const tokens = tokenise(bare);
  return tokens.length > 0 && timeExpression(tokens, 0)?.tokens.to === tokens.length;
}
