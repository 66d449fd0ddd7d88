import type { EntityManager } from "@mikro-orm/core";
import { Arg, Ctx, Extensions, Field, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { unauthenticated } from "../../graphql/coded-error.js";
import { Problem } from "../../graphql/problem.js";
import { orProblem, Refusal } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import { write } from "../../log/write.js";
import { hashChosenPassword } from "./choose-password.js";
import { attempt } from "./attempt-price.js";
import { isPassword } from "./password.js";
import { heldAnew, Person } from "../people/person.entity.js";
import { PersonRow } from "../people/person.row.js";
import { readPeople } from "../people/read-people.js";
import { Session } from "./session.entity.js";
import { ChangePasswordInput, SignInInput } from "./session.inputs.js";
import {
  AccountLocked,
  ChangePasswordResult,
  InvalidCredentials,
  SignInResult,
  WeakPassword,
} from "./session.problems.js";
import { isOutworn, startSession } from "./session-tokens.js";
import { refuseUnknown } from "./unknown-names.js";
import { showViewer, viewerFrom } from "./show-viewer.js";
import { ViewerRow } from "./viewer.row.js";

@ObjectType({ description: "One of the sample's people, for trying the demo." })
class DemoAccount {
  @Field(() => PersonRow, { description: "The person." })
  person!: PersonRow;

  @Field(() => String, { description: "The demo's password; the demo serves this machine alone." })
  password!: string;
}

@Resolver()
export class SessionResolver {
  @Query(() => ViewerRow, { nullable: true, description: "Whoever is signed in; null when nobody is." })
  async viewer(@Ctx() context: Context): Promise<ViewerRow | null> {
    return context.viewer ? showViewer(context, context.viewer) : null;
  }

  @Query(() => [DemoAccount], {
    description: "The sample's people with their password; empty outside the demo.",
  })
  async demoAccounts(@Ctx() { rows, demoPassword: password }: Context): Promise<DemoAccount[]> {
    if (password === null) return [];
    return (await readPeople(rows)).map((person) => ({ person, password }));
  }

  @Extensions({ price: attempt })
  @Mutation(() => SignInResult, { description: "Signs in and sets the session cookie." })
  async signIn(
    @Arg("input", () => SignInInput) input: SignInInput,
    @Ctx() context: Context,
  ): Promise<typeof SignInResult> {
    const { em, sessionRules } = context;
    const name = input.name.trim();
    const person = await em.findOne(Person, { name, disabledAt: null });
    const now = new Date();
    const begun = await ifPasswordIs(
      context,
      { name, person, password: input.password, now },
      (em, person) => {
        person.recordSignIn(now);
        return { person, token: startSession(em, person, context, now) };
      },
    );
    if (begun instanceof Problem) return begun;
    context.setSessionCookie(begun.token);
    const mustChange =
      begun.person.mustChangePassword ||
      isOutworn(begun.person.passwordChangedAt, sessionRules, now.getTime());
    return showViewer(context, viewerFrom(begun.person, mustChange));
  }

  @Mutation(() => Boolean, { description: "Ends the session; true also when there was none." })
  async signOut(@Ctx() context: Context): Promise<boolean> {
    const id = context.viewer?.sessionId;
    if (id) await context.em.nativeDelete(Session, { id });
    context.setSessionCookie(null);
    return true;
  }

  @Extensions({ price: attempt })
  @Mutation(() => ChangePasswordResult, {
    description:
      "Replaces the viewer's password, and ends their other sessions; their access tokens go on until `revokeToken`.",
  })
  async changePassword(
    @Arg("input", () => ChangePasswordInput) input: ChangePasswordInput,
    @Ctx() context: Context,
  ): Promise<typeof ChangePasswordResult> {
    const { em, viewer, clock } = context;
    if (!viewer?.sessionId) throw unauthenticated();
    const person = await em.findOneOrFail(Person, viewer.personId);
    const tried = { name: person.name, person, password: input.currentPassword, now: new Date() };
    const checked = await ifPasswordIs(context, tried, (_em, { passwordHash }) => passwordHash);
    if (checked instanceof Problem) return checked;
    const passwordHash = await orProblem([WeakPassword], () =>
      hashChosenPassword(context, person.id, input.newPassword),
    );
    if (passwordHash instanceof WeakPassword) return passwordHash;
    const attribution = {
      chain: ACCOUNTS_CHAIN,
      actorId: viewer.personId,
      verb: ChangeVerb.UPDATE,
      at: clock.now(),
    };
    const changed = await orProblem([InvalidCredentials], () =>
      write(em, attribution, async (em) => {
        const person = await em.findOneOrFail(Person, viewer.personId, heldAnew);
        // Whoever got another password meanwhile had it from somebody who took the account back.
        if (person.passwordHash !== checked) throw new Refusal(new InvalidCredentials(context.locale));
        person.givePassword(passwordHash, { oneTime: false, now: new Date() });
        await em.nativeDelete(Session, { person: person.id, id: { $ne: viewer.sessionId } });
      }),
    );
    return changed ?? showViewer(context, { ...viewer, mustChangePassword: false });
  }
}

/** A try at somebody's password; `person` is who has the name, null for nobody. */
interface Tried {
  name: string;
  person: Person | null;
  password: string;
  now: Date;
}

/**
 * Does what a right password lets somebody do, in one transaction that holds the person; gives the problem to answer
 * with for a wrong one, and counts it. Tries that come at the same time are counted one by one, and a right one that
 * was overtaken by the lock, by another password or by being disabled is not let in.
 */
async function ifPasswordIs<Done>(
  context: Context,
  { name, person, password, now }: Tried,
  then: (em: EntityManager, person: Person) => Done,
): Promise<Done | InvalidCredentials | AccountLocked> {
  const { em, locale } = context;
  const locked = (person: Person) =>
    person.isLocked(now) && person.lockedUntil ? new AccountLocked(person.lockedUntil, now, locale) : null;
  const lockedBefore = person && locked(person);
  if (lockedBefore) {
    await isPassword(password, null);
    return lockedBefore;
  }
  const checked = person?.passwordHash ?? null;
  const right = await isPassword(password, checked);
  if (!person || !checked) return refuseUnknown(context, name, now);
  return em.transactional(async (em) => {
    const current = await em.findOneOrFail(Person, person.id, heldAnew);
    const lockedMeanwhile = locked(current);
    if (lockedMeanwhile) return lockedMeanwhile;
    if (right && current.passwordHash === checked && !current.disabledAt) return then(em, current);
    await em.nativeUpdate(Person, { id: current.id }, current.afterFailedSignIn(now));
    return new InvalidCredentials(locale);
  });
}
