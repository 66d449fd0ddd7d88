import { joinSpreadNames, knownNamesIn, type KnownNames } from "./names.js";
import { isEmptyMark, splitBy, splitOutsideBrackets, unique, withoutNumbers } from "./split-cell.js";

export interface NamesOfOffices {
  offices: string[];
  /** Marked as assisting within the cell: `（配合）`, `配合：…`, `甲局会同乙局`. */
  assisting: string[];
}

/** All offices of a cell, in order. */
export function splitOffices(text: string, known?: KnownNames): string[] {
  const { offices, assisting } = readOffices(text, known);
  return unique([...offices, ...assisting]);
}

type Part = { name: string; role: Role | null; spreads?: boolean };
type Role = "LEAD" | "ASSIST";

/** The offices of a cell; where it says that one leads, the others assist. */
export function readOffices(text: string, known?: KnownNames): NamesOfOffices {
  if (isEmptyMark(text)) return { offices: [], assisting: [] };
  const parts = withRoles(
    sections(withoutNumbers(text)).flatMap(({ text: section, role }) => partsOf(section, role, known)),
  );
  const hasLead = parts.some(({ role }) => role === "LEAD");
  const assists = ({ role }: Part) => role === "ASSIST" || (hasLead && role === null);
  const names = (list: readonly Part[]) => unique(list.map(({ name }) => name));
  const offices = names(parts.filter((part) => !assists(part)));
  const assisting = names(parts.filter(assists)).filter((name) => !offices.includes(name));
  return offices.length > 0 ? { offices, assisting } : { offices: assisting, assisting: [] };
}

const leadWords = "牵头|主办|主责|业主|总牵头";
const assistWords = "配合|协办|协助|协同|参与|协作|支持";
const labels = new RegExp(
  `(?:(${leadWords}|责任|承办|实施)|(${assistWords}|其他))(?:责任)?(?:单位|部门|科室|处室|股室|局|方)?[:：]`,
  "gu",
);

interface Section {
  text: string;
  role: Role | null;
}

/** `牵头单位：甲局；配合单位：乙局`: what stands behind each label. */
function sections(text: string): Section[] {
  const found = [...text.matchAll(labels)];
  const first = found[0]?.index ?? text.length;
  const behind = found.map((label, index): Section => ({
    text: text.slice(label.index + label[0].length, found[index + 1]?.index ?? text.length),
    role: label[1] ? "LEAD" : "ASSIST",
  }));
  return [{ text: text.slice(0, first), role: null }, ...behind];
}

function partsOf(text: string, role: Role | null, known?: KnownNames): Part[] {
  const lines = splitOutsideBrackets(
    text.replace(/[\n\r\v]+/g, "\n").replace(/^\s*(?:\d{1,2}[.．]|[①-⑳])\s*/u, ""),
  );
  return joinBrokenLines(text, lines)
    .flatMap((line) => joinSpreadNames(spaced(line)))
    .flatMap((name) => withCompanions({ name, role }))
    .map(marked)
    .map((part) => ({ ...part, name: withoutRest(part.name) }))
    .filter(({ name }) => name !== "")
    .flatMap((part) => apart(part.name, known).map((name) => ({ ...part, name })));
}

/** A bare end of a name: `社会事务⏎办公室`, `综合行政⏎执法队`. */
const tails = new Set(
  "办公室 中心 服务中心 事务中心 指挥中心 委员会 管委会 管理局 管理处 管理所 管理站 管理办公室 执法队 执法大队 执法中队 大队 中队 工作站 服务站 工作领导小组 领导小组 指挥部 有限公司 公司 集团 分公司 办事处 局 办 站 所 队 科 处".split(
    " ",
  ),
);
const ends =
  "办 局 委 室 站 所 科 处 队 中心 村 社区 镇 乡 街道 公司 集团 院 校 园 馆 厅 部 会 组 单位 部门 股 段 银行 社 场 库 联 专班 系统".split(
    " ",
  );

