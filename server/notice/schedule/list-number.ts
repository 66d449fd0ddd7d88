import type { Token } from "./tokens.js";

/** How many tokens before `to` are the number of a list item: `2.`, `（2）`, `2、`, `②`. */
export function lengthOfNumber(tokens: readonly Token[], to: number): number {
  const [third, second, first] = [3, 2, 1].map((back) => tokens[to - back]);
  if (first && /^[①-⑳⑴-⒇❶-❿]$/u.test(first.text)) return 1;
  if (second?.kind !== "number" || second.value > 30) return 0;
  if (third?.text === "(" && first?.text === ")") return 3;
  return /^[.、)]$/.test(first?.text ?? "") && third?.kind !== "number" ? 2 : 0;
}
