import { createUnionType, Field, ID, Int, ObjectType } from "type-graphql";
import { fill, type Locale, type Words } from "../../graphql/locale.js";
import { Problem } from "../../graphql/problem.js";
import { NamesProgram } from "../../graphql/names-program.js";
import { ProgrammeRow } from "../programmes/programme.row.js";
import { ImportPreview } from "./import-preview.row.js";
import { Diagnostic } from "./notice.row.js";

@ObjectType({
  implements: Problem,
  description: "No notice could be read; the diagnostics say what was looked for and found.",
})
export class UnreadableNotice extends Problem {
  @Field(() => [Diagnostic], { description: "What stood in the way; at least one ERROR." })
  diagnostics: Diagnostic[];

  constructor(code: string, message: string, diagnostics: Diagnostic[]) {
    super();
    this.code = code;
    this.message = message;
    this.diagnostics = diagnostics;
  }
}

@ObjectType({ implements: Problem, description: "This very notice was applied before: nothing was changed." })
export class NoticeAlreadyImported extends Problem {
  @Field(() => ProgrammeRow, { description: "The programme made of it." })
  programme!: ProgrammeRow;

  constructor(
    readonly programmeId: string,
    locale: Locale,
  ) {
    super();
    this.code = "NOTICE_ALREADY_IMPORTED";
    this.message =
      locale === "en"
        ? "This notice was imported before. Nothing was changed"
        : "这份通知已经导入过，没有作任何改动";
  }
}

@ObjectType({
  implements: Problem,
  description:
    "The notice amends a programme and no difference was accepted: nothing was changed, the board is as it was.",
})
export class NoticeDiffers extends Problem {
  @Field(() => ProgrammeRow, { description: "The programme made of the earlier version." })
  programme!: ProgrammeRow;

  constructor(
    readonly programmeId: string,
    locale: Locale,
  ) {
    super();
    this.code = "NOTICE_DIFFERS";
    this.message =
      locale === "en"
        ? "This notice amends a programme that there is, and no difference was chosen. Its board was left as it is"
        : "这份通知调整了已有的看板，还没有选择要采用的改动。现有看板保持原样，没有作任何改动";
  }
}

@ObjectType({
  implements: Problem,
  description: "An answer to a question that was not asked, or a choice that there is not.",
})
export class InvalidAnswer extends Problem {
  @Field(() => ID, { description: "The answer's question." })
  questionId: string;

  constructor(questionId: string, locale: Locale) {
    super();
    this.code = "INVALID_ANSWER";
    this.message = fill(invalidAnswer[locale], { questionId });
    this.questionId = questionId;
  }
}

const invalidAnswer: Words = {
  "zh-CN": "没有编号为“{questionId}”的问题，或没有这一选项。请重新预览后再作答",
  en: "There is no question “{questionId}”, or no such choice. Preview again and answer anew",
};

@ObjectType({
  implements: Problem,
  description:
    "A correction of a project or task that there is not, of a field that it has not, or to what cannot be.",
})
export class InvalidCorrection extends Problem {
  @Field(() => Int, { description: "The correction's project." })
  projectIndex: number;

  @Field(() => Int, { nullable: true, description: "The correction's task; null for the project itself." })
  taskIndex: number | null;

  constructor(place: { projectIndex: number; taskIndex: number | null }, reason: Words, locale: Locale) {
    super();
    this.code = "INVALID_CORRECTION";
    this.projectIndex = place.projectIndex;
    this.taskIndex = place.taskIndex;
    const where = [place.projectIndex + 1, ...(place.taskIndex === null ? [] : [place.taskIndex + 1])].join(
      ".",
    );
    this.message = fill(invalidCorrection[locale], { where, reason: reason[locale] });
  }
}

const invalidCorrection: Words = {
  "zh-CN": "对第 {where} 处的更正无法采用：{reason}",
  en: "The correction at {where} cannot be made: {reason}",
};

@ObjectType({
  implements: Problem,
  description:
    "The programme was changed since the differences were shown: nothing was written. Preview again.",
})
export class BoardChanged extends Problem {
  @Field(() => ProgrammeRow, { description: "The programme as it is now." })
  programme!: ProgrammeRow;

  constructor(
    readonly programmeId: string,
    locale: Locale,
  ) {
    super();
    this.code = "BOARD_CHANGED";
    this.message =
      locale === "en"
        ? "The board was changed since you looked. Nothing was written: compare again"
        : "看板在您查看之后又有变动，没有作任何改动。请重新比对";
  }
}

@ObjectType({
  implements: Problem,
  description:
    "A difference that there is not, or not any more, or that cannot be applied: nothing was written.",
})
export class UnknownDifference extends Problem {
  @Field(() => ID, { description: "The id that was given." })
  id: string;

  constructor(id: string, locale: Locale) {
    super();
    this.code = "UNKNOWN_DIFFERENCE";
    this.message = fill(unknownDifference[locale], { id });
    this.id = id;
  }
}

const unknownDifference: Words = {
  "zh-CN": "没有编号为“{id}”、可以采用的差异，没有作任何改动。请重新比对",
  en: "There is no difference “{id}” to apply. Nothing was written: compare again",
};

/** What decisions about a document may be refused for. */
export const decisionRefusals: readonly (abstract new (
  ...values: never[]
) => InvalidAnswer | InvalidCorrection)[] = [InvalidAnswer, InvalidCorrection];

/** What an import may be refused for once its document is read. */
export type ImportRefusal =
  | NoticeAlreadyImported
  | NoticeDiffers
  | InvalidAnswer
  | InvalidCorrection
  | BoardChanged
  | UnknownDifference
  | NamesProgram;

/** The classes of {@link ImportRefusal}. */
export const importRefusals: readonly (abstract new (...values: never[]) => ImportRefusal)[] = [
  NoticeAlreadyImported,
  NoticeDiffers,
  InvalidAnswer,
  InvalidCorrection,
  BoardChanged,
  UnknownDifference,
  NamesProgram,
];

export const PreviewImportResult = createUnionType({
  name: "PreviewImportResult",
  description: "What the document would become, or why that cannot be told.",
  types: () => [ImportPreview, UnreadableNotice, InvalidAnswer, InvalidCorrection] as const,
});

export const ApplyImportResult = createUnionType({
  name: "ApplyImportResult",
  description: "The programme that was made or amended, or why none was.",
  types: () =>
    [
      ProgrammeRow,
      UnreadableNotice,
      NoticeAlreadyImported,
      NoticeDiffers,
      InvalidAnswer,
      InvalidCorrection,
      BoardChanged,
      UnknownDifference,
      NamesProgram,
    ] as const,
});
