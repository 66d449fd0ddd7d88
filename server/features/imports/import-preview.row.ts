import { Field, ID, Int, ObjectType, registerEnumType } from "type-graphql";
import { CalendarDate } from "../../graphql/calendar-date.js";
import { ProgrammeRow } from "../programmes/programme.row.js";
import { Source } from "../tasks/period.row.js";
import { ImportDifference } from "./import-difference.row.js";
import { Diagnostic, Notice, NoticeBlock } from "./notice.row.js";
import { OfficeQuestion } from "./office-question.row.js";

/** What kind of document was read. */
export enum DocumentFormat {
  TEXT = "TEXT",
  CSV = "CSV",
  MARKDOWN = "MARKDOWN",
  HTML = "HTML",
  DOCX = "DOCX",
  XLSX = "XLSX",
  RICH_TEXT = "RICH_TEXT",
}

registerEnumType(DocumentFormat, {
  name: "DocumentFormat",
  description: "What kind of document was read, by its content and not by its name.",
  valuesConfig: {
    TEXT: { description: "Plain text, tabs between cells." },
    CSV: { description: "Cells divided by commas or semicolons." },
    MARKDOWN: { description: "Markdown with a table of pipes." },
    HTML: { description: "A web page's file." },
    DOCX: { description: "A Word document." },
    XLSX: { description: "An Excel workbook." },
    RICH_TEXT: { description: "Pasted from Word, WPS, Excel or a web page." },
  },
});

@ObjectType({ description: "One way to read an ambiguous period." })
export class ImportChoice {
  @Field(() => CalendarDate, { nullable: true, description: "First day; null where only the end is stated." })
  startsOn!: string | null;

  @Field(() => CalendarDate, { nullable: true, description: "Last day, inclusive." })
  dueOn!: string | null;

  @Field(() => [Int], { description: "The quarters, 1 to 4." })
  quarters!: number[];

  @Field(() => String, { description: "The reading in Chinese words." })
  reading!: string;
}

@ObjectType({ description: "An ambiguity for a person to decide." })
export class ImportQuestion {
  @Field(() => ID, { description: "Stable for the same document." })
  id!: string;

  @Field(() => Int, { description: "Index of the project in `Notice.projects`, 0 first." })
  projectIndex!: number;

  @Field(() => Int, { description: "Index of the task in `NoticeProject.tasks`, 0 first." })
  taskIndex!: number;

  @Field(() => String, { description: "The words that may be read in more ways than one." })
  words!: string;

  @Field(() => Source, { description: "The clause they stand in." })
  source!: Source;

  @Field(() => [ImportChoice], { description: "The readings." })
  choices!: ImportChoice[];

  @Field(() => Int, { description: "The index of the reading that is used unless another is chosen." })
  defaultChoice!: number;
}

@ObjectType({ description: "What a document would become. Nothing is written yet." })
export class ImportPreview {
  @Field(() => String, { nullable: true, description: "The file's name; null for pasted text." })
  name!: string | null;

  @Field(() => DocumentFormat, { description: "What kind of document it is." })
  format!: DocumentFormat;

  @Field(() => String, {
    description: "How the bytes were read: utf-8, utf-16le, utf-16be, gb18030, or text.",
  })
  encoding!: string;

  @Field(() => String, {
    nullable: true,
    description: "What the programme will be called; null while its year is unknown.",
  })
  programmeTitle!: string | null;

  @Field(() => [NoticeBlock], { description: "The document as it was written." })
  blocks!: (typeof NoticeBlock)[];

  @Field(() => Notice, {
    description:
      "The document as it was read, with answers and corrections. Indexes stay those of the reading: what is left out stays in its place.",
  })
  notice!: Notice;

  @Field(() => [Diagnostic], { description: "What was read with doubt, or not at all." })
  diagnostics!: Diagnostic[];

  @Field(() => [ImportQuestion], { description: "What a person should decide before applying." })
  questions!: ImportQuestion[];

  @Field(() => ProgrammeRow, {
    nullable: true,
    description: "The programme already made of this very notice: applying would change nothing.",
  })
  existingProgramme!: ProgrammeRow | null;

  @Field(() => [OfficeQuestion], {
    description: "Names of offices that a person should decide about before applying.",
  })
  officeQuestions!: OfficeQuestion[];

  @Field(() => ProgrammeRow, {
    nullable: true,
    description:
      "The programme that the notice amends: the one that was named or, unless it is to be new, found.",
  })
  amends!: ProgrammeRow | null;

  @Field(() => Int, {
    nullable: true,
    description:
      "The revision of that programme that was compared; goes into `ApplyImportInput.expectedRevision`.",
  })
  boardRevision!: number | null;

  @Field(() => [ImportDifference], {
    description:
      "What the notice changes of that programme since the last one; in the notice's order, then what it has no more.",
  })
  differences!: ImportDifference[];
}
