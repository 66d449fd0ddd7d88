import { Arg, Ctx, Mutation, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { notFound } from "../../graphql/coded-error.js";
import { Problem } from "../../graphql/problem.js";
import { orProblem } from "../../graphql/refusal.js";
import { once } from "../../log/once.js";
import { InvitationLink } from "../invitations/invitation.row.js";
import { readInvitation } from "../invitations/read-invitations.js";
import { disablePerson, enablePerson } from "./disable-person.js";
import { invitePerson } from "./invite-person.js";
import { InvitePersonInput, PersonInput, UpdatePersonInput } from "./person.inputs.js";
import { requireAdministrator } from "./person.policy.js";
import {
  DisablePersonResult,
  inviteProblems,
  InvitePersonResult,
  LastAdministrator,
  StalePerson,
  updateProblems,
  UpdatePersonResult,
} from "./person.problems.js";
import { PersonRow } from "./person.row.js";
import { readPerson } from "./read-people.js";
import { updatePerson } from "./update-person.js";

/** What administrators do with people and their accounts. */
@Resolver()
export class AdministrationResolver {
  @Mutation(() => InvitePersonResult, {
    description:
      "Makes a link by which a person makes an account, or gives it another password; it is shown this once, works once and for 7 days. Links that they had before work no more. Another password ends the account's sessions and leaves its access tokens: `disablePerson` stops those too. For administrators; a token needs the scope ADMIN, and is FORBIDDEN what is about an administrator or a supervisor.",
  })
  async invitePerson(
    @Arg("input", () => InvitePersonInput) input: InvitePersonInput,
    @Ctx() context: Context,
  ): Promise<typeof InvitePersonResult> {
    const viewer = requireAdministrator(context);
    const made = await orProblem(inviteProblems, () => invitePerson(context, viewer, input));
    if (made instanceof Problem) return made;
    const invitation = await readInvitation(context.rows, made.invitationId);
    if (!invitation) throw notFound("invitation");
    return Object.assign(new InvitationLink(), { invitation, url: made.url });
  }

  @Mutation(() => UpdatePersonResult, {
    description:
      "Changes a person's name, role or office. For administrators; a token needs the scope ADMIN, and is FORBIDDEN what is about an administrator or a supervisor.",
  })
  async updatePerson(
    @Arg("input", () => UpdatePersonInput) input: UpdatePersonInput,
    @Ctx() context: Context,
  ): Promise<typeof UpdatePersonResult> {
    const viewer = requireAdministrator(context);
    const updated = await orProblem(updateProblems, () =>
      once(context, viewer, "updatePerson", input, () => updatePerson(context, viewer, input)),
    );
    if (updated instanceof StalePerson) updated.person = await shownPerson(context, input.personId);
    return updated instanceof Problem ? updated : shownPerson(context, updated);
  }

  @Mutation(() => DisablePersonResult, {
    description:
      "Shuts a person out: their sessions end and their tokens and links are useless at once; what they did stays. For administrators; a token needs the scope ADMIN, and is FORBIDDEN what is about an administrator or a supervisor.",
  })
  async disablePerson(
    @Arg("input", () => PersonInput) input: PersonInput,
    @Ctx() context: Context,
  ): Promise<typeof DisablePersonResult> {
    const viewer = requireAdministrator(context);
    const disabled = await orProblem([LastAdministrator], () =>
      once(context, viewer, "disablePerson", input, () => disablePerson(context, viewer, input.personId)),
    );
    return disabled instanceof Problem ? disabled : shownPerson(context, disabled);
  }

  @Mutation(() => PersonRow, {
    description:
      "Lets a person in again, with the password that they had. For administrators; a token needs the scope ADMIN, and is FORBIDDEN what is about an administrator or a supervisor.",
  })
  async enablePerson(
    @Arg("input", () => PersonInput) input: PersonInput,
    @Ctx() context: Context,
  ): Promise<PersonRow> {
    const viewer = requireAdministrator(context);
    const id = await once(context, viewer, "enablePerson", input, () =>
      enablePerson(context, viewer, input.personId),
    );
    return shownPerson(context, id);
  }
}

async function shownPerson(context: Context, id: string): Promise<PersonRow> {
  const person = await readPerson(context, id);
  if (!person) throw notFound("person");
  return person;
}
