import { joinSpreadNames, knownNamesIn, type KnownNames } from "./names.js";
import { joinableOfficeEnd, officeEnd, withoutBrackets } from "./office-ends.js";
import {
  isEmptyMark,
  isSeparator,
  partsBetween,
  splitAtSpaces,
  unique,
  withoutNumbers,
  type PartOfCell,
} from "./split-cell.js";

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
  const leading = new Set(offices);
  const assisting = names(parts.filter(assists)).filter((name) => !leading.has(name));
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
  const parts = partsBetween(withBracketsBeside(text), (sign) => isSeparator(sign) || isCircled(sign));
  return joinBrokenLines(parts.map((part) => ({ ...part, text: withoutListNumber(part.text) })))
    .flatMap((line) => joinSpreadNames(spaced(line).map(withoutListNumber)))
    .flatMap((name) => withCompanions({ name: withoutShares(name), role }))
    .map(marked)
    .map((part) => ({ ...part, name: withoutRest(part.name) }))
    .filter(({ name }) => name !== "")
    .flatMap((part) => apart(part.name, known).map((name) => ({ ...part, name })));
}

/** Brackets in the next line belong to the name above; those that hold a list's number divide. */
function withBracketsBeside(text: string): string {
  const lines = text.replace(/[\n\r\v]+/g, "\n").trim();
  const parts = isNumbered.test(lines) ? lines.replace(bracketedNumber, "；") : lines;
  return parts.replace(/\s(?=[（(])/gu, "");
}

/** A list whose numbers stand in brackets begins with one: 执法（三）中队 is a name. */
const isNumbered = /^[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）]/u;
const bracketedNumber = /[（(](?:\d{1,2}|[一二三四五六七八九十]{1,3})[)）](?=\s?\p{Script=Han})/gu;

function isCircled(sign: string): boolean {
  return sign >= "①" && sign <= "⑳";
}

/** `1.规划办`; the number of `1、规划办` is a part of its own. */
function withoutListNumber(text: string): string {
  return text.replace(/^\d{1,2}(?:[.．]\s?(?=\p{Script=Han})|$)/u, "");
}

/** Without 按职责分工负责: who is named shares the work. */
function withoutShares(name: string): string {
  return name
    .replace(/按照?(?:各自)?(?:职责|职能|责任)(?:分工|权限)?(?:分别)?(?:负责|落实|抓好落实|配合|推进)?$/u, "")
    .trim();
}

/** A bare end of a name: `社会事务⏎办公室`, `综合行政⏎执法队`. */
const tails = new Set(
  "办公室 中心 服务中心 事务中心 指挥中心 委员会 管委会 管理局 管理处 管理所 管理站 管理办公室 执法队 执法大队 执法中队 大队 中队 工作站 服务站 工作领导小组 领导小组 指挥部 有限公司 公司 集团 分公司 办事处 局 办 站 所 队 科 处".split(
    " ",
  ),
);
function isTail(text: string): boolean {
  return tails.has(withoutBrackets(text));
}

/** Joins a line that is no office by itself with the bare end of a name below it. */
function joinBrokenLines(parts: readonly PartOfCell[]): string[] {
  const lines = parts.filter(({ text }) => text !== "");
  return joinTails(
    lines.map(({ text }) => text),
    (last, index) => lines[index]!.separators === "\n" && last !== "",
  );
}

function spaced(line: string): string[] {
  return joinTails(splitAtSpaces(line), (last) => last.length > 1);
}

/** Texts with each bare end of a name put behind the one before, where that is no office and may be joined. */
function joinTails(texts: readonly string[], mayJoin: (last: string, index: number) => boolean): string[] {
  const joined: string[] = [];
  for (const [index, text] of texts.entries()) {
    const last = joined.at(-1);
    const isBroken = last !== undefined && isTail(text) && !officeEnd.test(last) && mayJoin(last, index);
    if (isBroken) joined[joined.length - 1] = last + text;
    else joined.push(text);
  }
  return joined;
}

/** `甲局会同乙局`: the second assists. */
function withCompanions({ name, role }: Part): Part[] {
  const [first, ...others] = name
    .split(/会同|商(?=\p{Script=Han}{2,12}(?:局|办|委)$)/u)
    .filter((one) => one !== "");
  if (!first || others.length === 0) return [{ name, role }];
  return [
    { name: first, role: role ?? "LEAD" },
    ...others.map((other): Part => ({ name: other, role: "ASSIST" })),
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

const others =
  /^等(?:\d{1,3}|[一二两三四五六七八九十]{1,3})?[个家]?(?:相关|有关|各|镇直|县直|市直|职能)?(?:责任)?(?:单位|部门|科室|村居|村（社区）)?$/u;

/** Offices run together that the known knows, and offices joined by 和. */
function apart(name: string, known?: KnownNames): string[] {
  if (known?.offices.has(name)) return [name];
  const names = knownNamesIn(name, known?.offices);
  if (names) return names;
  const joined = name.split(/[和与及]/u);
  return joined.length > 1 && joined.every((one) => one.length > 1) && areOffices(joined) ? joined : [name];
}

/** The first of those joined must be an office for certain, or a place beside places (`甲村和乙社区`). */
function areOffices(names: readonly string[]): boolean {
  const isPlace = (name: string) => /(?:村|社区|镇|乡|街道)$/u.test(name);
  return (
    names.every(isPlace) ||
    (names.slice(0, -1).every((name) => joinableOfficeEnd.test(name)) && officeEnd.test(names.at(-1)!))
  );
}
