import type { Block } from "./notice.js";

/** `列首位的为牵头单位`, `排在第一位的单位牵头`, `第一个单位为牵头单位` … in the notice's text, without white space. */
const firstLeads =
  /(?:列|排)(?:名|在)?[^，。；]{0,10}(?:首|第一|最前)[^，。；]{0,12}(?:牵头|主办|总责)|(?:第一个|首个|首列)[^，。；]{0,8}(?:单位|部门|科室)[^，。；]{0,6}(?:牵头|主办|总责)/;

/** Whether the notice says that the first-listed office leads and the others assist. */
export function saysFirstOfficeLeads(blocks: readonly Block[]): boolean {
  return blocks.some((block) => block.kind === "paragraph" && firstLeads.test(block.text.replace(/\s/g, "")));
}
