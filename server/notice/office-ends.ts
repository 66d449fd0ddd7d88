/** How the short name of an office ends (安监站), which no person's name of three characters does. */
const shortEnds = "办 委 局 站 所 村 镇 乡 部 科 处 室 组 队 会 院 校 厅 社 园 馆";
/** How an office's name ends that may sign a notice. */
const signingEnds =
  "办 委 局 站 所 村 部 处 队 会 院 厅 中心 社区 街道 公司 集团 政府 政协 领导小组 专班 党组 党总支 学校 大学 银行 工商联 残联 妇联 " +
  "林场 农场 牧场 渔场 团场 兵团 办公室";
/** Of lists and departments only: 各单位 is nobody who signs. */
const otherEnds = "单位 部门 系统 股 段 场 库 联";
/** Of what is run together with 和: 城乡, 农村, 社会 and 市场 open the name of one office (农业农村和水利局). */
const joinableEnds =
  "办 委 局 站 所 部 科 处 室 队 院 厅 校 馆 中心 公司 集团 政府 政协 银行 工会 协会 商会 委员会 联合会 工商联 残联 妇联 领导小组 专班 单位 部门 林场 农场";

/** Tells whether a name ends like an office's. */
interface NameEnd {
  test(name: string): boolean;
}

/** How the name of any office ends, perhaps with brackets behind it. */
export const officeEnd = ending([shortEnds, signingEnds, otherEnds], true);
export const signingOfficeEnd = ending([signingEnds], false);
/** How an office ends that another may be joined to with 和. */
export const joinableOfficeEnd = ending([joinableEnds], true);
/** The last character of an office's or place's short name. */
export const shortOfficeEnd = ending([shortEnds, "区 市 县 心 司 街 坊"], false);

const LONGEST_BRACKETS = 62;

function ending(lists: readonly string[], mayHaveBrackets: boolean): NameEnd {
  const words = [...new Set(lists.join(" ").split(" "))];
  const isEnd = (name: string) => words.some((word) => name.endsWith(word));
  return { test: (name) => isEnd(name) || (mayHaveBrackets && isEnd(withoutBrackets(name))) };
}

/** `县教育局（县委教育工委）` → 县教育局 */
export function withoutBrackets(name: string): string {
  const last = name.at(-1);
  if (last !== "）" && last !== ")") return name;
  const opening = Math.max(name.lastIndexOf("（"), name.lastIndexOf("("));
  return opening >= 0 && name.length - opening <= LONGEST_BRACKETS ? name.slice(0, opening) : name;
}
