import type { Context } from "../../context.js";
import { newId } from "../../database/record.entity.js";
import { notFound } from "../../graphql/coded-error.js";
import { generateKeyBetween, generateNKeysBetween } from "fractional-indexing";
import { Person } from "../people/person.entity.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { readView, readViews } from "./read-views.js";
import { ViewPlace } from "./view-place.entity.js";
import type { MoveViewInput } from "./view.inputs.js";

/** Follows a view, or no longer. Not logged: what somebody looks at is nobody else's to know. */
export async function setFollowed(
  context: Context,
  viewer: Viewer,
  viewId: string,
  isFollowed: boolean,
): Promise<void> {
  await readView(context, viewer, viewId);
  await context.em.transactional(async (em) => {
    const place = await placeOf(em, viewer, viewId);
    place.isFollowed = isFollowed;
  });
}

/**
 * Puts a view beside another among those that the viewer sees, or at the end. The first time, all of them get a place;
 * then one does.
 */
export async function moveView(context: Context, viewer: Viewer, input: MoveViewInput): Promise<void> {
  const { viewId, beforeViewId, afterViewId } = input;
  const views = await readViews(context, viewer);
  const ids = views.map(({ id }) => id);
  for (const id of [viewId, beforeViewId, afterViewId]) if (id && !ids.includes(id)) throw notFound("view");
  const others = views.filter(({ id }) => id !== viewId);
  const at = placeAmong(
    others.map(({ id }) => id),
    beforeViewId,
    afterViewId,
  );
  const isPlaced = others.every(({ rank }) => rank !== null);
  const ranks = isPlaced
    ? [[viewId, generateKeyBetween(others[at - 1]?.rank ?? null, others[at]?.rank ?? null)] as const]
    : spread([...others.slice(0, at).map(({ id }) => id), viewId, ...others.slice(at).map(({ id }) => id)]);
  await context.em.transactional(async (em) => {
    for (const [id, rank] of ranks) (await placeOf(em, viewer, id)).rank = rank;
  });
}

function placeAmong(ids: string[], before?: string | null, after?: string | null): number {
  if (before) return Math.max(0, ids.indexOf(before));
  return after ? ids.indexOf(after) + 1 : ids.length;
}

function spread(ids: string[]): (readonly [string, string])[] {
  const ranks = generateNKeysBetween(null, null, ids.length);
  return ids.map((id, index) => [id, ranks[index]!] as const);
}

async function placeOf(em: Context["em"], { personId }: Viewer, viewId: string): Promise<ViewPlace> {
  const found = await em.findOne(ViewPlace, { person: personId, viewId });
  if (found) return found;
  const person = em.getReference(Person, personId);
  const place = em.create(ViewPlace, { id: newId("place"), person, viewId }, { partial: true });
  em.persist(place);
  return place;
}
