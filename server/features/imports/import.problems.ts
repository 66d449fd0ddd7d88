import { createUnionType, Field, ID, ObjectType } from "type-graphql";
import { fill, type Locale, type Words } from "../../graphql/locale.js";
import { Problem } from "../../graphql/problem.js";
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
    "Another version of this notice was applied before: nothing was changed, the board is as it was.",
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
        ? "A programme of this title and year exists and was made of a different text. Its board was left as it is"
        : "同名同年的责任分解表已经导入，但内容与这份通知不同。现有看板保持原样，没有作任何改动";
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

export const applyProblems = [NoticeAlreadyImported, NoticeDiffers] as const;

export const PreviewImportResult = createUnionType({
  name: "PreviewImportResult",
  description: "What the document would become, or why it cannot be read.",
  types: () => [ImportPreview, UnreadableNotice] as const,
});

export const ApplyImportResult = createUnionType({
  name: "ApplyImportResult",
  description: "The programme that was made, or why none was.",
  types: () => [ProgrammeRow, UnreadableNotice, NoticeAlreadyImported, NoticeDiffers, InvalidAnswer] as const,
});
