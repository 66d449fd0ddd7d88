import type { Context } from "../../context.js";
import { fromJson, placeholders } from "../../database/rows.js";
import { notFound } from "../../graphql/coded-error.js";
import { visibleProgrammes } from "../programmes/programme.policy.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { canonicalTaskFilter } from "./filter-language/canonical-filter.js";
import { readyMadeViews, type ReadyMadeView } from "./ready-made-views.js";
import type { StoredFilter } from "./view.entity.js";
import { ViewSharing } from "./view.enum.js";
import {
  mayDeleteView,
  mayEditView,
  mayLockView,
  maySeeView,
  officesOf,
  type ViewStanding,
} from "./view.policy.js";
import { ViewRow } from "./view.row.js";

interface ViewColumns extends ViewStanding {
  id: string;
  version: number;
  name: string;
  filter: unknown;
  orderBy: unknown;
  tableColumns: unknown;
}

interface Place {
  viewId: string;
  rank: string | null;
  isFollowed: boolean | number;
}

const viewSelect = `select v.id, v.version, v.owner_id "ownerId", o.office_id "officeId", v.programme_id "programmeId", v.name,
  v.description, v.filter, v.layout, v.columns, v.lanes, v.order_by "orderBy", v.table_columns "tableColumns", v.sharing,
  v.is_locked "isLocked" from "view" v join person o on o.id = v.owner_id`;

/** How many views one person sees at most. */
const mostViews = 500;

/**
 * All views that are there for a viewer: in the order that they put them, then what they never moved: the ready-made
 * ones, their own and what is shared with them, the oldest first.
 */
export async function readViews(context: Context, viewer: Viewer): Promise<ViewRow[]> {
  const offices = await officesOf(context.rows, viewer);
  const shared = `v.sharing = 'EVERYONE' or (v.sharing = 'OFFICE' and o.office_id in (${placeholders(offices)}))`;
  const programmes = visibleProgrammes(viewer, "v.programme_id");
  const found = await context.rows.all<ViewColumns>(
    `${viewSelect} where (v.owner_id = ? or ${shared}) and (v.programme_id is null or ${programmes.sql})
      order by v.id limit ${mostViews}`,
    [viewer.personId, ...offices, ...programmes.parameters],
  );
  const places = await placesOf(context, viewer);
  const stored = found
    .filter((view) => maySeeView(viewer, view, offices))
    .map((view) => viewRow(view, viewer, places));
  const views = [...readyMadeViews.map((view) => readyMadeRow(view, context, viewer, places)), ...stored];
  const moved = views.filter(({ rank }) => rank !== null);
  moved.sort((one, other) => (one.rank! < other.rank! ? -1 : 1));
  return [...moved, ...views.filter(({ rank }) => rank === null)];
}

/** The view with this id. Throws NOT_FOUND for one that there is not, or not for this viewer. */
export async function readView(context: Context, viewer: Viewer, id: string): Promise<ViewRow> {
  const places = await placesOf(context, viewer);
  const readyMade = readyMadeViews.find((view) => view.id === id);
  if (readyMade) return readyMadeRow(readyMade, context, viewer, places);
  const view = await context.rows.first<ViewColumns>(`${viewSelect} where v.id = ?`, [id]);
  if (!view || !maySeeView(viewer, view, await officesOf(context.rows, viewer))) throw notFound("view");
  return viewRow(view, viewer, places);
}

async function placesOf({ rows }: Context, { personId }: Viewer): Promise<Map<string, Place>> {
  const select = `select view_id "viewId", rank, is_followed "isFollowed" from view_place where person_id = ?`;
  const places = await rows.all<Place>(select, [personId]);
  return new Map(places.map((place) => [place.viewId, place]));
}

function viewRow(view: ViewColumns, viewer: Viewer, places: Map<string, Place>): ViewRow {
  const { filter, officeId: _, ...columns } = view;
  return Object.assign(new ViewRow(), columns, placeIn(places, view.id), {
    // PostgreSQL keeps no order of keys.
    filterJson: canonicalTaskFilter(fromJson<StoredFilter>(filter).filter),
    orderBy: fromJson(view.orderBy),
    tableColumns: fromJson(view.tableColumns),
    isReadyMade: false,
    isLocked: Boolean(view.isLocked),
    isMine: view.ownerId === viewer.personId,
    viewerCanEdit: mayEditView(viewer, view),
    viewerCanLock: mayLockView(viewer, view),
    viewerCanDelete: mayDeleteView(viewer, view),
  });
}

function readyMadeRow(
  { name, description, filter, ...view }: ReadyMadeView,
  { locale }: Context,
  _viewer: Viewer,
  places: Map<string, Place>,
): ViewRow {
  return Object.assign(new ViewRow(), view, placeIn(places, view.id), {
    name: name[locale],
    description: description[locale],
    filterJson: filter,
    tableColumns: [],
    sharing: ViewSharing.EVERYONE,
    isReadyMade: true,
    isLocked: true,
    isMine: false,
    viewerCanEdit: false,
    viewerCanLock: false,
    viewerCanDelete: false,
    version: 1,
    ownerId: null,
    programmeId: null,
  });
}

function placeIn(places: Map<string, Place>, id: string) {
  const { rank = null, isFollowed = false } = places.get(id) ?? {};
  return { rank, isFollowed: Boolean(isFollowed) };
}
