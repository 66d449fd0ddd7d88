import type { Context } from "../../context.js";
import { notFound } from "../../graphql/coded-error.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import { write } from "../../log/write.js";
import type { Viewer } from "../sessions/viewer.policy.js";
import { Invitation } from "./invitation.entity.js";

/** Makes an invitation's link useless; one that is so already stays as it is. Throws NOT_FOUND. */
export function revokeInvitation(
  { em, clock }: Context,
  { personId: actorId }: Viewer,
  invitationId: string,
): Promise<string> {
  const attribution = { chain: ACCOUNTS_CHAIN, actorId, verb: ChangeVerb.REVOKE, at: clock.now() };
  return write(em, attribution, async (em) => {
    const invitation = await em.findOne(Invitation, { id: invitationId }, { refresh: true });
    if (!invitation) throw notFound("invitation");
    if (invitation.isOpen(new Date())) invitation.revokedAt = new Date();
    return invitation.id;
  });
}
