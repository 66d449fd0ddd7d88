import type { Words } from "../../graphql/locale.js";
import type { MoveRefusal } from "./stages.js";

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
};
