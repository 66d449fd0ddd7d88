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

const officeEnd = new RegExp(`${oneOf(shortEnds, signingEnds, otherEnds)}$`, "u");
const joinableOfficeEnd = new RegExp(`${oneOf(joinableEnds)}$`, "u");
export const signingOfficeEnd = new RegExp(`${oneOf(signingEnds)}$`, "u");
/** The last character of an office's or place's short name. */
export const shortOfficeEnd = new RegExp(`${oneOf(shortEnds, "区 市 县 心 司 街 坊")}$`, "u");

/** Whether a text ends as the name of an office does (perhaps with brackets behind it). */
export function isOfficeName(text: string): boolean {
  return officeEnd.test(withoutBrackets(text));
}

/** Whether another office may be joined to this one with 和. */
export function isJoinableOffice(text: string): boolean {
  return joinableOfficeEnd.test(withoutBrackets(text));
}

/** Without the brackets that a text ends with. */
export function withoutBrackets(text: string): string {
  const open = /[)）]$/.test(text) ? Math.max(text.lastIndexOf("（"), text.lastIndexOf("(")) : -1;
  return open > 0 ? text.slice(0, open) : text;
}

function oneOf(...lists: string[]): string {
  return `(?:${[...new Set(lists.join(" ").split(" "))].join("|")})`;
}
