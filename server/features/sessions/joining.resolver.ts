import { Arg, Ctx, Extensions, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { orProblem } from "../../graphql/refusal.js";
import { acceptInvitation } from "./accept-invitation.js";
import { attempt } from "./attempt-price.js";
import { AcceptInvitationInput } from "./session.inputs.js";
import { AcceptInvitationResult, InvitationNotValid, WeakPassword } from "./session.problems.js";
import { showViewer, viewerFrom } from "./show-viewer.js";

@Resolver()
export class JoiningResolver {
  @Extensions({ price: attempt })
  @Mutation(() => AcceptInvitationResult, {
    description:
      "Makes the account that an invitation is for, or gives it another password, and signs in: sets the session cookie. Ends the sessions that the account had; its access tokens go on: `Viewer.tokens` shows them, `revokeToken` ends them.",
  })
  async acceptInvitation(
    @Arg("input", () => AcceptInvitationInput) input: AcceptInvitationInput,
    @Ctx() context: Context,
  ): Promise<typeof AcceptInvitationResult> {
    const accepted = await orProblem([InvitationNotValid, WeakPassword], () =>
      acceptInvitation(context, input),
    );
    if (accepted instanceof InvitationNotValid || accepted instanceof WeakPassword) return accepted;
    context.setSessionCookie(accepted.sessionToken);
    return showViewer(context, viewerFrom(accepted.person, false));
  }
}
