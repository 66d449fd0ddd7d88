import type { EntityManager } from "@mikro-orm/core";
import { readingWithout } from "../../server/commands/make-up-notice.js";
import { newId } from "../../server/database/record.entity.js";
import { applyNotice } from "../../server/features/imports/apply-notice.js";
import { fingerprintOf, newToken } from "../../server/fingerprint.js";
import { Invitation } from "../../server/features/invitations/invitation.entity.js";
import { Office } from "../../server/features/offices/office.entity.js";
import { Person } from "../../server/features/people/person.entity.js";
import { Project } from "../../server/features/projects/project.entity.js";
import { Role } from "../../server/features/people/role.enum.js";
import type { StageKind } from "../../server/features/programmes/stage-kind.enum.js";
import { Stage } from "../../server/features/programmes/stage.entity.js";
import { hashPassword } from "../../server/features/sessions/password.js";
import { Task } from "../../server/features/tasks/task.entity.js";
import { ChangeVerb } from "../../server/log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../server/log/log-head.entity.js";
import { write } from "../../server/log/write.js";
import { Client } from "./client.js";
import { GivenProgramme, noticeOf, type ProgrammePlan } from "./given-programme.js";
import type { Luoshi } from "./luoshi.js";

/** The password of everybody that a test was given. */
export const password = "Everybody-2022";
let passwordHash: Promise<string> | undefined;

const signInMutation = `mutation ($input: SignInInput!) {
  signIn(input: $input) { __typename ... on Problem { code message } }
}`;

interface AccountPlan {
  role?: Role;
  /** The password is to be used once and replaced. */
  oneTime?: boolean;
}

/** What a test begins with. Everything is written as the product writes it. */
export class Given {
  #programmes = 0;
  #people = 0;
  readonly #signedIn = new Map<string, Promise<Client>>();

  constructor(private readonly luoshi: Luoshi) {}

  /** A programme, as importing a notice makes it. */
  async programme(plan: ProgrammePlan = {}): Promise<GivenProgramme> {
    this.#programmes += 1;
    const notice = noticeOf(plan, plan.title ?? `第${this.#programmes}份责任分解表`);
    const applying = { em: this.em(), actorId: null, at: this.luoshi.clock.now(), locale: "zh-CN" } as const;
    const reading = readingWithout(notice);
    return this.programmeWithId(await applyNotice(applying, reading));
  }

  /** A programme that exists already. */
  async programmeWithId(id: string): Promise<GivenProgramme> {
    const em = this.em();
    const stages = await em.find(Stage, { programme: id });
    const tasks = await em.find(Task, { programme: id }, { populate: ["project"] });
    const places = tasks.map((task) => {
      const place = `${task.project.position}.${task.position}`;
      return { id: task.id, projectId: task.project.id, place };
    });
    return new GivenProgramme(id, new Map(stages.map(({ kind, id }) => [kind, id])), places);
  }

  /** A person with an account; made, or found by name and given one. Gives the id. */
  async person(name: string, { role, oneTime = false }: AccountPlan = {}): Promise<string> {
    passwordHash ??= hashPassword(password);
    const hash = await passwordHash;
    return this.writeAccounts(async (em) => {
      let person = await em.findOne(Person, { name });
      if (!person) {
        person = em.create(Person, { id: newId("person"), name, role: Role.VIEWER }, { partial: true });
        em.persist(person);
      }
      if (role) person.role = role;
      person.givePassword(hash, { oneTime, now: new Date() });
      return person.id;
    });
  }

  /** An invitation of a person, made or found by name. Gives the token of its link. */
  async invitation(name: string, { role = Role.VIEWER }: AccountPlan = {}): Promise<string> {
    const token = newToken();
    await this.writeAccounts(async (em) => {
      const found = await em.findOne(Person, { name });
      const person = found ?? em.create(Person, { id: newId("person"), name, role }, { partial: true });
      const fingerprint = fingerprintOf(token, this.luoshi.config.secret);
      const expiresAt = new Date(Date.now() + 7 * 86_400_000);
      const isReset = person.passwordHash !== null;
      const columns = { id: newId("invitation"), person, fingerprint, expiresAt, isReset };
      em.persist([person, em.create(Invitation, columns, { partial: true })]);
    });
    return token;
  }

  /** A name that nobody else has. */
  newName(): string {
    this.#people += 1;
    return `某人${this.#people}`;
  }

  /** Somebody with an account, signed in once for all tests of the file. */
  signedIn(name: string, role?: Role): Promise<Client> {
    let client = this.#signedIn.get(name);
    if (!client) {
      client = this.person(name, { role }).then(() => this.signIn(name));
      this.#signedIn.set(name, client);
    }
    return client;
  }

  /** Somebody of the supervision office. */
  supervisor(): Promise<Client> {
    return this.signedIn("林晓敏", Role.SUPERVISOR);
  }

  /** Somebody who only reads. */
  reader(): Promise<Client> {
    return this.signedIn("读者", Role.VIEWER);
  }

  /** Signs a person in afresh: another browser of theirs. */
  async signIn(name: string): Promise<Client> {
    const client = new Client(this.luoshi);
    const reply = await client.send<{ signIn: { __typename: string } }>(signInMutation, {
      input: { name, password },
    });
    const cookie = reply.headers.get("set-cookie")?.split(";")[0];
    if (cookie === undefined) throw new Error(`${name} could not sign in: ${reply.text}`);
    return client.withCookie(cookie);
  }

  /** Makes a person the head of an office. */
  async headOf(office: string, name: string): Promise<void> {
    await this.writeAccounts(async (em) => {
      const found = await em.findOneOrFail(Office, { name: office });
      found.head = await em.findOneOrFail(Person, { name });
    });
  }

  /** Puts a person in charge of a task. */
  async assignee(task: { id: string; programme: { id: string } }, name: string): Promise<void> {
    const at = this.luoshi.clock.now();
    const attribution = { chain: task.programme.id, actorId: null, verb: ChangeVerb.UPDATE, at };
    await write(this.em(), attribution, async (em) => {
      const found = await em.findOneOrFail(Task, task.id, { populate: ["assignees"] });
      found.assignees.add(await em.findOneOrFail(Person, { name }));
    });
  }

  /** Gives a stage of a programme another name. */
  async renamedStage(
    programme: { id: string },
    kind: StageKind | `${StageKind}`,
    name: string,
  ): Promise<void> {
    const at = this.luoshi.clock.now();
    const attribution = { chain: programme.id, actorId: null, verb: ChangeVerb.UPDATE, at };
    await write(this.em(), attribution, async (em) => {
      const stage = await em.findOneOrFail(Stage, { programme: programme.id, kind: kind as StageKind });
      stage.name = name;
    });
  }

  /** Gives a project of a programme another name. */
  async renamedProject(programme: { id: string }, projectId: string, name: string): Promise<void> {
    const at = this.luoshi.clock.now();
    const attribution = { chain: programme.id, actorId: null, verb: ChangeVerb.UPDATE, at };
    await write(this.em(), attribution, async (em) => {
      (await em.findOneOrFail(Project, projectId)).name = name;
    });
  }

  private em(): EntityManager {
    return this.luoshi.app.database.orm.em.fork();
  }

  private writeAccounts<Result>(work: (em: EntityManager) => Promise<Result>): Promise<Result> {
    const at = this.luoshi.clock.now();
    return write(this.em(), { chain: ACCOUNTS_CHAIN, actorId: null, verb: ChangeVerb.UPDATE, at }, work);
  }
}
