import { Arg, Ctx, Extensions, FieldResolver, Int, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { notFound, unauthenticated } from "../../graphql/coded-error.js";
import { readSessions } from "./read-sessions.js";
import { Session } from "./session.entity.js";
import { EndSessionInput } from "./session.inputs.js";
import { SessionRow } from "./session.row.js";
import type { Viewer } from "./viewer.policy.js";
import { ViewerRow } from "./viewer.row.js";

/** What everybody does with their own sessions; programs with tokens have none. */
@Resolver(() => ViewerRow)
export class SessionListResolver {
  @Extensions({ perViewer: true, unlogged: true })
  @FieldResolver(() => [SessionRow], {
    description:
      "The viewer's sessions that go on, the one that was used last first; at most 100. Empty for an access token.",
  })
  async sessions(@Ctx() context: Context): Promise<SessionRow[]> {
    const { viewer } = context;
    return viewer?.sessionId ? readSessions(context, viewer) : [];
  }

  @Mutation(() => Boolean, {
    description:
      "Ends one of the viewer's sessions, the current one too; its sockets close within seconds. NOT_FOUND where there is no such session of theirs.",
  })
  async endSession(
    @Arg("input", () => EndSessionInput) { sessionId }: EndSessionInput,
    @Ctx() context: Context,
  ): Promise<boolean> {
    const viewer = requireBrowser(context);
    const ended = await context.em.nativeDelete(Session, { id: sessionId, person: viewer.personId });
    if (ended === 0) throw notFound("session");
    if (sessionId === viewer.sessionId) context.setSessionCookie(null);
    return true;
  }

  @Mutation(() => Int, {
    description: "Ends the viewer's sessions but for the one that asks. Gives how many there were.",
  })
  async endOtherSessions(@Ctx() context: Context): Promise<number> {
    const { personId, sessionId } = requireBrowser(context);
    return context.em.nativeDelete(Session, { person: personId, id: { $ne: sessionId } });
  }
}

/** A person in a browser: sessions are no program's business. Whoever must change their password may end them too. */
function requireBrowser({ viewer }: Context): Viewer {
  if (!viewer?.sessionId) throw unauthenticated();
  return viewer;
}
