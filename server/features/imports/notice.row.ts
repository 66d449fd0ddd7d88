import { createUnionType, Field, Int, ObjectType, registerEnumType } from "type-graphql";
import { CalendarDate } from "../../graphql/calendar-date.js";
import { Hint, Period, Source } from "../tasks/period.row.js";
import { ImportField } from "./import-field.enum.js";

export enum Severity {
  ERROR = "ERROR",
  WARNING = "WARNING",
  INFO = "INFO",
}

registerEnumType(Severity, {
  name: "Severity",
  description: "How grave a diagnostic is.",
  valuesConfig: {
    ERROR: { description: "The notice, or this part of it, could not be read." },
    WARNING: { description: "Read with doubt: somebody should look." },
    INFO: { description: "Worth knowing." },
  },
});

@ObjectType({ description: "Something that could not be read, or only with doubt." })
export class Diagnostic {
  @Field(() => Severity, { description: "How grave it is." })
  severity!: Severity;

  @Field(() => String, { description: "Stable code; all are listed in docs/diagnostics.md." })
  code!: string;

  @Field(() => String, {
    description: "What was looked for, what was found, what to do; in the request's language.",
  })
  message!: string;

  @Field(() => Source, { nullable: true, description: "The place in the document, where there is one." })
  source!: Source | null;
}

@ObjectType({ description: "A paragraph of the document, as written." })
export class NoticeParagraph {
  @Field(() => Int, { description: "Counted from 1: `Source.paragraph`." })
  paragraph!: number;

  @Field(() => String, { description: "Its text." })
  text!: string;
}

@ObjectType({ description: "A cell of a table, as written." })
export class NoticeCell {
  @Field(() => Int, { description: "Counted from 1: `Source.column`." })
  column!: number;

  @Field(() => String, { description: "Its text." })
  text!: string;

  @Field(() => Int, { description: "How many columns it covers." })
  colSpan!: number;

  @Field(() => Int, { description: "How many rows it covers." })
  rowSpan!: number;
}

@ObjectType({ description: "A row of a table, as written." })
export class NoticeRow {
  @Field(() => Int, { description: "Counted from 1, header rows too: `Source.row`." })
  row!: number;

  @Field(() => [NoticeCell], { description: "Its cells." })
  cells!: NoticeCell[];
}

@ObjectType({ description: "A table of the document, as written; a page break begins a new one." })
export class NoticeTable {
  @Field(() => Int, { description: "Counted from 1: `Source.table`." })
  table!: number;

  @Field(() => String, {
    nullable: true,
    description: "The sheet of a workbook that it stands on; null in other documents.",
  })
  sheet!: string | null;

  @Field(() => [NoticeRow], { description: "Its rows." })
  rows!: NoticeRow[];
}

export const NoticeBlock = createUnionType({
  name: "NoticeBlock",
  description: "A piece of the document as it was written.",
  types: () => [NoticeParagraph, NoticeTable] as const,
});

@ObjectType({ description: "A dated clause of a project's progress text, as read." })
export class NoticeTask {
  @Field(() => String, { description: "What is to be done; empty where the cell gives only a deadline." })
  title!: string;

  @Field(() => Period, { description: "When." })
  period!: Period;

  @Field(() => [Hint], { description: "Other dates that stand beside the period." })
  hints!: Hint[];

  @Field(() => Boolean, { description: "Whether somebody should confirm the dates." })
  needsReview!: boolean;

  @Field(() => Boolean, { description: "Whether no time was stated and the whole year was assumed." })
  implicit!: boolean;

  @Field(() => String, { nullable: true, description: "The words of a recurrence, such as 每月." })
  recurrence!: string | null;

  @Field(() => Source, { description: "Where it was read." })
  source!: Source;

  @Field(() => Boolean, { description: "Whether a person left it out: it is not imported." })
  isLeftOut!: boolean;

  @Field(() => [ImportField], {
    description: "The fields that a person corrected; their values are the corrected ones.",
  })
  correctedFields!: ImportField[];
}

