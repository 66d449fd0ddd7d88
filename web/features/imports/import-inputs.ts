import type { Import_ReadingFragment, ImportDocumentInput, PreviewImportInput } from "../../gql/graphql";
import { correctionInputs } from "./corrections";
import type { Given, useImportDraft } from "./import-draft";

type Draft = Pick<
  ReturnType<typeof useImportDraft>,
  "given" | "year" | "amends" | "asNew" | "answers" | "officeAnswers" | "corrections"
>;

/** The document, and what it is compared with. */
export function whatIsRead({ given, year, amends, asNew }: Draft): PreviewImportInput {
  const document = { ...(given && documentOf(given)), ...(year === null ? {} : { year }) };
  return { document, ...(amends === null ? {} : { amends }), ...(asNew ? { asNew } : {}) };
}

/** Answers and corrections, in the order of the notice. */
export function whatWasSaid(draft: Draft, reading: Import_ReadingFragment | null) {
  const projects = reading?.notice.projects ?? [];
  return {
    answers: [...draft.answers].map(([questionId, choice]) => ({ questionId, choice })),
    officeAnswers: [...draft.officeAnswers].map(([name, answer]) => ({ name, ...answer })),
    corrections: correctionInputs(draft.corrections, projects),
  };
}

/** The file that is to be sent; undefined for what was pasted. */
export function fileOf(given: Given): File | undefined {
  return given.kind === "file" ? given.file : undefined;
}

function documentOf(given: Given): ImportDocumentInput {
  if (given.kind === "file") return { name: given.file.name, file: given.file };
  return given.kind === "text" ? { text: given.text } : { html: given.html };
}
