import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { notFound } from "../../graphql/coded-error.js";
import type { Locale } from "../../graphql/locale.js";
import { orProblem } from "../../graphql/refusal.js";
import type { Reading } from "../../notice/notice.js";
import { requireImporter } from "../programmes/programme.policy.js";
import type { ProgrammeRow } from "../programmes/programme.row.js";
import { readProgramme } from "../programmes/read-programmes.js";
import { applyNotice, findEarlierImport, fingerprintOf, isDated } from "./apply-notice.js";
import { ApplyImportInput, PreviewImportInput } from "./import.inputs.js";
import { answerQuestions } from "./import-questions.js";
import {
  importRefusals,
  ApplyImportResult,
  InvalidAnswer,
  PreviewImportResult,
  UnreadableNotice,
} from "./import.problems.js";
import { ImportPhase } from "./import-progress.row.js";
import { withProgress } from "./progress-feed.js";
import { readDocumentInput } from "./read-document-input.js";
import { showDiagnostic, showReading, type GoodReading } from "./show-reading.js";

@Resolver()
export class ImportResolver {
  @Mutation(() => PreviewImportResult, {
    description:
      "Reads a document and says what it would become. Nothing is written; a mutation only because it carries a file.",
  })
  async previewImport(
    @Arg("input", () => PreviewImportInput) input: PreviewImportInput,
    @Ctx() context: Context,
  ): Promise<typeof PreviewImportResult> {
    requireImporter(context);
    return withProgress(context, input.progressId, async (tell) => {
      const reading = await readDocumentInput(context, input.document, tell);
      if (!isGood(reading)) return unreadable(reading, context.locale);
      const preview = showReading(reading, context.locale);
      preview.existingProgramme = await existingProgramme(context, reading);
      return preview;
    });
  }

  @Mutation(() => ApplyImportResult, {
    description:
      "Makes a programme of a document, in one transaction. The same notice again changes nothing.",
  })
  async applyImport(
    @Arg("input", () => ApplyImportInput) input: ApplyImportInput,
    @Ctx() context: Context,
  ): Promise<typeof ApplyImportResult> {
    const { personId: actorId } = requireImporter(context);
    return withProgress(context, input.progressId, async (tell) => {
      const { em, clock, locale } = context;
      const reading = await readDocumentInput(context, input.document, tell);
      if (!isDated(reading)) return unreadable(reading, locale);
      const { notice } = reading;
      const fingerprint = fingerprintOf(notice);
      const wrong = answerQuestions(notice, input.answers ?? []);
      if (wrong !== null) return new InvalidAnswer(wrong, locale);
      tell(ImportPhase.WRITING, 0, notice.projects.length);
      const applying = { em, actorId, locale, at: clock.now() };
      const applied = await orProblem(importRefusals, () => applyNotice(applying, reading, fingerprint));
      if (typeof applied === "string") return programmeOf(context, applied);
      if ("programmeId" in applied) applied.programme = await programmeOf(context, applied.programmeId);
      return applied;
    });
  }
}

function isGood(reading: Reading): reading is GoodReading {
  return reading.notice !== null;
}

function unreadable({ diagnostics }: Reading, locale: Locale): UnreadableNotice {
  const shown = diagnostics.map((diagnostic) => showDiagnostic(diagnostic, locale));
  const gravest = shown.find((diagnostic) => diagnostic.severity === "ERROR") ?? shown[0];
  return new UnreadableNotice(gravest?.code ?? "UNREADABLE", gravest?.message ?? "", shown);
}

async function existingProgramme(context: Context, reading: GoodReading): Promise<ProgrammeRow | null> {
  const earlier = isDated(reading) ? await findEarlierImport(context.em, reading) : null;
  const same = earlier?.fingerprint === fingerprintOf(reading.notice);
  return earlier && same ? readProgramme(context, earlier.programme.id) : null;
}

async function programmeOf(context: Context, id: string): Promise<ProgrammeRow> {
  const programme = await readProgramme(context, id);
  if (!programme) throw notFound("programme");
  return programme;
}
