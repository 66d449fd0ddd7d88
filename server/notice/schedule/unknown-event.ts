import { beforeWords } from "./time-start.js";
import type { Token } from "./tokens.js";

const LONGEST_EVENT = 12;
const before = new Set(beforeWords);
const after = new Set(["后", "之后", "以后", "过后"]);

/** What may stand behind 前 and 后 where they tell a time: the end, or what is then done. */
const action =
  /^(?:再|才|即|立即|及时|全面|全部|基本|正式|力争|确保|必须|须|要|应|统一|适时|抓紧)?(?:完成|建成|竣工|完工|开工|动工|启动|实施|投入|投用|交付|通车|落实|到位|开展|组织|走访|慰问|举办|召开|出台|印发|上报|报送|办结|整改|验收|发放|进场|开始|开放|推进|施工|付款|支付)/;
/** What happens at a time that nobody knows yet. */
const happening =
  /(?:到位|下达|批复|批准|核准|备案|签订|结束|召开|闭幕|通过|出台|审批|下发|印发|验收|完成|确定|拆除|交地|腾空)$/;
/** Places and others that only look like a time: 门前三包, 房前屋后, 灾后重建, 十四五期间. */
const noEvent =
  /(?:[门房屋村镇校院宅楼户眼跟面街路店库生产婚课餐饭岗事灾日术售背身幕年月天周]|从|十[一二三四五六七八九]五[”"]?|(?:合同|施工|建设|改造|运营|工作|服务|放假|营业))$/u;

/** `文化节期间`, `两会前`, `资金到位后`: words of a time that no calendar tells; null where none stand in the text. */
export function unknownEvent(text: string, tokens: readonly Token[]): string | null {
  for (const [index, token] of tokens.entries()) {
    const isBefore = before.has(token.text);
    const isAfter = after.has(token.text);
    if (!isBefore && !isAfter && token.text !== "期间") continue;
    const first = tokens[startOfEvent(tokens, index)]!;
    const name = text.slice(first.start, token.start).trim();
    if (name === "" || noEvent.test(name) || !(token.text === "期间" || isWhen(tokens, index))) continue;
    if (!isAfter || happening.test(name)) return text.slice(first.start, token.end);
  }
  return null;
}

function startOfEvent(tokens: readonly Token[], index: number): number {
  let start = index;
  while (start > 0 && index - start < LONGEST_EVENT && tokens[start - 1]!.kind !== "break") start -= 1;
  return start;
}

function isWhen(tokens: readonly Token[], index: number): boolean {
  const next = tokens[index + 1];
  const words = tokens.slice(index + 1, index + 7).map(({ text }) => text);
  return !next || next.kind === "break" || next.text === ")" || action.test(words.join(""));
}
