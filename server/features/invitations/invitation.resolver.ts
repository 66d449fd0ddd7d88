import { Arg, Ctx, FieldResolver, Query, Resolver, Root } from "type-graphql";
import type { Context } from "../../context.js";
import { notFound } from "../../graphql/coded-error.js";
import { PersonRow } from "../people/person.row.js";
import { readPerson } from "../people/read-people.js";
import { InvitationGreeting, InvitationRow } from "./invitation.row.js";
import { readOpenInvitation } from "./read-invitations.js";

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
