import { Arg, Ctx, Extensions, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { forbidden, notFound } from "../../graphql/coded-error.js";
import { orProblem } from "../../graphql/refusal.js";
import { once } from "../../log/once.js";
import { requireWriter, type Viewer } from "../sessions/viewer.policy.js";
import { createStage, deleteStage, editProgramme, reorderStages, updateStage } from "./edit-board.js";
import {
  CreateStageInput,
  DeleteStageInput,
  EditProgrammeInput,
  ReorderStagesInput,
  UpdateStageInput,
} from "./programme.inputs.js";
import { mayRunProgrammes, requireProgramme, runsProgrammes } from "./programme.policy.js";
import {
  DeletedStage,
  deleteStageProblems,
  DeleteStageResult,
  EditProgrammeResult,
  ProgrammeTitleTaken,
} from "./programme.problems.js";
import { ProgrammeRow } from "./programme.row.js";
import { readProgramme, readStages } from "./read-programmes.js";
import { StageRow } from "./stage.row.js";

/** What a programme's board is made of; for those who run programmes. */
@Resolver(() => ProgrammeRow)
export class BoardEditsResolver {
  @Mutation(() => EditProgrammeResult, {
    description: "Gives a programme another title. For supervisors and administrators.",
  })
  async editProgramme(
    @Arg("input", () => EditProgrammeInput) input: EditProgrammeInput,
    @Ctx() context: Context,
  ): Promise<typeof EditProgrammeResult> {
    const viewer = keeper(context, input.programmeId, "programme");
    const done = await orProblem([ProgrammeTitleTaken], () =>
      once(context, viewer, "editProgramme", input, () => editProgramme(context, viewer, input)),
    );
    if (typeof done !== "string") return done;
    const programme = await readProgramme(context, done);
    if (!programme) throw notFound("programme");
    return programme;
  }

  @Mutation(() => StageRow, { description: "Adds a column to a board. For supervisors and administrators." })
  async createStage(
    @Arg("input", () => CreateStageInput) input: CreateStageInput,
    @Ctx() context: Context,
  ): Promise<StageRow> {
    const viewer = keeper(context, input.programmeId, "programme");
    const work = () => createStage(context, viewer, input);
    const id = await once(context, viewer, "createStage", input, work);
    return stageOf(context, input.programmeId, id);
  }

  @Mutation(() => StageRow, {
    description: "Renames or recolours a column, or limits it. For supervisors and administrators.",
  })
  async updateStage(
    @Arg("input", () => UpdateStageInput) input: UpdateStageInput,
    @Ctx() context: Context,
  ): Promise<StageRow> {
    const { viewer, programmeId } = await keeperOfStage(context, input.stageId);
    const work = () => updateStage(context, viewer, programmeId, input);
    return stageOf(context, programmeId, await once(context, viewer, "updateStage", input, work));
  }

  @Mutation(() => [StageRow], {
    description: "Puts a board's columns in another order. For supervisors and administrators.",
  })
  async reorderStages(
    @Arg("input", () => ReorderStagesInput) input: ReorderStagesInput,
    @Ctx() context: Context,
  ): Promise<StageRow[]> {
    const viewer = keeper(context, input.programmeId, "programme");
    await once(context, viewer, "reorderStages", input, () => reorderStages(context, viewer, input));
    return readStages(context, input.programmeId);
  }

  @Mutation(() => DeleteStageResult, {
    description:
      "Takes a column away, its cards to another of its kind; one of each kind stays. For supervisors and administrators.",
  })
  async deleteStage(
    @Arg("input", () => DeleteStageInput) input: DeleteStageInput,
    @Ctx() context: Context,
  ): Promise<typeof DeleteStageResult> {
    const viewer = requireWriter(context);
    const done = await orProblem(deleteStageProblems, () =>
      once(context, viewer, "deleteStage", input, async () => {
        const { programmeId } = await keeperOfStage(context, input.stageId);
        return deleteStage(context, viewer, programmeId, input);
      }),
    );
    return typeof done === "string"
      ? Object.assign(new DeletedStage(), { stageId: done })
      : (done as typeof DeleteStageResult);
  }

  @Extensions({ perViewer: true })
  @FieldResolver(() => Boolean, {
    description: "Whether the viewer may change its title, its stages, its labels and its projects.",
  })
  viewerCanEdit(@Root() _programme: ProgrammeRow, @Ctx() { viewer }: Context): boolean {
    return viewer !== null && mayRunProgrammes(viewer);
  }
}

/** Whoever sent the request, if they run programmes. Throws NOT_FOUND for one that is hidden, FORBIDDEN for anybody else. */
function keeper(context: Context, programmeId: string, what: string): Viewer {
  const viewer = requireWriter(context);
  requireProgramme(viewer, programmeId, what);
  if (!runsProgrammes(viewer)) throw forbidden();
  return viewer;
}

async function keeperOfStage(context: Context, stageId: string) {
  requireWriter(context);
  const select = `select programme_id "programmeId" from stage where id = ?`;
  const found = await context.rows.first<{ programmeId: string }>(select, [stageId]);
  if (!found) throw notFound("stage");
  return { viewer: keeper(context, found.programmeId, "stage"), programmeId: found.programmeId };
}

async function stageOf(context: Context, programmeId: string, id: string): Promise<StageRow> {
  const stage = (await readStages(context, programmeId)).find((one) => one.id === id);
  if (!stage) throw notFound("stage");
  return stage;
}
