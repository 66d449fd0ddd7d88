import type { EntityManager } from "@mikro-orm/core";
import { Arg, Ctx, Extensions, Mutation, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { newId } from "../../database/record.entity.js";
import { statementsOf } from "../../database/statements.js";
import { badInput } from "../../graphql/coded-error.js";
import { orProblem, Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import { write } from "../../log/write.js";
import { Person } from "../people/person.entity.js";
import { hasAccounts } from "../people/read-first-account.js";
import { Role } from "../people/role.enum.js";
import { attempt } from "./attempt-price.js";
import { weaknessOf } from "./choose-password.js";
import { hashPassword } from "./password.js";
import { WeakPassword } from "./session.problems.js";
import { startSession } from "./session-tokens.js";
import { isSetUpToken } from "./set-up-key.js";
import { SetUpInput } from "./set-up.inputs.js";
import { AlreadySetUp, SetUpLinkInvalid, SetUpResult } from "./set-up.problems.js";
import { showViewer, viewerFrom } from "./show-viewer.js";

@Resolver()
export class SetUpResolver {
  @Query(() => Boolean, {
    description:
      "Whether nobody has an account yet: the link that the server printed at its start makes the first.",
  })
  async needsSetUp(@Ctx() { rows }: Context): Promise<boolean> {
    return !(await hasAccounts(rows));
  }

  @Extensions({ price: attempt })
  @Mutation(() => SetUpResult, {
    description: "Makes the first account, an administrator's, while there is none, and signs in.",
  })
  async setUp(
    @Arg("input", () => SetUpInput) input: SetUpInput,
    @Ctx() context: Context,
  ): Promise<typeof SetUpResult> {
    const { rows, locale, secret } = context;
    const name = input.name.trim();
    if (await hasAccounts(rows)) return new AlreadySetUp(locale);
    if (!isSetUpToken(input.token, secret, new Date())) return new SetUpLinkInvalid(locale);
    if (!name) throw badInput("input.name: expected a name");
    const weakness = weaknessOf(input.password, name);
    if (weakness) return new WeakPassword(weakness, locale);
    const passwordHash = await hashPassword(input.password);
    return orProblem([AlreadySetUp], async () => {
      const { person, token } = await makeFirst(context, name, passwordHash);
      context.setSessionCookie(token);
      return showViewer(context, viewerFrom(person, false));
    });
  }
}

/** Makes the first administrator and their session, in one transaction. Throws {@link AlreadySetUp} for whoever is second. */
async function makeFirst(context: Context, name: string, passwordHash: string) {
  const { em, clock, locale } = context;
  const now = new Date();
  const attribution = { chain: ACCOUNTS_CHAIN, actorId: null, verb: ChangeVerb.CREATE, at: clock.now() };
  return write(em, attribution, async (em, attribution) => {
    // The chain is held: of two who come at the same time the second sees the first one's account.
    if (await hasAccounts(statementsOf(em))) throw new Refusal(new AlreadySetUp(locale));
    const known = await em.findOne(Person, { name });
    if (known) attribution.verb = ChangeVerb.UPDATE;
    const person = known ?? newPerson(em, name);
    attribution.actorId = person.id;
    person.role = Role.ADMIN;
    person.disabledAt = null;
    person.givePassword(passwordHash, { oneTime: false, now });
    person.recordSignIn(now);
    return { person, token: startSession(em, person, context, now) };
  });
}

/** Somebody whom no notice has named yet. */
function newPerson(em: EntityManager, name: string): Person {
  const person = em.create(Person, { id: newId("person"), name }, { partial: true });
  em.persist(person);
  return person;
}
