import { createUnionType, Field, ID, Int, ObjectType } from "type-graphql";
import { fill, type Locale } from "../../graphql/locale.js";
import { Problem } from "../../graphql/problem.js";
import { ProgrammeRow } from "./programme.row.js";

@ObjectType({ implements: Problem, description: "The year has a programme of this title already." })
export class ProgrammeTitleTaken extends Problem {
  constructor(locale: Locale) {
    super();
    this.code = "PROGRAMME_TITLE_TAKEN";
    this.message =
      locale === "en" ? "The year has a programme of this title already" : "该年度已有同名的责任分解表";
  }
}

@ObjectType({ implements: Problem, description: "Cards stand in the stage." })
export class StageNotEmpty extends Problem {
  @Field(() => Int, { description: "How many." })
  taskCount: number;

  constructor(taskCount: number, locale: Locale) {
    super();
    this.code = "STAGE_NOT_EMPTY";
    this.taskCount = taskCount;
    const words = { en: "Move its {taskCount} cards first", "zh-CN": "请先移走其中的 {taskCount} 张卡片" };
    this.message = fill(words[locale], { taskCount });
  }
}

@ObjectType({ implements: Problem, description: "A board has at least one stage of each kind." })
export class LastStageOfKind extends Problem {
  constructor(locale: Locale) {
    super();
    this.code = "LAST_STAGE_OF_KIND";
    this.message =
      locale === "en"
        ? "It is the last stage of its kind: a board has at least one of each"
        : "这是该类别的最后一个阶段，看板上每类阶段至少保留一个";
  }
}

@ObjectType({ simpleResolvers: true, description: "A stage that there was." })
export class DeletedStage {
  @Field(() => ID, { description: "The id that it had." })
  stageId!: string;
}

export const EditProgrammeResult = createUnionType({
  name: "EditProgrammeResult",
  description: "The programme, or why it was not changed.",
  types: () => [ProgrammeRow, ProgrammeTitleTaken] as const,
});

export const deleteStageProblems = [StageNotEmpty, LastStageOfKind] as const;

export const DeleteStageResult = createUnionType({
  name: "DeleteStageResult",
  description: "The stage that is gone, or why it stays.",
  types: () => [DeletedStage, ...deleteStageProblems] as const,
});
