import { isPost, withoutPostBefore, withoutPostBehind } from "./job-titles.js";
import { isPersonName, joinSpreadNames, knownNamesIn, type KnownNames } from "./names.js";
import { isEmptyMark, splitAtSpaces, splitOutsideBrackets, unique, withoutNumbers } from "./split-cell.js";

export interface NamesOfPeople {
  people: string[];
  /** Known offices that stand among the people. */
  offices: string[];
}

/** The person names of a cell, in order; a two-character name spread with a space is one name. */
export function splitPeople(text: string, known?: KnownNames): string[] {
  return readPeople(text, known).people;
}

/** The person names of a cell, and the offices of the known that stand among them. Role holders stay as written. */
export function readPeople(text: string, known?: KnownNames): NamesOfPeople {
  if (isEmptyMark(text)) return { people: [], offices: [] };
  const parts = partsOf(withoutNumbers(text));
  const names = withoutLonePosts(parts.map(withoutLabel)).flatMap((part) => namesIn(part, known));
  const isOffice = (name: string) => known?.offices.has(name) === true && !known.people.has(name);
  return { people: unique(names.filter((name) => !isOffice(name))), offices: unique(names.filter(isOffice)) };
}

/** Divided at separators, list numbers and before labels (`A岗：张三 B岗：李四`); a name written downwards is one. */
function partsOf(text: string): string[] {
  const lines = text.split(/[\n\r\v]/);
  if (lines.every((line) => /^\p{Script=Han}?$/u.test(line.trim()))) return [lines.join(" ")];
  const plainText = withPostsBeside(lines)
    .replace(/[①-⑳]|(?<!\d)\d{1,2}[.．)）](?=\s?\p{Script=Han})/gu, "、")
    .replace(/\s(?=[^\s:：、，；]{1,8}[:：])/gu, "；");
  return splitOutsideBrackets(plainText);
}

/** A post in a line of its own belongs to the name in the next. */
function withPostsBeside(lines: readonly string[]): string {
  const isBesideName = (line: string, index: number) =>
    isPost(line.trim()) && isPersonName((lines[index + 1] ?? "").replace(/\s/g, ""));
  return lines.map((line, index) => (isBesideName(line, index) ? `${line} ` : `${line}\n`)).join("");
}

/** `组长：`, `A岗：`, `牵头领导：`; a name before a colon (`张三：镇长`) is kept. */
function withoutLabel(part: string): string {
  const label = /^([^:：（(]{1,10})[:：](.*)$/su.exec(part);
  if (!label) return part;
  const [before, behind] = [label[1]!.trim(), label[2]!.trim()];
  return isPersonName(before) && (behind === "" || isPost(behind)) ? before : behind;
}

/** The post that goes on in the next part: `党委副书记、镇长张三` is one person. */
function withoutLonePosts(parts: readonly string[]): string[] {
  return parts.filter((part, index) => {
    const next = parts[index + 1] ?? "";
    const rest = withoutPostBefore(next).trim();
    return !(isPost(part) && rest !== next && isPersonName(rest.replace(/\s/g, "")));
  });
}

function namesIn(part: string, known?: KnownNames): string[] {
  const pieces = splitAtSpaces(plain(withoutPostsInBrackets(part))).map(plain);
  const names = joinSpreadNames(
    pieces.filter((piece) => piece !== "" && piece !== "兼"),
    known,
  );
  const hasName = names.some((name) => isPersonName(name, known));
  const kept = names.filter((name) => !hasName || !isPost(name));
  return kept
    .map((name) => withoutPost(name, known))
    .flatMap((name) => apart(name, known))
    .filter((name) => name !== "");
}

/** `周 敏（党委副书记）`, `张三（兼）` */
function withoutPostsInBrackets(text: string): string {
  return text.replace(/[（(]([^（()）]{1,40})[)）]/gu, (brackets, inside: string) =>
    isPost(inside) || /^(?:兼|牵头|配合|主持工作|挂职|女)$/u.test(inside.trim()) ? " " : brackets,
  );
}

/** Without 牵头 or 配合 behind a name, `等3人`, and posts in brackets (`（镇长）`, `（兼）`). */
function plain(text: string): string {
  return text
    .replace(/^由(?=\p{Script=Han}{2,4}(?:牵头|负责|总))/u, "")
    .replace(/等(?:[\d一二两三四五六七八九十]{1,3}(?:人|名|位)?)?(?:同志|人员|人|领导|相关人员)?$/u, "")
    .replace(/(?:牵头|总负责|负责|配合|协助|主抓|分管|具体负责|同志)$/u, "")
    .trim();
}

/** 副镇长张三, 张三副镇长, 张三（副镇长） and 镇长兼书记张三 → 张三; a role holder (各区区长) stays as written. */
function withoutPost(name: string, known?: KnownNames): string {
  if (known?.people.has(name) || known?.offices.has(name) || isPost(name)) return name;
  const bare = name
    .replace(/[（(][^（）()]{0,40}[)）]$/u, "")
    .trim()
    .replace(/兼$/u, "");
  if (bare !== name && (isPersonName(bare, known) || withoutPost(bare, known) !== bare))
    return withoutPost(bare, known);
  const behind = withoutPostBefore(name).trim();
  if (behind !== name && (isPersonName(behind, known) || knownNamesIn(behind, known?.people))) return behind;
  const before = withoutPostBehind(name).trim();
  return before !== name && isPersonName(before, known) ? before : name;
}

/** Names run together that the known knows, and names joined by 和. */
function apart(name: string, known?: KnownNames): string[] {
  if (known?.people.has(name) || known?.offices.has(name)) return [name];
  const names = knownNamesIn(name, known?.people);
  if (names) return names;
  const joined = name.split(/[和与及]/u);
  return joined.length > 1 && joined.every((one) => isPersonName(one, known)) ? joined : [name];
}
