import type { Locale, Words } from "../../../graphql/locale.js";

/** How a field of the text form is written and read. */
export type FieldKind =
  | "light"
  | "stage"
  | "role"
  | "day"
  | "number"
  | "text"
  | "people"
  | "person"
  | "offices"
  | "office"
  | "officesWithin"
  | "labels"
  | "project"
  | "programme"
  | "mine"
  | "yesNo";

/** A field of the text form: a word for a place in the filter. */
export interface FilterField {
  kind: FieldKind;
  /** Where it lies in the filter: `project.offices`. */
  path: readonly string[];
  label: Words;
  /** What may be written for it, the first is what is printed. */
  keywords: Record<Locale, readonly [string, ...string[]]>;
}

function field(
  kind: FieldKind,
  path: string,
  chinese: readonly [string, ...string[]],
  english: readonly [string, ...string[]],
  label: Words,
): FilterField {
  return { kind, path: path.split("."), label, keywords: { "zh-CN": chinese, en: english } };
}

/** Every field that the text form has a word for; what has none is written as JSON. */
export const filterFields: readonly FilterField[] = [
  field("light", "light", ["灯"], ["light"], { "zh-CN": "灯", en: "light" }),
  field("stage", "stage", ["阶段", "状态"], ["stage", "status"], { "zh-CN": "阶段", en: "stage" }),
  field("mine", "awaitingMe", ["待验收", "等待"], ["awaiting"], { "zh-CN": "待验收", en: "awaiting" }),
  field("project", "project", ["项目"], ["project"], { "zh-CN": "项目", en: "project" }),
  field("number", "project.number", ["项目号", "序号"], ["project-number", "number"], {
    "zh-CN": "项目序号",
    en: "project number",
  }),
  field("text", "project.category", ["类别"], ["category"], { "zh-CN": "类别", en: "category" }),
  field("light", "project.light", ["项目灯"], ["project-light"], {
    "zh-CN": "项目灯",
    en: "project light",
  }),
  field("programme", "programme", ["清单", "通知"], ["programme"], { "zh-CN": "清单", en: "programme" }),
  field("number", "programme.year", ["年度"], ["year"], { "zh-CN": "年度", en: "year" }),
  field("people", "project.leaders", ["领导", "责任领导", "分管领导", "牵头领导"], ["leader", "leaders"], {
    "zh-CN": "责任领导",
    en: "leader",
  }),
  field("people", "project.owners", ["责任人"], ["owner", "owners"], { "zh-CN": "责任人", en: "owner" }),
  field("people", "assignees", ["经办人", "经办"], ["assignee", "assignees"], {
    "zh-CN": "经办人",
    en: "assignee",
  }),
  field("people", "workers", ["承办人", "办理人"], ["worker", "workers"], {
    "zh-CN": "承办人",
    en: "worker",
  }),
  field("person", "submittedBy", ["送验人", "提交人"], ["submitter", "submitted-by"], {
    "zh-CN": "送验人",
    en: "submitter",
  }),
  field("offices", "project.offices", ["科室", "责任科室", "责任单位"], ["office", "offices"], {
    "zh-CN": "科室",
    en: "office",
  }),
  field("officesWithin", "project.offices", ["科室辖"], ["office-within"], {
    "zh-CN": "科室及下属",
    en: "office or below",
  }),
  field("office", "project.leadOffice", ["牵头科室", "牵头单位"], ["lead-office", "lead"], {
    "zh-CN": "牵头科室",
    en: "lead office",
  }),
  field("offices", "project.assistingOffices", ["协办", "协办科室", "协办单位", "配合单位"], ["assisting"], {
    "zh-CN": "协办科室",
    en: "assisting office",
  }),
  field("labels", "labels", ["标签"], ["label", "labels"], { "zh-CN": "标签", en: "label" }),
  field("day", "dueOn", ["期限", "到期", "截止"], ["due", "deadline"], { "zh-CN": "期限", en: "due" }),
  field("day", "startsOn", ["开始", "起始"], ["starts", "start"], { "zh-CN": "开始", en: "starts" }),
  field("day", "submittedOn", ["送验", "送验日期"], ["submitted"], { "zh-CN": "送验", en: "submitted" }),
  field("day", "acceptedOn", ["验收", "验收日期"], ["accepted"], { "zh-CN": "验收", en: "accepted" }),
  field("number", "quarter", ["季度"], ["quarter"], { "zh-CN": "季度", en: "quarter" }),
  field("number", "daysLate", ["逾期"], ["late", "days-late"], {
    "zh-CN": "逾期工作日",
    en: "working days late",
  }),
  field("number", "timesReturned", ["退回", "退回次数"], ["returned"], {
    "zh-CN": "退回次数",
    en: "times returned",
  }),
  field("number", "percent", ["进度", "完成率"], ["percent", "progress"], {
    "zh-CN": "进度",
    en: "percent done",
  }),
  field("yesNo", "needsReview", ["待核", "需复核"], ["review", "needs-review"], {
    "zh-CN": "需复核",
    en: "needs review",
  }),
  field("text", "title", ["任务", "标题"], ["title", "task"], { "zh-CN": "任务", en: "task" }),
];

/** A field by what was written for it; capital and small letters are the same. */
export const fieldByKeyword: ReadonlyMap<string, FilterField> = new Map(
  filterFields.flatMap((one) =>
    [...one.keywords["zh-CN"], ...one.keywords.en].map((keyword) => [keyword, one] as const),
  ),
);

/** All words for fields. */
export const allKeywords: readonly string[] = [...fieldByKeyword.keys()];
