import { Arg, Ctx, FieldResolver, ID, Resolver, Root, Subscription } from "type-graphql";
import type { Context } from "../../context.js";
import { forbidden, notFound } from "../../graphql/coded-error.js";
import { PersonRow } from "../people/person.row.js";
import { readPerson } from "../people/read-people.js";
import { requireProgramme, requireReader } from "../programmes/programme.policy.js";
import { readProgramme } from "../programmes/read-programmes.js";
import { BoardReaders } from "./board-readers.row.js";
import type { Readers } from "./presence.js";

const mostNamed = 20;

@Resolver(() => BoardReaders)
export class PresenceResolver {
  @Subscription(() => BoardReaders, {
    description:
      "Who is looking at a board: whoever subscribes is counted among them for as long as it lasts. Comes at once and after each change. For browsers: a token reads for nobody, and gets FORBIDDEN.",
    subscribe: async ({ args, context }: { args: { programmeId: string }; context: Context }) =>
      follow(args.programmeId, context),
  })
  boardReaders(
    @Root() readers: Readers,
    @Ctx() context: Context,
    @Arg("programmeId", () => ID, { description: "Whose board." }) _programmeId: string,
  ): BoardReaders {
    requireProgramme(requireReader(context), readers.programmeId);
    return Object.assign(new BoardReaders(), readers);
  }

  @FieldResolver(() => [PersonRow], { description: "Up to 20 of them, whoever came first comes first." })
  async people(@Root() { personIds }: BoardReaders, @Ctx() context: Context): Promise<PersonRow[]> {
    const found = await Promise.all(personIds.slice(0, mostNamed).map((id) => readPerson(context, id)));
    return found.filter((person) => person !== null);
  }
}

async function follow(programmeId: string, context: Context): Promise<AsyncIterableIterator<Readers>> {
  const viewer = requireReader(context);
  if (viewer.sessionId === null) throw forbidden();
  requireProgramme(viewer, programmeId);
  if (!(await readProgramme(context, programmeId))) throw notFound("programme");
  return context.presence.follow(programmeId, viewer.personId);
}
