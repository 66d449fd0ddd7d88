import type { EntityManager } from "@mikro-orm/core";
import type { Context } from "../../context.js";
import { newId } from "../../database/record.entity.js";
import { statementsOf } from "../../database/statements.js";
import { badInput, notFound } from "../../graphql/coded-error.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import type { Locale } from "../../graphql/locale.js";
import { write, type OpenChain } from "../../log/write.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { ranksAfter } from "../../database/rank.js";
import { Task } from "../tasks/task.entity.js";
import { Programme } from "./programme.entity.js";
import type {
  CreateStageInput,
  DeleteStageInput,
  EditProgrammeInput,
  ReorderStagesInput,
  UpdateStageInput,
} from "./programme.inputs.js";
import { LastStageOfKind, ProgrammeTitleTaken, StageNotEmpty } from "./programme.problems.js";
import { Stage } from "./stage.entity.js";

/** The most columns of a board. */
const mostStages = 50;

type Work<Result> = (
  em: EntityManager,
  programme: Programme,
  stages: Stage[],
  chain: OpenChain,
) => Promise<Result> | Result;

/** Runs a change of a programme's own in one transaction, with its stages from the left. */
function writeBoard<Result>(
  context: Context,
  { personId }: Viewer,
  programmeId: string,
  verb: ChangeVerb,
  work: Work<Result>,
): Promise<Result> {
  const attribution = { chain: programmeId, actorId: personId, verb, at: context.clock.now() };
  return write(context.em, attribution, async (em, chain) => {
    const programme = await em.findOne(Programme, { id: programmeId });
    if (!programme) throw notFound("programme");
    const stages = await em.find(Stage, { programme: programmeId }, { orderBy: { position: "asc" } });
    return work(em, programme, stages, chain);
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

/** Takes a column away, its cards to another of its kind. Throws a `Refusal` where they have none to go to, or it is the last of its kind. */
export function deleteStage(
  context: Context,
  viewer: Viewer,
  programmeId: string,
  { stageId, cardsToStageId }: DeleteStageInput,
): Promise<string> {
  return writeBoard(
    context,
    viewer,
    programmeId,
    ChangeVerb.REMOVE,
    async (em, _programme, stages, chain) => {
      const stage = stageIn(stages, stageId);
      if (cardsToStageId) await moveCards(em, chain, stage, stageIn(stages, cardsToStageId));
      else await requireEmpty(em, stageId, context.locale);
      if (stages.filter(({ kind }) => kind === stage.kind).length === 1)
        throw new Refusal(new LastStageOfKind(context.locale));
      em.remove(stage);
      number(stages.filter((other) => other !== stage));
      return stageId;
    },
  );
}

async function requireEmpty(em: EntityManager, stageId: string, locale: Locale): Promise<void> {
  const counted = `select count(*) "taskCount" from task where stage_id = ?`;
  const found = await statementsOf(em).first<{ taskCount: number | string }>(counted, [stageId]);
  const taskCount = Number(found?.taskCount ?? 0);
  if (taskCount > 0) throw new Refusal(new StageNotEmpty(taskCount, locale));
}

/** Puts all cards of a column behind those of another of its kind, in their order: to the rules they stay where they are. */
async function moveCards(em: EntityManager, chain: OpenChain, from: Stage, to: Stage): Promise<void> {
  if (to === from || to.kind !== from.kind)
    throw badInput("cardsToStageId: expected another stage of the same kind");
  const cards = await em.find(Task, { stage: from.id }, { orderBy: { rank: "asc", id: "asc" } });
  const last = await em.findOne(Task, { stage: to.id }, { orderBy: { rank: "desc" } });
  const ranks = ranksAfter(last?.rank ?? null, cards.length);
  for (const [index, card] of cards.entries()) {
    card.stage = to;
    card.rank = ranks[index] ?? card.rank;
    chain.done.set(card, { verb: ChangeVerb.REORDER, reason: null });
  }
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
