import { LockMode } from "@mikro-orm/core";
import { Arg, Ctx, Extensions, Field, Mutation, ObjectType, Query, Resolver } from "type-graphql";
import type { Context } from "../../context.js";
import { unauthenticated } from "../../graphql/coded-error.js";
import { orProblem } from "../../graphql/refusal.js";
import { ChangeVerb } from "../../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import { write } from "../../log/write.js";
import { hashChosenPassword } from "./choose-password.js";
import { attempt } from "./attempt-price.js";
import { isPassword } from "./password.js";
import { Person } from "../people/person.entity.js";
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
    const { em, locale, sessionRules } = context;
    const name = input.name.trim();
    const person = await em.findOne(Person, { name, disabledAt: null });
    const now = new Date();
    const refused = await checkPassword(context, name, person, input.password, now);
    if (refused || !person) return refused ?? new InvalidCredentials(locale);
    const token = startSession(em, person, context, now);
    person.recordSignIn(now);
    await em.flush();
    context.setSessionCookie(token);
    const mustChange =
      person.mustChangePassword || isOutworn(person.passwordChangedAt, sessionRules, now.getTime());
    return showViewer(context, viewerFrom(person, mustChange));
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
    description: "Replaces the viewer's password, and ends their other sessions.",
  })
  async changePassword(
    @Arg("input", () => ChangePasswordInput) input: ChangePasswordInput,
    @Ctx() context: Context,
  ): Promise<typeof ChangePasswordResult> {
    const { em, viewer, clock } = context;
    if (!viewer?.sessionId) throw unauthenticated();
    const person = await em.findOneOrFail(Person, viewer.personId);
    const refused = await checkPassword(context, person.name, person, input.currentPassword, new Date());
    if (refused) return refused;
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
    await write(em, attribution, async (em) => {
      const person = await em.findOneOrFail(Person, viewer.personId);
      person.givePassword(passwordHash, { oneTime: false, now: new Date() });
      await em.nativeDelete(Session, { person: person.id, id: { $ne: viewer.sessionId } });
    });
    return showViewer(context, { ...viewer, mustChangePassword: false });
  }
}

/**
 * Checks a password and counts the failures; the problem to answer with, or null when it is right. Tries that come
 * at the same time are counted one by one, and a right one that was overtaken by the lock is not let in.
 */
async function checkPassword(
  context: Context,
  name: string,
  person: Person | null,
  password: string,
  now: Date,
): Promise<InvalidCredentials | AccountLocked | null> {
  const { em, locale } = context;
  const locked = (person: Person) =>
    person.isLocked(now) && person.lockedUntil ? new AccountLocked(person.lockedUntil, now, locale) : null;
  const lockedBefore = person && locked(person);
  if (lockedBefore) {
    await isPassword(password, null);
    return lockedBefore;
  }
  const right = await isPassword(password, person?.passwordHash ?? null);
  if (!person?.passwordHash) return refuseUnknown(context, name, now);
  return em.transactional(async (em) => {
    const lock = { lockMode: LockMode.PESSIMISTIC_WRITE, refresh: true } as const;
    const current = await em.findOneOrFail(Person, person.id, lock);
    const lockedMeanwhile = locked(current);
    if (lockedMeanwhile || right) return lockedMeanwhile;
    await em.nativeUpdate(Person, { id: current.id }, current.afterFailedSignIn(now));
    return new InvalidCredentials(locale);
  });
}
