import type { Words } from "../../graphql/locale.js";
import { ChangeVerb } from "../../log/change.entity.js";
import type { MoveRefusal } from "./stages.js";
import type { EditVerb } from "./task.policy.js";

/** Why a change is not undone. */
export type UndoRefusal = "NOTHING_TO_UNDO" | "UNDO_TOO_LATE" | "UNDO_OVERTAKEN" | "UNDO_NOT_PERMITTED";

/** Why a card may not go to a stage, for people. */
export const moveRefusalWords: Record<MoveRefusal, Words> = {
  NO_SUCH_TRANSITION: {
    "zh-CN": "卡片不能从“{from}”直接到“{to}”",
    en: "A card cannot go from “{from}” straight to “{to}”",
  },
  NOT_A_WORKER: {
    "zh-CN": "只有本项目的责任人、经办人或牵头科室负责人可以移动这张卡片",
    en: "Only the project's responsible person, an assignee or the head of the lead office may move this card",
  },
  NOT_A_JUDGE: {
    "zh-CN": "只有本项目的责任领导或督办人员可以验收或退回",
    en: "Only the project's leader or a supervisor may accept or return it",
  },
  NOT_A_SUPERVISOR: {
    "zh-CN": "只有督办人员可以重新打开已验收的任务",
    en: "Only a supervisor may reopen accepted work",
  },
  OWN_SUBMISSION: {
    "zh-CN": "自己送验的任务须由他人验收",
    en: "Work that you submitted is accepted by somebody else",
  },
  ALREADY_REPORTED: {
    "zh-CN": "已有进展反馈，不能退回到“{to}”",
    en: "Progress was already reported: it cannot go back to “{to}”",
  },
  NOT_FROM_HERE: {
    "zh-CN": "“{from}”的卡片不能这样操作",
    en: "This cannot be done to a card in “{from}”",
  },
};

/** Why a card is not the viewer's to edit so, for people. */
export const editRefusalWords: Record<EditVerb, Words> = {
  [ChangeVerb.UPDATE]: {
    "zh-CN": "只有本项目的责任领导或督办人员可以修改任务内容",
    en: "Only the project's leader or a supervisor may edit the task",
  },
  [ChangeVerb.RESCHEDULE]: {
    "zh-CN": "只有本项目的责任领导或督办人员可以调整期限",
    en: "Only the project's leader or a supervisor may set another period",
  },
  [ChangeVerb.ASSIGN]: {
    "zh-CN": "只有本项目的责任人、经办人、牵头科室负责人、责任领导或督办人员可以指定经办人",
    en: "Only those who work on, lead or supervise the project may assign its tasks",
  },
  [ChangeVerb.LABEL]: {
    "zh-CN": "只有本项目的责任人、经办人、牵头科室负责人、责任领导或督办人员可以加减标签",
    en: "Only those who work on, lead or supervise the project may label its tasks",
  },
};

/** Why a change stays as it is, for people. */
export const undoRefusalWords: Record<UndoRefusal, Words> = {
  NOTHING_TO_UNDO: {
    "zh-CN": "这张卡片没有您可以撤销的操作",
    en: "You did nothing to this card that could be undone",
  },
  UNDO_TOO_LATE: {
    "zh-CN": "操作已超过 {minutes} 分钟，不能撤销",
    en: "It was more than {minutes} minutes ago and cannot be undone",
  },
  UNDO_OVERTAKEN: {
    "zh-CN": "之后又有人更新了这张卡片，不能撤销",
    en: "Somebody changed it again since: it cannot be undone",
  },
  UNDO_NOT_PERMITTED: {
    "zh-CN": "您已没有此项权限，不能撤销",
    en: "It is not yours to do any more, nor to undo",
  },
};
