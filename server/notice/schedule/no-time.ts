import type { Cursor } from "./cursor.js";
import type { Edge, Segment } from "./expression.js";

/**
 * Months that tell no time of the work: part of a name (the festival 三月三, an age as 6月龄, 七月路), or what is paid for
 * (发放1-6月补贴).
 */
export function isNoTime(cursor: Cursor, segments: readonly Segment[], edge: Edge): boolean {
  const { from, to } = segments[0]!;
  if (from.unit !== "MONTH" || edge !== "WITHIN") return false;
  const isOne = segments.length === 1 && from === to;
  if (isPaidFor(cursor, isOne)) return true;
  return isOne && (isFestival(cursor) || isRoad(cursor) || "龄怀嫂".includes(cursor.peek()?.text ?? "-"));
}

/** 三月三, but not 三月三日. */
function isFestival(cursor: Cursor): boolean {
  const [month, next, unit] = [cursor.peek(-2), cursor.peek(), cursor.peek(1)];
  const isSame = month?.digits !== null && month?.text === next?.text && next?.kind === "number";
  return isSame && !/^[日号旬-]/.test(unit?.text ?? "");
}

const paid =
  /^(?:份的?|的)?(?:补贴|补助|工资|津贴|薪酬|薪资|奖金|绩效|水电费|水费|电费|租金|养老金|低保金|救助金|护理费|保险费|生活费|伙食费|服务费|社保)/;
const paying = /(?:发放|补发|兑现|支付|缴纳|拨付|核发|结清)$/;

/** A range of months (or its end) right before what is paid for it; a single month only behind the paying, for it may be its time. */
function isPaidFor(cursor: Cursor, isOne: boolean): boolean {
  if (!paid.test(wordsFrom(cursor, 0, 5))) return false;
  if (!isOne) return true;
  if (/^[-至到、和与及]$/.test(cursor.peek(-3)?.text ?? "")) return true;
  const hasYear = cursor.peek(-3)?.text === "年";
  return paying.test(wordsFrom(cursor, hasYear ? -8 : -6, hasYear ? -4 : -2));
}

/** 七月路, 八月村: a Chinese numeral before a road, a village or a bridge. */
function isRoad(cursor: Cursor): boolean {
  const month = cursor.peek(-2);
  if (month?.kind !== "number" || /\d/.test(month.text)) return false;
  return /^(?:路(?![面基灯段网政域沿边况长])|街(?![道面区巷])|巷(?!道)|村(?![庄民级两居容貌务委道集干部规镇里组])|桥(?![梁面体墩头]))/.test(
    wordsFrom(cursor, 0, 2),
  );
}

function wordsFrom({ tokens, at }: Cursor, from: number, to: number): string {
  return tokens
    .slice(Math.max(0, at + from), Math.max(0, at + to))
    .map(({ text }) => text)
    .join("");
}
