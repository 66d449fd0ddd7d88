import type { GraphQLResolveInfo } from "graphql";
import { Arg, Ctx, Info, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { orProblem } from "../../graphql/refusal.js";
import { once } from "../../log/once.js";
import { requireWriter, type Viewer } from "../sessions/viewer.policy.js";
import { moveView, setFollowed } from "./place-views.js";
import { readView, readViews } from "./read-views.js";
import {
  CreateViewInput,
  DuplicateViewInput,
  MoveViewInput,
  ShareViewInput,
  UpdateViewInput,
  ViewInput,
} from "./view.inputs.js";
import {
  createViewProblems,
  CreateViewResult,
  DeletedView,
  deleteViewProblems,
  DeleteViewResult,
  InvalidViewFilter,
  StaleView,
  updateViewProblems,
  UpdateViewResult,
  ViewLocked,
} from "./view.problems.js";
import { ViewRow } from "./view.row.js";
import { createView, deleteView, duplicateView, setLock, shareView, updateView } from "./write-views.js";

/** What is done with views. */
@Resolver()
export class ViewVerbsResolver {
  @Mutation(() => CreateViewResult, { description: "Makes a view of one's own, PRIVATE until it is shared." })
  async createView(
    @Arg("input", () => CreateViewInput) input: CreateViewInput,
    @Ctx() context: Context,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<typeof CreateViewResult> {
    const viewer = requireWriter(context);
    const work = () => createView({ context, viewer, schema }, input);
    const done = await orProblem(createViewProblems, () => once(context, viewer, "createView", input, work));
    return typeof done === "string" ? readView(context, viewer, done) : done;
  }

  @Mutation(() => UpdateViewResult, {
    description: "Changes a view of one's own; what is left out stays as it is.",
  })
  async updateView(
    @Arg("input", () => UpdateViewInput) input: UpdateViewInput,
    @Ctx() context: Context,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<typeof UpdateViewResult> {
    const viewer = requireWriter(context);
    const work = () => updateView({ context, viewer, schema }, input);
    return changed(context, viewer, input.viewId, () => once(context, viewer, "updateView", input, work));
  }

  @Mutation(() => UpdateViewResult, { description: "Says who may look at a view of one's own." })
  async shareView(
    @Arg("input", () => ShareViewInput) input: ShareViewInput,
    @Ctx() context: Context,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<typeof UpdateViewResult> {
    const viewer = requireWriter(context);
    const work = () => shareView({ context, viewer, schema }, input.viewId, input.sharing);
    return changed(context, viewer, input.viewId, () => once(context, viewer, "shareView", input, work));
  }

  @Mutation(() => ViewRow, {
    description:
      "Locks a view, so that nobody changes it by mistake. For its owner; of EVERYONE's, for supervisors too.",
  })
  async lockView(
    @Arg("input", () => ViewInput) input: ViewInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ViewRow> {
    return locked(context, info, input, true);
  }

  @Mutation(() => ViewRow, {
    description: "Unlocks a view. For its owner; of EVERYONE's, for supervisors and administrators too.",
  })
  async unlockView(
    @Arg("input", () => ViewInput) input: ViewInput,
    @Ctx() context: Context,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ViewRow> {
    return locked(context, info, input, false);
  }

  @Mutation(() => ViewRow, { description: "Follows a view: it is among one's own." })
  async followView(
    @Arg("input", () => ViewInput) { viewId }: ViewInput,
    @Ctx() context: Context,
  ): Promise<ViewRow> {
    const viewer = requireWriter(context);
    await setFollowed(context, viewer, viewId, true);
    return readView(context, viewer, viewId);
  }

  @Mutation(() => ViewRow, { description: "Follows a view no longer." })
  async unfollowView(
    @Arg("input", () => ViewInput) { viewId }: ViewInput,
    @Ctx() context: Context,
  ): Promise<ViewRow> {
    const viewer = requireWriter(context);
    await setFollowed(context, viewer, viewId, false);
    return readView(context, viewer, viewId);
  }

  @Mutation(() => [ViewRow], {
    description: "Puts a view elsewhere among one's views; gives them all in their order.",
  })
  async moveView(
    @Arg("input", () => MoveViewInput) input: MoveViewInput,
    @Ctx() context: Context,
  ): Promise<ViewRow[]> {
    const viewer = requireWriter(context);
    await moveView(context, viewer, input);
    return readViews(context, viewer);
  }

  @Mutation(() => ViewRow, {
    description: "Makes a view of one's own that is as another, also as a ready-made one.",
  })
  async duplicateView(
    @Arg("input", () => DuplicateViewInput) input: DuplicateViewInput,
    @Ctx() context: Context,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<ViewRow> {
    const viewer = requireWriter(context);
    const work = () => duplicateView({ context, viewer, schema }, input.viewId, input.name ?? null);
    return readView(context, viewer, await once(context, viewer, "duplicateView", input, work));
  }

  @Mutation(() => DeleteViewResult, {
    description: "Deletes a view. For its owner; of EVERYONE's, for supervisors and administrators too.",
  })
  async deleteView(
    @Arg("input", () => ViewInput) input: ViewInput,
    @Ctx() context: Context,
    @Info() { schema }: GraphQLResolveInfo,
  ): Promise<typeof DeleteViewResult> {
    const viewer = requireWriter(context);
    const work = () => deleteView({ context, viewer, schema }, input.viewId);
    const done = await orProblem(deleteViewProblems, () => once(context, viewer, "deleteView", input, work));
    if (typeof done === "string") return Object.assign(new DeletedView(), { deletedId: done });
    return Object.assign(done, { view: await readView(context, viewer, input.viewId) });
  }
}

async function changed(
  context: Context,
  viewer: Viewer,
  viewId: string,
  work: () => Promise<string>,
): Promise<typeof UpdateViewResult> {
  const done = await orProblem<string, InvalidViewFilter | ViewLocked | StaleView>(updateViewProblems, work);
  if (typeof done === "string") return readView(context, viewer, done);
  if (!(done instanceof ViewLocked || done instanceof StaleView)) return done;
  return Object.assign(done, { view: await readView(context, viewer, viewId) });
}

async function locked(
  context: Context,
  { schema }: GraphQLResolveInfo,
  input: ViewInput,
  isLocked: boolean,
): Promise<ViewRow> {
  const viewer = requireWriter(context);
  const work = () => setLock({ context, viewer, schema }, input.viewId, isLocked);
  const id = await once(context, viewer, isLocked ? "lockView" : "unlockView", input, work);
  return readView(context, viewer, id);
}
