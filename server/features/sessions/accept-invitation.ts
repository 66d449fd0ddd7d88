import type { Context } from "../../context.js";
import { Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import { write } from "../../log/write.js";
import { Invitation } from "../invitations/invitation.entity.js";
import { readOpenInvitation } from "../invitations/read-invitations.js";
import { heldAnew, Person } from "../people/person.entity.js";
import { hashChosenPassword } from "./choose-password.js";
import { Session } from "./session.entity.js";
import type { AcceptInvitationInput } from "./session.inputs.js";
import { InvitationNotValid } from "./session.problems.js";
import { startSession } from "./session-tokens.js";

/**
 * Gives whoever holds an invitation's link the account with the password that they chose, and a session. Sessions that
 * the account had end. Of two at the same time the first wins. Throws Refusal with InvitationNotValid or WeakPassword.
 */
export async function acceptInvitation(
  context: Context,
  { token, password }: AcceptInvitationInput,
): Promise<{ person: Person; sessionToken: string }> {
  const { em, locale, clock } = context;
  const open = await readOpenInvitation(context, token);
  if (!open) throw new Refusal(new InvitationNotValid(locale));
  const passwordHash = await hashChosenPassword(context, open.personId, password);
  const attribution = {
    chain: ACCOUNTS_CHAIN,
    actorId: open.personId,
    verb: ChangeVerb.UPDATE,
    at: clock.now(),
  };
  return write(em, attribution, async (em, { done }) => {
    const invitation = await em.findOneOrFail(Invitation, open.id, { refresh: true });
    const person = await em.findOneOrFail(Person, open.personId, heldAnew);
    const now = new Date();
    if (!invitation.isOpen(now) || person.disabledAt) throw new Refusal(new InvitationNotValid(locale));
    invitation.acceptedAt = now;
    done.set(invitation, { verb: ChangeVerb.ACCEPT });
    person.givePassword(passwordHash, { oneTime: false, now });
    person.recordSignIn(now);
    await em.nativeDelete(Session, { person: person.id });
    return { person, sessionToken: startSession(em, person, context, now) };
  });
}
