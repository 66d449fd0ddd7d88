import { IsInt, Max, MaxLength, Min, ValidateNested } from "class-validator";
import { Field, ID, InputType, Int } from "type-graphql";

@InputType({ description: "A document: either pasted text or a file's bytes." })
export class ImportDocumentInput {
  @Field(() => String, { nullable: true, description: "The file's name; null for pasted text." })
  @MaxLength(300)
  name?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "Pasted text, tabs between cells. Exactly one of text and base64.",
  })
  text?: string | null;

  @Field(() => String, {
    nullable: true,
    description: "A file's bytes in Base64. Exactly one of text and base64.",
  })
  base64?: string | null;

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
  questionId!: string;

  @Field(() => Int, { description: "The index of the choice in `ImportQuestion.choices`, 0 first." })
  choice!: number;
}

@InputType({ description: "What to read. Nothing is written." })
export class PreviewImportInput {
  @Field(() => ImportDocumentInput, { description: "The document." })
  @ValidateNested()
  document!: ImportDocumentInput;
}

@InputType({ description: "What to make a programme of: the document again, with the answers given." })
export class ApplyImportInput {
  @Field(() => ImportDocumentInput, { description: "The document that was previewed." })
  @ValidateNested()
  document!: ImportDocumentInput;

  @Field(() => [ImportAnswerInput], {
    nullable: true,
    description: "Answers; an unanswered question keeps its default.",
  })
  @ValidateNested({ each: true })
  answers?: ImportAnswerInput[] | null;
}
