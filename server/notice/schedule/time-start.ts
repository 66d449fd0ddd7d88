import type { Token } from "./tokens.js";

/** Words that lead to a time and are part of it: `于3月`, `至6月底`, `利用暑假`. */
export const leadWords = ["于", "在", "至", "到", "自", "从", "利用"];
export const beforeWords = ["前", "之前", "以前", "前夕"];
const leading = new Set(leadWords);

/** A token that a time may start with, or a word that leads to one. */
export function mayStart(tokens: readonly Token[], at: number): boolean {
  const next = tokens[at + 1];
  if (!leading.has(tokens[at]?.text ?? "")) return startsTime(tokens[at], next);
  return startsTime(next, tokens[at + 2]) || issuing.has(next?.text ?? "");
}

/**
 * A number with its unit, a time word, a quotation mark (“五一”前) or the 上 of 上、下半年. Most of a text is neither, so
 * this keeps the productions from being tried in vain.
 */
function startsTime(token: Token | undefined, next: Token | undefined): boolean {
  if (!token) return false;
  if (token.kind === "number") return unitsOfNumbers.has(next?.text ?? "") || token.text.length === 8;
  return token.kind === "time"
    ? !neverFirst.has(token.text)
    : token.text === "青年" || "上“‘「\"'".includes(token.text);
}

/** How the day of issue begins behind 自: 自本通知下发之日起. */
const issuing = new Set("本通方文意办印下发公签".split(""));

/** What may stand behind the first number of a time expression. */
const unitsOfNumbers = new Set(
  "年 年度 年底 年末 年终 年内 年初 年中 月 月份 季度 季 日 号 - 至 到 、 和 与 及 以及 / . · 节 前 之前 以前 前夕 期间 全年 全年度 青年 Q q”".split(
    " ",
  ),
);
const neverFirst = new Set(
  "和 与 及 或 以及 底 末 初 中 内 起 止 日 号 天 季 季度 个季度 个月 月份 节 周 星期 个工作日 期间 假期 长假 前夕 前后 左右 以前 之前 以后 之后 过后 以内 之内 开始 结束 来临 到来".split(
    " ",
  ),
);
