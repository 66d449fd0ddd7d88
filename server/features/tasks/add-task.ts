import type { Context } from "../../context.js";
import { newId } from "../../database/record.entity.js";
import { statementsOf } from "../../database/statements.js";
import { badInput, notFound } from "../../graphql/coded-error.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { write } from "../../log/write.js";
import { NamesProgram } from "../../graphql/names-program.js";
import { Person } from "../people/person.entity.js";
import { StageKind } from "../programmes/stage-kind.enum.js";
import { Stage } from "../programmes/stage.entity.js";
import { Project } from "../projects/project.entity.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { programAmong } from "../tokens/token.policy.js";
import { ranksAt } from "./place-task.js";
import { periodOfDays } from "./reschedule-tasks.js";
import { Task } from "./task.entity.js";
import type { AddTaskInput } from "./task.inputs.js";
import { InvalidPeriod } from "./task.problems.js";

/** Adds a card to a project, as its last, in the first PENDING stage. Gives its id. Throws BAD_USER_INPUT for days that make no period
 * and for the account of a program. */
export function addTask(
  context: Context,
  { personId }: Viewer,
  chain: string,
  input: AddTaskInput,
): Promise<string> {
  const attribution = { chain, actorId: personId, verb: ChangeVerb.CREATE, at: context.clock.now() };
  return write(context.em, attribution, async (em) => {
    const project = await em.findOne(
      Project,
      { id: input.projectId, programme: chain },
      { populate: ["programme"] },
    );
    if (!project) throw notFound("project");
    const title = input.title.trim();
    if (!title) throw badInput("title: expected characters that are no spaces");
    const pending = { programme: chain, kind: StageKind.PENDING };
    const stage = await em.findOneOrFail(Stage, pending, { orderBy: { position: "asc" } });
    const ids = [...new Set(input.assigneeIds ?? [])];
    const people = await em.find(Person, { id: ids });
    if (people.length < ids.length) throw notFound("person");
    const program = await programAmong(em, people);
    if (program) throw badInput(`assigneeIds: ${new NamesProgram(program.name, context.locale).message}`);
    const last = await statementsOf(em).first<{ position: number | null }>(
      `select max(position) "position" from task where project_id = ?`,
      [project.id],
    );
    const id = newId("task");
    const [rank] = await ranksAt(em, [id], stage.id, {});
    const { kind, words, ...period } = periodOf(context, input, project.programme.year);
    const task = em.create(Task, {
      id,
      programme: project.programme,
      project,
      stage,
      rank: rank ?? "",
      position: (last?.position ?? 0) + 1,
      title,
      ...period,
      periodKind: kind,
      periodWords: words,
      hints: [],
      needsReview: false,
      attempt: 1,
      reportedAttempt: 0,
      timesReturned: 0,
    });
    task.assignees.set(ids.flatMap((one) => people.find((person) => person.id === one) ?? []));
    em.persist(task);
    return id;
  });
}

function periodOf({ locale }: Context, { startsOn = null, dueOn }: AddTaskInput, year: number) {
  try {
    return periodOfDays({ locale }, { startsOn }, { startsOn, dueOn }, year);
  } catch (error) {
    if (error instanceof Refusal && error.problem instanceof InvalidPeriod)
      throw badInput(`dueOn: ${error.problem.message}`);
    throw error;
  }
}
