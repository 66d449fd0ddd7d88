import type { EntityManager } from "@mikro-orm/core";
import type { Context } from "../../context.js";
import { newId } from "../../database/record.entity.js";
import { statementsOf } from "../../database/statements.js";
import { badInput, notFound } from "../../graphql/coded-error.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { write } from "../../log/write.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { Programme } from "./programme.entity.js";
import type {
  CreateStageInput,
  EditProgrammeInput,
  ReorderStagesInput,
  UpdateStageInput,
} from "./programme.inputs.js";
import { LastStageOfKind, ProgrammeTitleTaken, StageNotEmpty } from "./programme.problems.js";
import { Stage } from "./stage.entity.js";

/** The most columns of a board. */
const mostStages = 50;

type Work<Result> = (em: EntityManager, programme: Programme, stages: Stage[]) => Promise<Result> | Result;

/** Runs a change of a programme's own in one transaction, with its stages from the left. */
function writeBoard<Result>(
  context: Context,
  { personId }: Viewer,
  programmeId: string,
  verb: ChangeVerb,
  work: Work<Result>,
): Promise<Result> {
  const attribution = { chain: programmeId, actorId: personId, verb, at: context.clock.now() };
  return write(context.em, attribution, async (em) => {
    const programme = await em.findOne(Programme, { id: programmeId });
    if (!programme) throw notFound("programme");
    const stages = await em.find(Stage, { programme: programmeId }, { orderBy: { position: "asc" } });
    return work(em, programme, stages);
  });
}

/** Gives a programme another title. Throws a `Refusal` for one that its year has already. */
export function editProgramme(context: Context, viewer: Viewer, input: EditProgrammeInput): Promise<string> {
  const { programmeId } = input;
  return writeBoard(context, viewer, programmeId, ChangeVerb.UPDATE, async (em, programme) => {
    const title = filled("title", input.title);
    const other = await em.findOne(Programme, { year: programme.year, title, id: { $ne: programmeId } });
    if (other) throw new Refusal(new ProgrammeTitleTaken(context.locale));
    programme.title = title;
    return programmeId;
  });
}

/** Adds a column: where it is put, or behind the last of its kind. Gives its id. */
export function createStage(context: Context, viewer: Viewer, input: CreateStageInput): Promise<string> {
  const { programmeId, kind, colour = null, wipLimit = null } = input;
  return writeBoard(context, viewer, programmeId, ChangeVerb.CREATE, (em, programme, stages) => {
    if (stages.length >= mostStages) throw badInput(`stages: expected up to ${mostStages} of a board`);
    const name = filled("name", input.name);
    const stage = em.create(Stage, {
      id: newId("stage"),
      programme,
      kind,
      name,
      colour,
      wipLimit,
      position: 0,
    });
    em.persist(stage);
    const behind = stages.findLastIndex((other) => other.kind === kind) + 1;
    const place = input.position ? Math.min(input.position - 1, stages.length) : behind;
    number(stages.toSpliced(place, 0, stage));
    return stage.id;
  });
}

/** Changes a column's name, colour or limit. Gives its id. */
export function updateStage(
  context: Context,
  viewer: Viewer,
  programmeId: string,
  { stageId, name, colour, wipLimit }: UpdateStageInput,
): Promise<string> {
  return writeBoard(context, viewer, programmeId, ChangeVerb.UPDATE, (_em, _programme, stages) => {
    const stage = stageIn(stages, stageId);
    if (typeof name === "string") stage.name = filled("name", name);
    if (colour !== undefined) stage.colour = colour;
    if (wipLimit !== undefined) stage.wipLimit = wipLimit;
    return stageId;
  });
}

/** Puts a board's columns in another order. */
export function reorderStages(context: Context, viewer: Viewer, input: ReorderStagesInput): Promise<string> {
  const { programmeId, stageIds } = input;
  return writeBoard(context, viewer, programmeId, ChangeVerb.REORDER, (_em, _programme, stages) => {
    const wanted = new Set(stageIds);
    if (wanted.size !== stages.length || stageIds.length !== stages.length)
      throw badInput(`stageIds: expected all ${stages.length} stages of the programme, each once`);
    number(stageIds.map((id) => stageIn(stages, id)));
    return programmeId;
  });
}

/** Takes a column away. Throws a `Refusal` where cards stand in it, or where it is the last of its kind. */
export function deleteStage(
  context: Context,
  viewer: Viewer,
  programmeId: string,
  stageId: string,
): Promise<string> {
  return writeBoard(context, viewer, programmeId, ChangeVerb.REMOVE, async (em, _programme, stages) => {
    const stage = stageIn(stages, stageId);
    const counted = `select count(*) "taskCount" from task where stage_id = ?`;
    const found = await statementsOf(em).first<{ taskCount: number | string }>(counted, [stageId]);
    const taskCount = Number(found?.taskCount ?? 0);
    if (taskCount > 0) throw new Refusal(new StageNotEmpty(taskCount, context.locale));
    if (stages.filter(({ kind }) => kind === stage.kind).length === 1)
      throw new Refusal(new LastStageOfKind(context.locale));
    em.remove(stage);
    number(stages.filter((other) => other !== stage));
    return stageId;
  });
}

function number(stages: readonly Stage[]): void {
  for (const [index, stage] of stages.entries()) if (stage.position !== index + 1) stage.position = index + 1;
}

function stageIn(stages: readonly Stage[], id: string): Stage {
  const stage = stages.find((one) => one.id === id);
  if (!stage) throw notFound("stage");
  return stage;
}

function filled(field: string, text: string): string {
  const words = text.trim();
  if (!words) throw badInput(`${field}: expected characters that are no spaces`);
  return words;
}
