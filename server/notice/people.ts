import { isPost, withoutPostBefore, withoutPostBehind } from "./job-titles.js";
import { isPersonName, joinSpreadNames, knownNamesIn, type Roster } from "./names.js";
import { isEmptyMark, splitAtSpaces, splitOutsideBrackets, unique, withoutNumbers } from "./split-cell.js";

export interface NamesOfPeople {
  people: string[];
  /** Known offices that stand among the people. */
  offices: string[];
}

/** The person names of a cell, in order; a two-character name spread with a space is one name. */
export function splitPeople(text: string, roster?: Roster): string[] {
  return readPeople(text, roster).people;
}

/** The person names of a cell, and the offices of the roster that stand among them. Role holders stay as written. */
export function readPeople(text: string, roster?: Roster): NamesOfPeople {
  if (isEmptyMark(text)) return { people: [], offices: [] };
  const lines = withoutNumbers(text).split(/[\n\r\v]/);
  const parts =
    lines.length > 1 && lines.every((line) => /^\s*\p{Script=Han}?\s*$/u.test(line))
      ? [lines.join(" ")]
      : splitOutsideBrackets(lines.join("\n"));
  const names = withoutLonePosts(parts.map(withoutLabel)).flatMap((part) => namesIn(part, roster));
  const isOffice = (name: string) => roster?.offices.has(name) === true && !roster.people.has(name);
  return { people: unique(names.filter((name) => !isOffice(name))), offices: unique(names.filter(isOffice)) };
}

/** `组长：`, `A岗：`, `牵头领导：`; a name before a colon (`张三：镇长`) is kept. */
function withoutLabel(part: string): string {
  const label = /^([^:：（(]{1,10})[:：](.*)$/su.exec(part.replace(/^(?:\d{1,2}[.．)）]|[①-⑳])\s*/u, ""));
  if (!label) return part.replace(/^(?:\d{1,2}[.．)）]|[①-⑳])\s*/u, "");
  const [, before, behind] = label.map((piece) => piece.trim());
  return isPersonName(before!) && (behind === "" || isPost(behind!)) ? before! : behind!;
}

/** The post that goes on in the next part: `党委副书记、镇长张三` is one person. */
function withoutLonePosts(parts: readonly string[]): string[] {
  return parts.filter((part, index) => {
    const next = parts[index + 1] ?? "";
    const rest = withoutPostBefore(next).trim();
    return !(isPost(part) && rest !== next && isPersonName(rest.replace(/\s/g, "")));
  });
}

function namesIn(part: string, roster?: Roster): string[] {
  const pieces = splitAtSpaces(plain(part)).map(plain);
  const names = joinSpreadNames(
    pieces.filter((piece) => piece !== "" && piece !== "兼"),
    roster,
  );
  const hasName = names.some((name) => isPersonName(name, roster));
  const kept = names.filter((name) => !hasName || !isPost(name));
  return kept
    .map((name) => withoutPost(name, roster))
    .flatMap((name) => apart(name, roster))
    .filter((name) => name !== "");
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
function withoutPost(name: string, roster?: Roster): string {
  if (roster?.people.has(name) || roster?.offices.has(name) || isPost(name)) return name;
  const bare = name
    .replace(/[（(][^（）()]{0,40}[)）]$/u, "")
    .trim()
    .replace(/兼$/u, "");
  if (bare !== name && (isPersonName(bare, roster) || withoutPost(bare, roster) !== bare))
    return withoutPost(bare, roster);
  const behind = withoutPostBefore(name).trim();
  if (behind !== name && (isPersonName(behind, roster) || knownNamesIn(behind, roster?.people)))
    return behind;
  const before = withoutPostBehind(name).trim();
  return before !== name && isPersonName(before, roster) ? before : name;
}

/** Names run together that the roster knows, and names joined by 和. */
function apart(name: string, roster?: Roster): string[] {
  if (roster?.people.has(name) || roster?.offices.has(name)) return [name];
  const known = knownNamesIn(name, roster?.people);
  if (known) return known;
  const joined = name.split(/[和与及]/u);
  return joined.length > 1 && joined.every((one) => isPersonName(one, roster)) ? joined : [name];
}
