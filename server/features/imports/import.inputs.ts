import { ArrayMaxSize, IsInt, Length, Max, MaxLength, Min, ValidateNested } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";
import { keyOptions } from "../../graphql/mutation-input.js";
import { Upload, type UploadedFile } from "../../graphql/upload.js";
import { ImportCorrectionInput, OfficeAnswerInput } from "./correction.inputs.js";

/** More answers, corrections or differences than this are not taken at a time. */
const mostDecisions = 20_000;

@InputType({ description: "A document: exactly one of text, html, base64 and file." })
export class ImportDocumentInput {
  @Field(() => String, {
    nullable: true,
    description: "The file's name; null for pasted text. Without it, `file` says its own.",
  })
  @MaxLength(300)
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Pasted plain text, tabs between cells.",
  })
  text?: string | null;

  @Field(() => String, {
    nullable: true,
    description:
      "What a paste brings as HTML (`text/html` of the clipboard). It is read as text and never shown.",
  })
  html?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "A file's bytes in Base64; better send it as `file`.",
  })
  base64?: string | null;

  @Field(() => Upload, {
    nullable: true,
    description: "A file of the same request, at most 10 MB.",
  })
  file?: Promise<UploadedFile> | null;

  @Field(() => Int, {
    nullable: true,
    description: "The year of the plan, where the document does not say it.",
  })
  @IsInt()
  @Min(1990)
  @Max(2100)
  year?: number | null;
}

@InputType({ description: "The reading that a person chose for an ambiguous period." })
export class ImportAnswerInput {
  @Field(() => ID, { description: "`ImportQuestion.id`." })
  @MaxLength(300)
  questionId!: string;

  @Field(() => Int, { description: "The index of the choice in `ImportQuestion.choices`, 0 first." })
  choice!: number;
}

@InputType({ description: "What a person decided about a document." })
class ImportDecisions {
  @Field(() => ImportDocumentInput, { description: "The document." })
  @ValidateNested()
  document!: ImportDocumentInput;

  @Field(() => [ImportAnswerInput], {
    nullable: true,
    description: "Answers; an unanswered question keeps its default. At most 20,000.",
  })
  @ArrayMaxSize(mostDecisions)
  @ValidateNested({ each: true })
  answers?: ImportAnswerInput[] | null;

  @Field(() => [ImportCorrectionInput], {
    nullable: true,
    description:
      "Corrections, made after the answers; of two for the same field the later one holds. At most 20,000.",
  })
  @ArrayMaxSize(mostDecisions)
  @ValidateNested({ each: true })
  corrections?: ImportCorrectionInput[] | null;

  @Field(() => [OfficeAnswerInput], {
    nullable: true,
    description:
      "Which offices the names mean; a name without an answer is an office of its own. At most 20,000.",
  })
  @ArrayMaxSize(mostDecisions)
  @ValidateNested({ each: true })
  officeAnswers?: OfficeAnswerInput[] | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "The programme that the notice amends. Without it, the one that is found; see `ImportPreview.amends`. A programme of the notice's year.",
  })
  @MaxLength(300)
  amends?: string | null;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Makes a new programme even where one is found that the notice may amend, or was made of it. Once: a further one needs another `programmeTitle`.",
  })
  asNew?: boolean | null;

  @Field(() => ID, {
    nullable: true,
    description:
      "Tells `importProgress` of this id how far it has come: made up by the client, new each time.",
  })
  @MaxLength(100)
  progressId?: string | null;
}

@InputType({ description: "What to read. Nothing is written." })
export class PreviewImportInput extends ImportDecisions {}

@InputType({
  description:
    "What to make a programme of, or to amend one with: the document again, with what was decided about it.",
})
export class ApplyImportInput extends ImportDecisions {
  // Decisions are shared with the preview, which writes nothing: so the key stands here.
  @Field(() => String, keyOptions)
  @Length(1, 100)
  idempotencyKey?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "What to call a new programme; without it, as the preview calls it. At most 500 characters.",
  })
  @MaxLength(500)
  programmeTitle?: string | null;

  @Field(() => [ID], {
    nullable: true,
    description:
      "The differences to apply (`ImportDifference.id`). An amended notice without this is refused as NoticeDiffers; an empty list changes nothing on the board and keeps the notice as the last import. At most 20,000.",
  })
  @ArrayMaxSize(mostDecisions)
  @MaxLength(300, { each: true })
  accept?: string[] | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "`ImportPreview.boardRevision`: when the board has gone on since, nothing is written (BoardChanged).",
  })
  expectedRevision?: number | null;
}
