import { Arg, Ctx, Field, ID, Mutation, ObjectType, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { notFound } from "../../graphql/coded-error.js";
import { orProblem } from "../../graphql/refusal.js";
import { once } from "../../log/once.js";
import { requireWriter, type Viewer } from "../sessions/viewer.policy.js";
import { CreateLabelInput, DeleteLabelInput, UpdateLabelInput } from "./label.inputs.js";
import { requireLabelKeeper } from "./label.policy.js";
import { LabelNameTaken, LabelResult } from "./label.problems.js";
import { LabelRow } from "./label.row.js";
import { readLabel } from "./read-labels.js";
import { createLabel, deleteLabel, updateLabel } from "./write-labels.js";

@ObjectType({ simpleResolvers: true, description: "A label that there was." })
export class DeletedLabel {
  @Field(() => ID, { description: "The id that it had." })
  labelId!: string;
}

@Resolver(() => LabelRow)
export class LabelResolver {
  @Mutation(() => LabelResult, {
    description: "Makes a label of a programme. For supervisors and administrators.",
  })
  async createLabel(
    @Arg("input", () => CreateLabelInput) input: CreateLabelInput,
    @Ctx() context: Context,
  ): Promise<typeof LabelResult> {
    const viewer = requireWriter(context);
    requireLabelKeeper(viewer, input.programmeId, "programme");
    return answer(context, () =>
      once(context, viewer, "createLabel", input, () => createLabel(context, viewer, input)),
    );
  }

  @Mutation(() => LabelResult, { description: "Changes a label. For supervisors and administrators." })
  async updateLabel(
    @Arg("input", () => UpdateLabelInput) input: UpdateLabelInput,
    @Ctx() context: Context,
  ): Promise<typeof LabelResult> {
    const viewer = requireWriter(context);
    const programmeId = await programmeOf(context, viewer, input.labelId);
    return answer(context, () =>
      once(context, viewer, "updateLabel", input, () => updateLabel(context, viewer, programmeId, input)),
    );
  }

  @Mutation(() => DeletedLabel, {
    description: "Takes a label away, and off every card. For supervisors and administrators.",
  })
  async deleteLabel(
    @Arg("input", () => DeleteLabelInput) input: DeleteLabelInput,
    @Ctx() context: Context,
  ): Promise<DeletedLabel> {
    const viewer = requireWriter(context);
    const labelId = await once(context, viewer, "deleteLabel", input, async () => {
      const programmeId = await programmeOf(context, viewer, input.labelId);
      return deleteLabel(context, viewer, programmeId, input);
    });
    return Object.assign(new DeletedLabel(), { labelId });
  }
}

/** The programme of a label that the viewer keeps. Throws NOT_FOUND or FORBIDDEN. */
async function programmeOf({ rows }: Context, viewer: Viewer, labelId: string): Promise<string> {
  const select = `select programme_id "programmeId" from label where id = ?`;
  const found = await rows.first<{ programmeId: string }>(select, [labelId]);
  if (!found) throw notFound("label");
  requireLabelKeeper(viewer, found.programmeId, "label");
  return found.programmeId;
}

async function answer(context: Context, work: () => Promise<string>): Promise<LabelRow | LabelNameTaken> {
  const done = await orProblem([LabelNameTaken], work);
  const label = await readLabel(context, typeof done === "string" ? done : done.labelId);
  if (!label) throw notFound("label");
  return typeof done === "string" ? label : Object.assign(done, { label });
}
