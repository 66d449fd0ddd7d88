import { Arg, Ctx, Extensions, FieldResolver, Mutation, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { forbidden, notFound } from "../../graphql/coded-error.js";
import { orProblem } from "../../graphql/refusal.js";
import { once } from "../../log/once.js";
import { NamesProgram } from "../../graphql/names-program.js";
import { mayRunProgrammes, requireProgramme, runsProgrammes } from "../programmes/programme.policy.js";
import { requireWriter } from "../sessions/viewer.policy.js";
import { editProject } from "./edit-project.js";
import { EditProjectInput } from "./project.inputs.js";
import { EditProjectResult, StaleProject } from "./project.problems.js";
import { ProjectRow } from "./project.row.js";
import { readProject } from "./read-projects.js";

@Resolver(() => ProjectRow)
export class ProjectResolver {
  @Mutation(() => EditProjectResult, {
    description: "Changes who answers for a project, and its remarks. For supervisors and administrators.",
  })
  async editProject(
    @Arg("input", () => EditProjectInput) input: EditProjectInput,
    @Ctx() context: Context,
  ): Promise<typeof EditProjectResult> {
    const viewer = requireWriter(context);
    const found = await readProject(context.rows, input.projectId);
    if (!found) throw notFound("project");
    requireProgramme(viewer, found.programmeId, "project");
    if (!runsProgrammes(viewer)) throw forbidden();
    const done = await orProblem<string, StaleProject | NamesProgram>([StaleProject, NamesProgram], () =>
      once(context, viewer, "editProject", input, () =>
        editProject(context, viewer, found.programmeId, input),
      ),
    );
    const project = await readProject(context.rows, input.projectId);
    if (!project) throw notFound("project");
    if (typeof done === "string") return project;
    return done instanceof StaleProject ? Object.assign(done, { project }) : done;
  }

  @Extensions({ perViewer: true })
  @FieldResolver(() => Boolean, {
    description: "Whether the viewer may change who answers for it: `editProject`.",
  })
  viewerCanEdit(@Root() _project: ProjectRow, @Ctx() { viewer }: Context): boolean {
    return viewer !== null && mayRunProgrammes(viewer);
  }
}
