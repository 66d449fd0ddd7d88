import { Arg, Args, Ctx, FieldResolver, Mutation, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { notFound } from "../../graphql/coded-error.js";
import { PageArguments, pageOf } from "../../graphql/connection.js";
import { once } from "../../log/once.js";
import { requireAdministrator } from "../people/person.policy.js";
import { PersonRow } from "../people/person.row.js";
import { readPerson } from "../people/read-people.js";
import { InvitationState } from "./invitation.enum.js";
import { RevokeInvitationInput } from "./invitation.inputs.js";
import { InvitationConnection, InvitationGreeting, InvitationRow } from "./invitation.row.js";
import { readInvitation, readInvitations, readOpenInvitation } from "./read-invitations.js";
import { revokeInvitation } from "./revoke-invitation.js";

@Resolver(() => InvitationRow)
export class InvitationResolver {
  @Query(() => InvitationGreeting, {
    nullable: true,
    description:
      "Whom an invitation's link is for; null for one that is unknown, used, revoked or expired: nobody learns which.",
  })
  async invitation(
    @Arg("token", () => String, { description: "What stands after the `#` of the link." }) token: string,
    @Ctx() context: Context,
  ): Promise<InvitationGreeting | null> {
    const found = await readOpenInvitation(context, token);
    if (!found) return null;
    const { name, isReset, expiresAt } = found;
    return Object.assign(new InvitationGreeting(), { name, isReset, expiresAt });
  }

  @Query(() => InvitationConnection, {
    description: "All invitations, the newest first. For administrators; a token needs the scope ADMIN.",
  })
  invitations(
    @Args(() => PageArguments) page: PageArguments,
    @Ctx() context: Context,
    @Arg("state", () => InvitationState, { nullable: true, description: "Only those in this state." })
    state?: InvitationState | null,
  ) {
    requireAdministrator(context);
    return readInvitations(context, pageOf(page), state ?? null);
  }

  @Mutation(() => InvitationRow, {
    description:
      "Makes an invitation's link useless; one that was accepted stays accepted. For administrators; a token needs the scope ADMIN.",
  })
  async revokeInvitation(
    @Arg("input", () => RevokeInvitationInput) input: RevokeInvitationInput,
    @Ctx() context: Context,
  ): Promise<InvitationRow> {
    const viewer = requireAdministrator(context);
    const id = await once(context, viewer, "revokeInvitation", input, () =>
      revokeInvitation(context, viewer, input.invitationId),
    );
    const invitation = await readInvitation(context.rows, id);
    if (!invitation) throw notFound("invitation");
    return invitation;
  }

  @FieldResolver(() => PersonRow, { description: "Whoever is invited." })
  async person(@Root() { personId }: InvitationRow, @Ctx() context: Context): Promise<PersonRow> {
    const person = await readPerson(context, personId);
    if (!person) throw notFound("person");
    return person;
  }

  @FieldResolver(() => PersonRow, {
    nullable: true,
    description: "Whoever made it; null for the command line.",
  })
  invitedBy(
    @Root() { invitedById }: InvitationRow,
    @Ctx() context: Context,
  ): Promise<PersonRow | null> | null {
    return invitedById ? readPerson(context, invitedById) : null;
  }
}
