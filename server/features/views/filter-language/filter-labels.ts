import type { Words } from "../../../graphql/locale.js";

const label = (chinese: string, english: string): Words => ({ "zh-CN": chinese, en: english });

/** What the fields of filters are called in chips and sentences, by input type and field. */
export const labels: Record<string, Words> = {
  "TaskFilter.light": label("灯", "light"),
  "TaskFilter.awaitingMe": label("待我验收", "awaiting me"),
  "TaskFilter.assignees": label("经办人", "assignee"),
  "TaskFilter.workers": label("承办人", "worker"),
  "TaskFilter.submittedBy": label("送验人", "submitter"),
  "TaskFilter.labels": label("标签", "label"),
  "TaskFilter.startsOn": label("开始日期", "start"),
  "TaskFilter.dueOn": label("期限", "due day"),
  "TaskFilter.quarter": label("季度", "quarter"),
  "TaskFilter.daysLate": label("逾期工作日", "working days late"),
  "TaskFilter.submittedOn": label("送验日期", "submission"),
  "TaskFilter.acceptedOn": label("验收日期", "acceptance"),
  "TaskFilter.percent": label("进度", "percent done"),
  "TaskFilter.timesReturned": label("退回次数", "times returned"),
  "TaskFilter.needsReview": label("需复核", "needs review"),
  "TaskFilter.title": label("任务名称", "title"),
  "TaskFilter.id": label("任务", "task"),
  "TaskFilter.search": label("搜索", "search"),
  "TaskFilter.or": label("任一", "any of"),
  "TaskFilter.not": label("非", "not"),
  "TaskFilter.and": label("并且", "and"),
  "StageFilter.id": label("阶段", "stage"),
  "StageFilter.kind": label("阶段", "stage"),
  "StageFilter.name": label("阶段名称", "stage name"),
  "ProgrammeFilter.id": label("清单", "programme"),
  "ProgrammeFilter.year": label("年度", "year"),
  "ProgrammeFilter.title": label("清单标题", "programme title"),
  "ProjectFilter.search": label("项目搜索", "project search"),
  "ProjectFilter.id": label("项目", "project"),
  "ProjectFilter.number": label("项目序号", "project number"),
  "ProjectFilter.name": label("项目名称", "project name"),
  "ProjectFilter.category": label("类别", "category"),
  "ProjectFilter.leaders": label("责任领导", "leader"),
  "ProjectFilter.owners": label("责任人", "owner"),
  "ProjectFilter.leadOffice": label("牵头科室", "lead office"),
  "ProjectFilter.offices": label("责任科室", "office"),
  "ProjectFilter.assistingOffices": label("协办单位", "assisting office"),
  "ProjectFilter.tasks": label("项目任务", "task of the project"),
  "ProjectFilter.light": label("项目灯", "project light"),
  "ProjectFilter.or": label("项目任一", "project any of"),
  "ProjectFilter.not": label("项目非", "project not"),
  "ProjectFilter.and": label("项目并且", "project and"),
  "PersonFilter.id": label("人员", "person"),
  "PersonFilter.name": label("姓名", "name"),
  "PersonFilter.isMe": label("是我", "is me"),
  "PersonFilter.role": label("角色", "role"),
  "PersonFilter.office": label("所在科室", "own office"),
  "OfficeFilter.id": label("科室", "office"),
  "OfficeFilter.name": label("科室名称", "office name"),
  "OfficeFilter.isMine": label("本科室", "my office"),
  "OfficeFilter.within": label("科室及下属", "office or below"),
  "LabelFilter.id": label("标签", "label"),
  "LabelFilter.name": label("标签", "label"),
};

/** How a day of each kind is spoken of: what happens on it, that it ever does, and that it does not. */
export const dayWords: Record<string, { happens: Words; ever: Words; never: Words }> = {
  dueOn: {
    happens: label("到期", "due"),
    ever: label("有期限", "with a due day"),
    never: label("没有期限", "without a due day"),
  },
  startsOn: {
    happens: label("开始", "starting"),
    ever: label("有开始日期", "with a start"),
    never: label("没有开始日期", "without a start"),
  },
  submittedOn: {
    happens: label("送验", "submitted"),
    ever: label("已送验", "submitted"),
    never: label("未送验", "not submitted"),
  },
  acceptedOn: {
    happens: label("验收", "accepted"),
    ever: label("已验收", "accepted"),
    never: label("未验收", "not accepted"),
  },
};

/** Conditions that are yes or no: what is said for each. */
export const flagWords: Record<string, { is: Words; isNot: Words }> = {
  "TaskFilter.awaitingMe": {
    is: label("待我验收", "awaiting me"),
    isNot: label("不待我验收", "not awaiting me"),
  },
  "TaskFilter.needsReview": {
    is: label("需复核", "needing review"),
    isNot: label("不需复核", "not needing review"),
  },
  "PersonFilter.isMe": { is: label("是我", "is me"), isNot: label("不是我", "is not me") },
  "OfficeFilter.isMine": { is: label("本科室", "my office"), isNot: label("不是本科室", "not my office") },
};

/** What an id stood for that stands for nothing any more, by its prefix. */
export const goneWords: Record<string, Words> = {
  person: label("（已不存在的人员）", "(a person who is no longer there)"),
  office: label("（已不存在的科室）", "(an office that is no longer there)"),
  project: label("（已不存在的项目）", "(a project that is no longer there)"),
  programme: label("（已不存在的清单）", "(a programme that is no longer there)"),
  stage: label("（已不存在的阶段）", "(a stage that is no longer there)"),
  label: label("（已不存在的标签）", "(a label that is no longer there)"),
  task: label("（已不存在的任务）", "(a task that is no longer there)"),
};
