import {
  Arg,
  Ctx,
  Extensions,
  Field,
  FieldResolver,
  ID,
  InputType,
  Mutation,
  ObjectType,
  Resolver,
  Root,
} from "type-graphql";
import type { Context } from "../../../context.js";
import { notFound } from "../../../graphql/coded-error.js";
import { MutationInput } from "../../../graphql/mutation-input.js";
import { ChangeVerb } from "../../../log/change.entity.js";
import { once } from "../../../log/once.js";
import { write } from "../../../log/write.js";
import { Evidence } from "../../evidence/evidence.entity.js";
import { EvidenceRow } from "../../evidence/evidence.row.js";
import { readEvidence, readOneEvidence, readPendingEvidence } from "../../evidence/read-evidence.js";
import { PersonRow } from "../../people/person.row.js";
import { readPerson } from "../../people/read-people.js";
import { maySee } from "../../programmes/programme.policy.js";
import { ReportRow } from "../../reports/report.row.js";
import { requireWriter } from "../../sessions/viewer.policy.js";
import { TaskRow } from "../task.row.js";

@InputType({ description: "Which file that waits for a report is let go." })
export class RemoveEvidenceInput extends MutationInput {
  @Field(() => ID, { description: "The file." })
  evidenceId!: string;
}

@ObjectType({ simpleResolvers: true, description: "A file that there was." })
export class RemovedEvidence {
  @Field(() => ID, { description: "The id that it had." })
  evidenceId!: string;
}

@Resolver(() => EvidenceRow)
export class EvidenceResolver {
  @Mutation(() => RemovedEvidence, {
    description:
      "Lets a file go that waits for a report. For whoever handed it in; one that a report has is taken out of it by `editReport` first.",
  })
  async removeEvidence(
    @Arg("input", () => RemoveEvidenceInput) input: RemoveEvidenceInput,
    @Ctx() context: Context,
  ): Promise<RemovedEvidence> {
    const viewer = requireWriter(context);
    const evidenceId = await once(context, viewer, "removeEvidence", input, async () => {
      const found = await readOneEvidence(context.rows, input.evidenceId);
      const isOwn = found?.evidence.authorId === viewer.personId && found.evidence.reportId === null;
      if (!found || !isOwn || !maySee(viewer, found.programmeId)) throw notFound("evidence");
      const attribution = {
        chain: found.programmeId,
        actorId: viewer.personId,
        verb: ChangeVerb.REMOVE,
        at: context.clock.now(),
      };
      return write(context.em, attribution, async (em) => {
        const where = { id: input.evidenceId, report: null };
        const evidence = await em.findOne(Evidence, where, { populate: ["task"] });
        if (!evidence) throw notFound("evidence");
        em.remove(evidence);
        return evidence.id;
      });
    });
    return Object.assign(new RemovedEvidence(), { evidenceId });
  }

  @FieldResolver(() => PersonRow, { description: "Who handed it in." })
  async author(@Root() { authorId }: EvidenceRow, @Ctx() context: Context): Promise<PersonRow> {
    const author = await readPerson(context, authorId);
    if (!author) throw notFound("person");
    return author;
  }
}

@Resolver(() => ReportRow)
export class ReportEvidence {
  @FieldResolver(() => [EvidenceRow], {
    description: "Its files (佐证材料), in the order in which they were handed in; up to 20.",
  })
  evidence(@Root() report: ReportRow, @Ctx() context: Context): Promise<EvidenceRow[]> {
    return report.evidenceThen ? Promise.resolve(report.evidenceThen) : readEvidence(context, report.id);
  }
}

@Resolver(() => TaskRow)
export class TaskEvidence {
  @Extensions({ perViewer: true })
  @FieldResolver(() => [EvidenceRow], {
    description: "What the viewer has handed in for it and no report has yet; let go after 48 hours.",
  })
  pendingEvidence(@Root() task: TaskRow, @Ctx() context: Context): Promise<EvidenceRow[]> {
    const { viewer, past } = task.scope;
    return past ? Promise.resolve([]) : readPendingEvidence(context.rows, task.id, viewer.personId);
  }
}
