import type { EntityManager } from "@mikro-orm/core";
import type { GraphQLSchema } from "graphql";
import type { Context } from "../../context.js";
import { newId } from "../../database/record.entity.js";
import { badInput, forbidden, notFound } from "../../graphql/coded-error.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import { write } from "../../log/write.js";
import { Person } from "../people/person.entity.js";
import { requireProgramme } from "../programmes/programme.policy.js";
import { Programme } from "../programmes/programme.entity.js";
import { readProgramme } from "../programmes/read-programmes.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import type { JsonObject } from "./filter-language/filter-shape.js";
import { readFilterInput, readFilterText } from "./read-filter.js";
import { readView } from "./read-views.js";
import { ViewPlace } from "./view-place.entity.js";
import { filterVersion, View } from "./view.entity.js";
import type { ViewSharing } from "./view.enum.js";
import type { CreateViewInput, UpdateViewInput } from "./view.inputs.js";
import { InvalidViewFilter, StaleView, ViewLocked } from "./view.problems.js";
import type { ViewRow } from "./view.row.js";

/** What is written with every view. */
export interface Writing {
  context: Context;
  viewer: Viewer;
  schema: GraphQLSchema;
}

type GivenFilter = Pick<CreateViewInput, "filter" | "filterText">;

/** Makes a view of one's own. Gives its id; throws a `Refusal` for a filter that is none. */
export async function createView(
  { context, viewer, schema }: Writing,
  input: CreateViewInput,
): Promise<string> {
  const filter = await filterOf({ context, viewer, schema }, input);
  await checkProgramme(context, viewer, input.programmeId);
  return writeViews(context, viewer, ChangeVerb.CREATE, async (em) => {
    const view = newView(em, viewer, input.name, filter ?? {});
    applyWords(em, view, input);
    return view.id;
  });
}

/** Changes a view. Throws a `Refusal` where it is locked, was changed since, or the filter is none. */
export async function updateView(
  { context, viewer, schema }: Writing,
  input: UpdateViewInput,
): Promise<string> {
  const seen = await readView(context, viewer, input.viewId);
  if (!seen.isMine) throw forbidden();
  const filter = await filterOf({ context, viewer, schema }, input);
  await checkProgramme(context, viewer, input.programmeId);
  return writeViews(context, viewer, ChangeVerb.UPDATE, async (em) => {
    const view = await ownView(em, viewer, input.viewId);
    if (view.isLocked) throw new Refusal(new ViewLocked(context.locale));
    if (view.version !== input.expectedVersion) throw new Refusal(new StaleView(context.locale));
    if (input.name) view.name = input.name.trim();
    if (filter) view.filter = { version: filterVersion, filter };
    applyWords(em, view, input);
    return view.id;
  });
}

/** Shares a view, or takes it back to oneself. */
export async function shareView(
  { context, viewer }: Writing,
  viewId: string,
  sharing: ViewSharing,
): Promise<string> {
  const seen = await readView(context, viewer, viewId);
  if (!seen.isMine) throw forbidden();
  return writeViews(context, viewer, ChangeVerb.UPDATE, async (em) => {
    const view = await ownView(em, viewer, viewId);
    if (view.isLocked) throw new Refusal(new ViewLocked(context.locale));
    view.sharing = sharing;
    return view.id;
  });
}

/** Locks or unlocks a view. */
export async function setLock(
  { context, viewer }: Writing,
  viewId: string,
  isLocked: boolean,
): Promise<string> {
  const seen = await readView(context, viewer, viewId);
  if (!seen.viewerCanLock) throw forbidden();
  return writeViews(context, viewer, ChangeVerb.UPDATE, async (em) => {
    const view = await em.findOne(View, { id: viewId });
    if (!view) throw notFound("view");
    view.isLocked = isLocked;
    return view.id;
  });
}

