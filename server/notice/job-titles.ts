/** What a post is called, without the person: `常务副县长`, `政协工委主任`, `四级调研员`. */
const heads = (
  "书记 镇长 乡长 县长 区长 市长 州长 旗长 主任 局长 处长 科长 股长 所长 站长 队长 大队长 中队长 支队长 部长 武装部长 主席 " +
  "委员 组织委员 宣传委员 统战委员 政法委员 纪检委员 组宣委员 经理 总经理 董事长 董事 监事长 总监 工程师 总工程师 总工 总规划师 总会计师 总经济师 " +
  "院长 校长 园长 厂长 馆长 台长 社长 行长 会长 理事长 秘书长 秘书 检察长 庭长 组长 指挥长 负责人 联系人 联络员 专员 督查专员 助理 " +
  "干事 干部 科员 办事员 调研员 主任科员 巡视员 村长 村主任 村支书 支书 网格长 网格员 专干 驻村干部 包村干部 村干部 同志 老师 主办 协办"
).split(" ");
const deputies = ["", "副", "常务副", "第一副", "第一", "执行", "代理", "代", "原", "常务"];
const bodies = (
  "党委 党组 党工委 街道党工委 党总支 党支部 总支 支部 机关党委 纪委 纪工委 纪检 人大 人大工委 人大常委会 政协 政协工委 政协联络组 工委 政法委 " +
  "党委政法委 管委会 办事处 街道 街道办 镇 乡 县 区 市 村 社区 村委会 居委会 村党支部 社区党支部 县委 市委 区委 镇党委 乡党委 县政府 市政府 区政府 " +
  "镇政府 党政办 办公室 工会 团委 妇联 武装部 县委常委 市委常委 区委常委 一级 二级 三级 四级 高级 助理"
).split(" ");

const posts = new Set(
  ["", ...bodies].flatMap((body) => deputies.flatMap((deputy) => heads.map((head) => body + deputy + head))),
);
const LONGEST = Math.max(...[...posts].map(({ length }) => length));

/** Whether a text is a post and nothing else, or several joined (`党委副书记、镇长`, `镇长兼书记`). */
export function isPost(text: string): boolean {
  const parts = text.split(/[兼、，,\s]/).filter((part) => part !== "");
  return parts.length > 0 && parts.every((part) => posts.has(part));
}

/** The text without the post (or posts joined by 兼) it begins with. */
export function withoutPostBefore(text: string): string {
  let rest = text;
  for (;;) {
    const length = lengthBefore(rest);
    if (length === 0) return rest;
    rest = rest.slice(length).replace(/^[兼\s]/u, "");
  }
}

/** The text without the post it ends with. */
export function withoutPostBehind(text: string): string {
  for (let length = Math.min(LONGEST, text.length - 1); length > 0; length -= 1) {
    if (posts.has(text.slice(-length))) return text.slice(0, -length).replace(/兼$/u, "");
  }
  return text;
}

function lengthBefore(text: string): number {
  for (let length = Math.min(LONGEST, text.length); length > 1; length -= 1) {
    if (posts.has(text.slice(0, length))) return length;
  }
  return 0;
}
