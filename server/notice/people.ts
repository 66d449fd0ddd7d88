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

/** A post in a line of its own belongs to the name in the next line, or to the one before where names come first. */
function withPostsBeside(lines: readonly string[]): string {
  const followPosts = !isPost((lines[0] ?? "").trim());
  const belongsBefore = (index: number) => followPosts && endsInName(lines[index - 1] ?? "");
  const goesOn = (line: string, index: number) => {
    const next = lines[index + 1] ?? "";
    if (isPost(next.trim()) && belongsBefore(index + 1)) return true;
    return isPost(line.trim()) && !belongsBefore(index) && isPersonName(next.replace(/\s/g, ""));
  };
  return lines.map((line, index) => (goesOn(line, index) ? `${line} ` : `${line}\n`)).join("");
}

function endsInName(line: string): boolean {
  const name = splitOutsideBrackets(line.slice(-LONGEST_NAME)).at(-1) ?? "";
  return isPersonName(name) || isPersonName(name.replace(/\s/g, ""));
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
  const bare = withoutBracketsBehind(name, known);
  if (isPersonName(bare, known)) return bare;
  return (isPost(bare) ? null : personBeside(bare, known)) ?? personBeside(name, known) ?? name;
}

/** Without the brackets behind a text, however many, or up to a name that is known with some. */
function withoutBracketsBehind(text: string, known?: KnownNames): string {
  let end = text.length;
  for (;;) {
    while (end > 0 && /[\s兼]/u.test(text[end - 1]!)) end -= 1;
    const start = startOfBrackets(text, end);
    if (start === null) return text.slice(0, end);
    end = start;
    if (end <= LONGEST_NAME && known?.people.has(text.slice(0, end))) return text.slice(0, end);
  }
}

/** Where the brackets begin that end here; null where none do, or they hold others. */
function startOfBrackets(text: string, end: number): number | null {
  if (!/[)）]/u.test(text[end - 1] ?? "")) return null;
  for (let at = end - 2; at >= Math.max(0, end - LONGEST_IN_BRACKETS - 2); at -= 1) {
    if (/[（(]/u.test(text[at]!)) return at;
    if (/[)）]/u.test(text[at]!)) return null;
  }
  return null;
}

const LONGEST_NAME = 30;
const LONGEST_IN_BRACKETS = 40;

/** The person whose post stands before or behind; null where none does. */
function personBeside(name: string, known?: KnownNames): string | null {
  const behind = withoutPostBefore(name).trim();
  if (behind !== name && (isPersonName(behind, known) || knownNamesIn(behind, known?.people))) return behind;
  const before = withoutPostBehind(name).trim();
  return before !== name && isPersonName(before, known) ? before : null;
}

/** Names run together that the known knows, and names joined by 和. */
function apart(name: string, known?: KnownNames): string[] {
  if (known?.people.has(name) || known?.offices.has(name)) return [name];
  const names = knownNamesIn(name, known?.people);
  if (names) return names;
  const joined = name.split(/[和与及]/u);
  return joined.length > 1 && joined.every((one) => isPersonName(one, known)) ? joined : [name];
}
