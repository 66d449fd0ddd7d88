import { isWholeDate } from "../letter/dates.js";

const sectionNumber =
  /^(?:[一二三四五六七八九十]{1,3}[、.．:：]|[（(][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}(?:部分|类)[、:：]?)/;

const LONGEST_SECTION = 40;

/** `一、社会事业` or `（一）社会事业`: the title without its number; null for what is no section heading. */
export function sectionTitle(text: string): string | null {
  const number = sectionNumber.exec(text);
  if (!number) return null;
  const title = text.slice(number[0].length).trim();
  return title.length > 0 && isShortTitle(title) ? title : null;
}

/** Words that can head a section: short, and no sentence. */
export function isShortTitle(text: string): boolean {
  return text.length <= LONGEST_SECTION && !/[。；;]/.test(text);
}

/** 民生类, 基础设施方面, 教育领域（5项): a section's name that needs no number to be one. */
export function namesSection(text: string): boolean {
  return isShortTitle(text) && /(?:类|方面|领域|板块|[（(]共?\d{1,3}[项个件][)）])$/.test(text);
}

/** `一`, `（二）`: the number of a section in the number column. */
export function isSectionNumber(text: string): boolean {
  return /^(?:[一二三四五六七八九十]{1,3}|[（(][一二三四五六七八九十]{1,3}[)）])[、.．]?$/.test(text);
}

export function isTotal(text: string): boolean {
  return /^(?:合计|总计|小计|共计|合\s{1,4}计|总\s{1,4}计|小\s{1,4}计)/.test(text);
}

export function isNote(text: string): boolean {
  return /^(?:[（(]?(?:注|备注|说明|填表说明|填报说明)\d?[：:]|注[、\s]|填表(?:人|单位|日期)|填报(?:人|单位|日期)|制表(?:人|单位|日期)?[：:]|审核(?:人)?[：:]|联系人[：:]|[*※★▲](?!\s?\d))/.test(
    text,
  );
}

/** A whole number as a table's number column has it: `3`, `3.`, `3、`, `（3）`, `03`, `★3`; null for anything else. */
export function rowNumber(text: string): number | null {
  const plain = text.normalize("NFKC").replace(/\s/g, "");
  const digits = /^[*※★☆▲●]?[(【[]?(\d{1,6})[)】\]]?[.、,)]?[*※★☆▲●]?$/.exec(plain)?.[1];
  return digits === undefined ? null : Number(digits);
}

/** Who signs, when, and who gets copies: the foot of a letter, which may stand in a table's last rows. */
export function isLetterFoot(text: string): boolean {
  const line = text.replace(/\s/g, "");
  const isSigned =
    /^(?:中共)?\p{Script=Han}{2,20}(?:政府|委员会|党委|党工委|办公室|办事处|管委会|领导小组)$/u.test(line);
  return isDatedFoot(text) || isSigned;
}

/** A date or the line of copies: what only a letter has at its foot. */
export function isDatedFoot(text: string): boolean {
  const line = text.replace(/\s/g, "");
  return isWholeDate(line) || /^(?:抄送|抄报|分送)[:：]/.test(line) || line.endsWith("日印发");
}
