import type { Block } from "./notice.js";

const leads = ["牵头", "主办", "总责"];
/** Words that stand in this order in one clause: `列首位的为牵头单位`, `排在第一位的单位牵头`, `第一个单位为牵头单位`. */
const sayings: string[][][] = [
  [["列", "排"], ["首", "第一", "最前"], leads],
  [["第一个", "首个", "首列"], ["单位", "部门", "科室"], leads],
];
const LONGEST_SAYING = 40;

/** Whether the notice says that the first-listed office leads and the others assist. */
export function saysFirstOfficeLeads(blocks: readonly Block[]): boolean {
  return blocks.some((block) => {
    if (block.kind !== "paragraph") return false;
    const clauses = block.text.replace(/\s/g, "").split(/[，。；]/);
    return clauses.some((clause) => sayings.some((saying) => standInOrder(clause, saying)));
  });
}

function standInOrder(clause: string, [first, ...others]: string[][]): boolean {
  const start = firstOf(clause, first!, 0);
  let at = start;
  for (const words of others) at = at < 0 ? at : firstOf(clause, words, at + 1);
  return at >= 0 && at - start <= LONGEST_SAYING;
}

/** Where the first of these words stands, from there on; -1 where none does. */
function firstOf(text: string, words: readonly string[], from: number): number {
  const found = words.map((word) => text.indexOf(word, from)).filter((at) => at >= 0);
  return found.length > 0 ? Math.min(...found) : -1;
}
