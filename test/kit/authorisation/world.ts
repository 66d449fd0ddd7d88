import { newId } from "../../../server/database/record.entity.js";
import { Office } from "../../../server/features/offices/office.entity.js";
import { Person } from "../../../server/features/people/person.entity.js";
import { Role } from "../../../server/features/people/role.enum.js";
import { AccessToken } from "../../../server/features/tokens/access-token.entity.js";
import { TokenScope } from "../../../server/features/tokens/token-scope.enum.js";
import { fingerprintOf } from "../../../server/fingerprint.js";
import { ChangeVerb } from "../../../server/log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../../server/log/log-head.entity.js";
import { write } from "../../../server/log/write.js";
import type { Client } from "../client.js";
import type { GivenProgramme, TaskPlan } from "../given-programme.js";
import type { Luoshi } from "../luoshi.js";

/** One's own things, and those of another office or person. */
export type Side = "own" | "other";
export const sides: readonly Side[] = ["own", "other"];

/** The roles, in the tables' order. */
export const roles = [Role.VIEWER, Role.OWNER, Role.LEADER, Role.SUPERVISOR, Role.ADMIN] as const;

/** Whoever asks: a column of the tables. */
export interface Seat {
  column: string;
  client: Client;
  /** Null for a stranger; a token's is its person's. */
  role: Role | null;
  /** Signed in with a browser, and not by a token. */
  isBrowser: boolean;
}

/** The columns of programs; the programs act for an administrator. */
export const readingToken = "token to read";
export const elsewhereToken = "token elsewhere";

const names: Record<Role, string> = {
  ADMIN: "管理员",
  SUPERVISOR: "督查员",
  LEADER: "分管领导",
  OWNER: "责任人",
  VIEWER: "查阅者",
};

/** Who has a role; on the other side, somebody of another office with the same role. */
export const nameOf = (role: Role, side: Side) => `${side === "own" ? "本" : "外"}${names[role]}`;

export const officeOf = (side: Side) => (side === "own" ? "本科室" : "外科室");

/** A township of two offices, with somebody of every role in each. */
export class World {
  readonly seats: Seat[] = [];
  #elsewhere: GivenProgramme | undefined;

  constructor(readonly luoshi: Luoshi) {}

  /** The only programme that the token elsewhere is bound to. */
  get elsewhere(): GivenProgramme {
    if (!this.#elsewhere) throw new Error("There is no world yet: settle() first");
    return this.#elsewhere;
  }

  client(role: Role, side: Side): Promise<Client> {
    return this.luoshi.given.signedIn(nameOf(role, side), role);
  }

  personId(role: Role, side: Side): Promise<string> {
    return this.luoshi.given.person(nameOf(role, side), { role });
  }

  /** The administrator's browser: sees whatever there is. */
  oracle(): Promise<Client> {
    return this.client(Role.ADMIN, "own");
  }

  async settle(): Promise<void> {
    const { given, stranger } = this.luoshi;
    this.#elsewhere = await given.programme({
      title: "别处的责任分解表",
      projects: [{ name: "别处的项目", owners: [nameOf(Role.OWNER, "own")], offices: [officeOf("own")] }],
    });
    await this.programme("安家的责任分解表");
    this.seats.push({ column: "stranger", client: stranger, role: null, isBrowser: false });
    for (const role of roles) {
      await this.client(role, "other");
      this.seats.push({ column: role, client: await this.client(role, "own"), role, isBrowser: true });
    }
    await this.moveIn();
    const everything = Object.values(TokenScope);
    await this.seatToken(readingToken, [TokenScope.READ], null);
    await this.seatToken(elsewhereToken, everything, [this.elsewhere.id]);
  }

  /** Projects of both offices: owned and led by their people. The first is one's own. */
  programme(title: string, tasks: TaskPlan[] = [{}]): Promise<GivenProgramme> {
    const project = (side: Side) => ({
      name: `${officeOf(side)}的项目`,
      owners: [nameOf(Role.OWNER, side)],
      leaders: [nameOf(Role.LEADER, side)],
      offices: [officeOf(side)],
      assistingOffices: ["协办科室"],
      category: "民生",
      remarks: "备注",
      content: "建设内容",
      progressText: "项目进度",
      tasks,
    });
    const letter = { documentNumber: "某政〔2022〕1号", issuedOn: "2022-01-13", cc: ["市委办"] };
    return this.luoshi.given.programme({ title, ...letter, projects: [project("own"), project("other")] });
  }

  /** A token of the administrator's. */
  async token(scopes: TokenScope[], programmeIds: string[] | null): Promise<Client> {
    const { luoshi } = this;
    const token = newId("secret");
    const person = await this.personId(Role.ADMIN, "own");
    await this.writeAccounts(async (em) => {
      const fingerprint = fingerprintOf(token, luoshi.config.secret);
      const columns = { id: newId("token"), person, name: "程序", scopes, programmeIds, fingerprint };
      em.persist(em.create(AccessToken, columns, { partial: true }));
    });
    return luoshi.stranger.withToken(token);
  }

  private async seatToken(column: string, scopes: TokenScope[], programmeIds: string[] | null) {
    const client = await this.token(scopes, programmeIds);
    this.seats.push({ column, client, role: Role.ADMIN, isBrowser: false });
  }

  /** Everybody into their office, under one roof; each office with its owner as its head. */
  private async moveIn(): Promise<void> {
    await this.writeAccounts(async (em) => {
      const roof = await em.findOneOrFail(Office, { name: "协办科室" });
      for (const side of sides) {
        const office = await em.findOneOrFail(Office, { name: officeOf(side) });
        office.parent = roof;
        office.head = await em.findOneOrFail(Person, { name: nameOf(Role.OWNER, side) });
        for (const role of roles) {
          const person = await em.findOneOrFail(Person, { name: nameOf(role, side) });
          person.office = office;
        }
      }
    });
  }

  /** Writes what belongs to no programme. */
  writeAccounts<Result>(work: Parameters<typeof write<Result>>[2]): Promise<Result> {
    const at = this.luoshi.clock.now();
    const attribution = { chain: ACCOUNTS_CHAIN, actorId: null, verb: ChangeVerb.UPDATE, at };
    return write(this.luoshi.app.database.orm.em.fork(), attribution, work);
  }
}

/** The card of a side on a programme of the world's. */
export function cardOf(programme: GivenProgramme, side: Side, place = 1) {
  return programme.task(`${side === "own" ? 1 : 2}.${place}`);
}
