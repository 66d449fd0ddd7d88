import { Arg, Ctx, Extensions, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { notFound } from "../../graphql/coded-error.js";
import type { Locale } from "../../graphql/locale.js";
import type { StatedPrice } from "../../graphql/price.js";
import { orProblem } from "../../graphql/refusal.js";
import type { Reading } from "../../notice/notice.js";
import { once } from "../../log/once.js";
import { requireImporter } from "../programmes/programme.policy.js";
import type { ProgrammeRow } from "../programmes/programme.row.js";
import { readProgramme } from "../programmes/read-programmes.js";
import { isDated } from "./apply-notice.js";
import { decideNotice } from "./decide-notice.js";
import { importDecided } from "./import-decided.js";
import { ApplyImportInput, PreviewImportInput } from "./import.inputs.js";
import {
  ApplyImportResult,
  decisionRefusals,
  importRefusals,
  PreviewImportResult,
  UnreadableNotice,
} from "./import.problems.js";
import { ImportPhase } from "./import-progress.row.js";
import { withProgress } from "./progress-feed.js";
import { previewImport } from "./preview-import.js";
import { readDocumentInput } from "./read-document-input.js";
import { readKnownNames } from "./read-known-names.js";
import { showDiagnostic, type GoodReading } from "./show-reading.js";

/** A document is read in a process of its own, and a large programme takes long to write. */
const reading: StatedPrice = { cost: 100, seconds: 120 };

@Resolver()
export class ImportResolver {
  @Extensions({ price: reading })
  @Mutation(() => PreviewImportResult, {
    description:
      "Reads a document and says what it would become, or change. Nothing is written; a mutation only because it carries a file.",
  })
  async previewImport(
    @Arg("input", () => PreviewImportInput) input: PreviewImportInput,
    @Ctx() context: Context,
  ): Promise<typeof PreviewImportResult> {
    requireImporter(context);
    const { rows, locale } = context;
    return withProgress(context, input.progressId, async (tell) => {
      const reading = await readDocumentInput(context, input.document, tell);
      if (!isGood(reading)) return unreadable(reading, locale);
      tell(ImportPhase.COMPARING, 0, 0);
      const known = await readKnownNames(rows);
      return orProblem(decisionRefusals, async () =>
        previewImport(context, decideNotice(reading, input, known, locale), input),
      );
    });
  }

  @Extensions({ price: reading })
  @Mutation(() => ApplyImportResult, {
    description:
      "Makes a programme of a document, or amends one with the differences that are accepted, in one transaction. The same notice again changes nothing.",
  })
  async applyImport(
    @Arg("input", () => ApplyImportInput) input: ApplyImportInput,
    @Ctx() context: Context,
  ): Promise<typeof ApplyImportResult> {
    const viewer = requireImporter(context);
    return withProgress(context, input.progressId, async (tell) => {
      const { em, rows, clock, locale } = context;
      const reading = await readDocumentInput(context, input.document, tell);
      if (!isDated(reading)) return unreadable(reading, locale);
      const known = await readKnownNames(rows);
      const { accept = null, expectedRevision = null } = input;
      tell(ImportPhase.WRITING, 0, reading.notice.projects.length);
      const applied = await orProblem(importRefusals, () => {
        const decided = decideNotice(reading, input, known, locale);
        const applying = { em, actorId: viewer.personId, locale, at: clock.now() };
        const work = () => importDecided(applying, rows, decided, { ...input, accept, expectedRevision });
        // The same notice in another file, or told of its progress elsewhere, is the same request.
        const request = { ...input, document: decided.fingerprint, progressId: null };
        return once(context, viewer, "applyImport", request, work);
      });
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

async function programmeOf(context: Context, id: string): Promise<ProgrammeRow> {
  const programme = await readProgramme(context, id);
  if (!programme) throw notFound("programme");
  return programme;
}