/** Deletes a view, with everybody's places for it. Its last state stays in the log. */
export async function deleteView({ context, viewer }: Writing, viewId: string): Promise<string> {
  const seen = await readView(context, viewer, viewId);
  if (!seen.viewerCanLock) throw forbidden();
  return writeViews(context, viewer, ChangeVerb.REMOVE, async (em) => {
    const view = await em.findOne(View, { id: viewId });
    if (!view) throw notFound("view");
    if (view.isLocked) throw new Refusal(new ViewLocked(context.locale));
    em.remove(view);
    await em.nativeDelete(ViewPlace, { viewId });
    return viewId;
  });
}

/** Makes a view of one's own that is as another. */
export async function duplicateView(
  { context, viewer }: Writing,
  viewId: string,
  name: string | null,
): Promise<string> {
  const seen = await readView(context, viewer, viewId);
  return writeViews(context, viewer, ChangeVerb.CREATE, async (em) => {
    const view = newView(em, viewer, name ?? seen.name, seen.filterJson);
    const { description, layout, columns, lanes, orderBy, tableColumns, programmeId } = seen;
    applyWords(em, view, { description, layout, columns, lanes, orderBy, tableColumns, programmeId });
    return view.id;
  });
}

function writeViews<Result>(
  { em, clock }: Context,
  { personId: actorId }: Viewer,
  verb: ChangeVerb,
  work: (em: EntityManager) => Promise<Result>,
): Promise<Result> {
  return write(em, { chain: ACCOUNTS_CHAIN, actorId, verb, at: clock.now() }, work);
}

function newView(em: EntityManager, { personId }: Viewer, name: string, filter: JsonObject): View {
  const owner = em.getReference(Person, personId);
  const view = em.create(
    View,
    { id: newId("view"), owner, name: name.trim(), filter: { version: filterVersion, filter } },
    { partial: true },
  );
  em.persist(view);
  return view;
}

async function ownView(em: EntityManager, { personId }: Viewer, id: string): Promise<View> {
  const view = await em.findOne(View, { id, owner: personId });
  if (!view) throw notFound("view");
  return view;
}

type Words = Pick<ViewRow, "description" | "lanes" | "programmeId"> &
  Partial<Pick<View, "layout" | "columns" | "orderBy" | "tableColumns">>;
type GivenWords = { [Name in keyof Words]?: Words[Name] | null | undefined };

/** What is left out stays; null takes away what may be missing. */
function applyWords(em: EntityManager, view: View, words: GivenWords): void {
  const { description, layout, columns, lanes, orderBy, tableColumns, programmeId } = words;
  if (description !== undefined) view.description = description?.trim() || null;
  if (lanes !== undefined) view.lanes = lanes;
  if (programmeId !== undefined)
    view.programme = programmeId ? em.getReference(Programme, programmeId) : null;
  view.layout = layout ?? view.layout;
  view.columns = columns ?? view.columns;
  view.orderBy = orderBy?.map(({ field, direction }) => ({ field, direction })) ?? view.orderBy;
  view.tableColumns = tableColumns ?? view.tableColumns;
}

/** The filter that was given, canonical; null where none was. Throws a `Refusal` for one that is none. */
async function filterOf(
  { context, viewer, schema }: Writing,
  { filter, filterText }: GivenFilter,
): Promise<JsonObject | null> {
  const hasText = filterText !== null && filterText !== undefined;
  if (filter && hasText) throw badInput("filter: expected filter or filterText, found both");
  if (!filter && !hasText) return null;
  const read = filter
    ? readFilterInput(schema, context, filter)
    : await readFilterText(context, viewer, schema, filterText ?? "");
  if (read.errors.length > 0) throw new Refusal(new InvalidViewFilter(read.errors, context.locale));
  return read.filter;
}

async function checkProgramme(context: Context, viewer: Viewer, programmeId?: string | null): Promise<void> {
  if (!programmeId) return;
  requireProgramme(viewer, programmeId);
  if (!(await readProgramme(context, programmeId))) throw notFound("programme");
}