/** Whether a text ends as the name of an office does (perhaps with brackets behind it). */
export function isOfficeName(text: string): boolean {
  const bare = withoutBrackets(text);
  return ends.some((end) => bare.endsWith(end));
}

function isTail(text: string): boolean {
  return tails.has(withoutBrackets(text));
}

function withoutBrackets(text: string): string {
  const open = /[)）]$/.test(text) ? Math.max(text.lastIndexOf("（"), text.lastIndexOf("(")) : -1;
  return open > 0 ? text.slice(0, open) : text;
}

/** Joins a line that is no office by itself with the bare end of a name below it. */
function joinBrokenLines(text: string, lines: readonly string[]): string[] {
  const joined: string[] = [];
  for (const line of lines) {
    const last = joined.at(-1);
    const isBroken =
      last !== undefined && isTail(line) && !isOfficeName(last) && text.includes(`${last}\n${line}`);
    if (isBroken) joined[joined.length - 1] = last + line;
    else joined.push(line);
  }
  return joined;
}

function spaced(line: string): string[] {
  const pieces = splitBy(line, (character) => /\s/.test(character));
  return pieces.reduce<string[]>((joined, piece) => {
    const last = joined.at(-1);
    const isBroken = last !== undefined && isTail(piece) && last.length > 1 && !isOfficeName(last);
    return isBroken ? [...joined.slice(0, -1), last + piece] : [...joined, piece];
  }, []);
}

/** `甲局会同乙局`: the second assists. */
function withCompanions({ name, role }: Part): Part[] {
  const [first, ...others] = name
    .split(/会同|商(?=\p{Script=Han}{2,12}(?:局|办|委)$)/u)
    .filter((one) => one !== "");
  if (!first || others.length === 0) return [{ name, role }];
  return [
    { name: first, role: role ?? "LEAD" },
    ...others.map((other): Part => ({ name: other, role: role === "ASSIST" ? role : "ASSIST" })),
  ];
}

const mark = new RegExp(
  `[（(](?:(${leadWords}|主|负责)|(${assistWords}|协|配))(?:单位|部门|科室)?[)）]$`,
  "u",
);
const word = new RegExp(`(?:(${leadWords}|负责)|(${assistWords}))$`, "u");

/** `农业办（牵头）`, `财政所配合` */
function marked({ name, role }: Part): Part {
  const found = mark.exec(name) ?? word.exec(name);
  if (!found || found.index === 0) return { name, role };
  const isWord = !name.endsWith(")") && !name.endsWith("）");
  return { name: name.slice(0, found.index).trim(), role: found[1] ? "LEAD" : "ASSIST", spreads: isWord };
}

/** A word (not one in brackets) behind the last of several holds for those before it: `甲局牵头，乙局、丙局配合`. */
function withRoles(parts: readonly Part[]): Part[] {
  let spread: Role | null = null;
  const found = parts.toReversed().map((part) => {
    if (part.role) spread = part.spreads ? part.role : null;
    return { ...part, role: part.role ?? spread };
  });
  return found.toReversed();
}

/** Without `等相关单位`; 相关单位 alone stays as written. */
function withoutRest(name: string): string {
  const at = name.lastIndexOf("等");
  return at > 0 && others.test(name.slice(at)) ? name.slice(0, at).trim() : name;
}

const others = /^等(?:相关|有关|各|镇直|县直|市直|职能)?(?:责任)?(?:单位|部门|科室|村居|村（社区）)?$/u;

/** Offices run together that the known knows, and offices joined by 和. */
function apart(name: string, known?: KnownNames): string[] {
  if (known?.offices.has(name)) return [name];
  const names = knownNamesIn(name, known?.offices);
  if (names) return names;
  const joined = name.split(/[和与及]/u);
  return joined.length > 1 && joined.every((one) => one.length > 1 && isOfficeName(one)) ? joined : [name];
}
