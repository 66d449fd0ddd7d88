import { DateSpan } from "../../../graphql/comparators.js";
import type { Words } from "../../../graphql/locale.js";
import { Role } from "../../people/role.enum.js";
import { StageKind } from "../../programmes/stage-kind.enum.js";

/** A value that is a word of the text form: what it stands for, and what may be written; the first of each is printed. */
export interface ValueWord {
  value: string;
  "zh-CN": readonly [string, ...string[]];
  en: readonly [string, ...string[]];
  /** As a sentence has it. */
  said: Words;
}

function word(
  value: string,
  chinese: readonly [string, ...string[]],
  english: readonly [string, ...string[]],
  said: Words,
): ValueWord {
  return { value, "zh-CN": chinese, en: english, said };
}

export const lightWords: readonly ValueWord[] = [
  word("RED", ["红", "红灯"], ["red"], { "zh-CN": "红灯", en: "red" }),
  word("YELLOW", ["黄", "黄灯"], ["yellow"], { "zh-CN": "黄灯", en: "yellow" }),
  word("GREEN", ["绿", "绿灯"], ["green"], { "zh-CN": "绿灯", en: "green" }),
  word("NONE", ["不亮", "未亮", "无"], ["off", "none"], { "zh-CN": "不亮灯", en: "without a light" }),
];

export const stageWords: readonly ValueWord[] = [
  word(StageKind.PENDING, ["待启动", "未启动"], ["pending"], { "zh-CN": "待启动", en: "pending" }),
  word(StageKind.ACTIVE, ["进行中", "办理中"], ["active"], { "zh-CN": "进行中", en: "active" }),
  word(StageKind.SUBMITTED, ["待验收", "已送验"], ["submitted"], { "zh-CN": "待验收", en: "submitted" }),
  word(StageKind.ACCEPTED, ["已验收", "办结"], ["accepted", "done"], { "zh-CN": "已验收", en: "accepted" }),
];

export const roleWords: readonly ValueWord[] = [
  word(Role.ADMIN, ["管理员"], ["admin"], { "zh-CN": "管理员", en: "administrator" }),
  word(Role.SUPERVISOR, ["督办"], ["supervisor"], { "zh-CN": "督办", en: "supervisor" }),
  word(Role.LEADER, ["领导"], ["leader"], { "zh-CN": "责任领导", en: "leader" }),
  word(Role.OWNER, ["责任人"], ["owner"], { "zh-CN": "责任人", en: "owner" }),
  word(Role.VIEWER, ["查阅"], ["viewer"], { "zh-CN": "查阅", en: "viewer" }),
];

export const spanWords: readonly ValueWord[] = [
  word(DateSpan.TODAY, ["今日内"], ["this-day"], { "zh-CN": "今天", en: "today" }),
  word(DateSpan.THIS_WEEK, ["本周", "这周"], ["this-week"], { "zh-CN": "本周", en: "this week" }),
  word(DateSpan.LAST_WEEK, ["上周"], ["last-week"], { "zh-CN": "上周", en: "last week" }),
  word(DateSpan.NEXT_WEEK, ["下周"], ["next-week"], { "zh-CN": "下周", en: "next week" }),
  word(DateSpan.THIS_MONTH, ["本月", "这个月"], ["this-month"], { "zh-CN": "本月", en: "this month" }),
  word(DateSpan.LAST_MONTH, ["上月", "上个月"], ["last-month"], { "zh-CN": "上月", en: "last month" }),
  word(DateSpan.NEXT_MONTH, ["下月", "下个月"], ["next-month"], { "zh-CN": "下月", en: "next month" }),
  word(DateSpan.THIS_QUARTER, ["本季度", "本季"], ["this-quarter"], {
    "zh-CN": "本季度",
    en: "this quarter",
  }),
  word(DateSpan.LAST_QUARTER, ["上季度", "上季"], ["last-quarter"], {
    "zh-CN": "上季度",
    en: "last quarter",
  }),
  word(DateSpan.NEXT_QUARTER, ["下季度", "下季"], ["next-quarter"], {
    "zh-CN": "下季度",
    en: "next quarter",
  }),
  word(DateSpan.THIS_YEAR, ["今年", "本年", "本年度"], ["this-year"], { "zh-CN": "今年", en: "this year" }),
  word(DateSpan.LAST_YEAR, ["去年"], ["last-year"], { "zh-CN": "去年", en: "last year" }),
  word(DateSpan.NEXT_YEAR, ["明年"], ["next-year"], { "zh-CN": "明年", en: "next year" }),
];

export const yesNoWords: readonly ValueWord[] = [
  word("true", ["是"], ["yes", "true"], { "zh-CN": "是", en: "yes" }),
  word("false", ["否"], ["no", "false"], { "zh-CN": "否", en: "no" }),
];

/** Whoever looks. */
export const meWord = word("me", ["我", "本人"], ["me"], { "zh-CN": "我", en: "me" });
/** The office of whoever looks. */
export const mineWord = word("mine", ["本科室", "本单位"], ["mine"], { "zh-CN": "本科室", en: "my office" });
/** There is none. */
export const noneWord = word("none", ["无", "空", "没有"], ["none"], { "zh-CN": "无", en: "none" });
/** There is one. */
export const anyWord = word("any", ["有", "任意"], ["any"], { "zh-CN": "有", en: "any" });

/** The word that was written, of these; capital and small letters are the same. */
export function wordNamed(words: readonly ValueWord[], text: string): ValueWord | undefined {
  const wanted = text.toLowerCase();
  return words.find((one) => [...one["zh-CN"], ...one.en].includes(wanted) || one.value === text);
}

/** The words that join and turn conditions. */
export const joints = {
  or: ["或", "或者", "or", "|", "||"],
  and: ["且", "并且", "和", "and", "&", "&&"],
  not: ["非", "不", "not"],
} as const;