@ObjectType({ description: "Where a field was read." })
export class FieldSource {
  @Field(() => ImportField, { description: "The field." })
  field!: ImportField;

  @Field(() => [Source], {
    description:
      "The cells, paragraphs or parts of them that it was read from: several where rows were put together.",
  })
  sources!: Source[];
}

@ObjectType({ description: "A row of the table, as read." })
export class NoticeProject {
  @Field(() => Int, { nullable: true, description: "The number as printed." })
  number!: number | null;

  @Field(() => String, { nullable: true, description: "The section that it stands under." })
  category!: string | null;

  @Field(() => String, { description: "Its name." })
  name!: string;

  @Field(() => String, { description: "What is to be built or done." })
  content!: string;

  @Field(() => String, { description: "The progress plan in the notice's words." })
  progressText!: string;

  @Field(() => [String], { description: "Names of the responsible leaders." })
  leaders!: string[];

  @Field(() => [String], { description: "Names of the responsible persons." })
  owners!: string[];

  @Field(() => [String], { description: "Names of the responsible offices, the leading one first." })
  offices!: string[];

  @Field(() => [String], { description: "Names of the assisting offices." })
  assistingOffices!: string[];

  @Field(() => String, { nullable: true, description: "Remarks." })
  remarks!: string | null;

  @Field(() => Source, { description: "Its name cell." })
  source!: Source;

  @Field(() => [FieldSource], {
    description: "Where its fields were read; a field that stands nowhere (a number by order) is missing.",
  })
  sources!: FieldSource[];

  @Field(() => Boolean, { description: "Whether a person left it out: it is not imported." })
  isLeftOut!: boolean;

  @Field(() => [ImportField], {
    description: "The fields that a person corrected; their values are the corrected ones.",
  })
  correctedFields!: ImportField[];

  @Field(() => [NoticeTask], { description: "Its tasks, in the order of the progress plan." })
  tasks!: NoticeTask[];
}

export enum NoticeField {
  TITLE = "TITLE",
  YEAR = "YEAR",
  DOCUMENT_NUMBER = "DOCUMENT_NUMBER",
  ISSUERS = "ISSUERS",
  ISSUED_ON = "ISSUED_ON",
  CC = "CC",
}

registerEnumType(NoticeField, {
  name: "NoticeField",
  description: "A field of the letter around the table.",
  valuesConfig: {
    TITLE: { description: "The title." },
    YEAR: { description: "The year of the plan." },
    DOCUMENT_NUMBER: { description: "The document number (文号)." },
    ISSUERS: { description: "Who issued it." },
    ISSUED_ON: { description: "The signature date (成文日期)." },
    CC: { description: "Who receives a copy (抄送)." },
  },
});

@ObjectType({ description: "Where a field of the letter stands." })
export class NoticeFieldSource {
  @Field(() => NoticeField, { description: "The field." })
  field!: NoticeField;

  @Field(() => [Source], {
    description: "The paragraphs, cells or parts of them; several for several names.",
  })
  sources!: Source[];
}

@ObjectType({ description: "The document as read: header and rows (通知)." })
export class Notice {
  @Field(() => String, { nullable: true, description: "The title." })
  title!: string | null;

  @Field(() => Int, { nullable: true, description: "The year of the plan." })
  year!: number | null;

  @Field(() => String, { nullable: true, description: "The document number (文号)." })
  documentNumber!: string | null;

  @Field(() => [String], { description: "Who issued it." })
  issuers!: string[];

  @Field(() => CalendarDate, { nullable: true, description: "The signature date (成文日期)." })
  issuedOn!: string | null;

  @Field(() => [String], { description: "Who receives a copy (抄送)." })
  cc!: string[];

  @Field(() => [NoticeFieldSource], {
    description: "Where its fields stand; one that stands nowhere (a year that was told) is missing.",
  })
  sources!: NoticeFieldSource[];

  @Field(() => [NoticeProject], { description: "Its projects." })
  projects!: NoticeProject[];
}
