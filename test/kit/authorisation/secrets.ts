import { newId } from "../../../server/database/record.entity.js";
import { Person } from "../../../server/features/people/person.entity.js";
import { Office } from "../../../server/features/offices/office.entity.js";
import { Role } from "../../../server/features/people/role.enum.js";
import type { Client } from "../client.js";
import type { GivenProgramme } from "../given-programme.js";
import { act, invitationOf } from "./specimens.js";
import { cardOf, elsewhereToken, nameOf, roles, sides, type Seat, type Side, type World } from "./world.js";

/** Whether somebody may see something: said here, and nowhere asked of the server's policies. */
type IsFor = (seat: Seat) => boolean;

/** A text that stands in one place, and who may see it. */
export interface Secret {
  /** Where it stands, for whoever reads that it was seen. */
  where: string;
  isFor: IsFor;
}

/** What secrets look like: texts that were planted, ids, instants, and fingerprints and hashes. */
const likeSecrets = /密\d+|[a-z]+_[0-9a-z]{26}|\d{4}-\d\d-\d\dT[\d:.]+Z|[\w$=,+/-]{32,}/g;

const members: IsFor = ({ role }) => role !== null;
const nobody: IsFor = () => false;
const unboundMembers: IsFor = (seat) => members(seat) && seat.column !== elsewhereToken;
const administrators: IsFor = ({ role, isBrowser }) => role === Role.ADMIN && isBrowser;
const owner =
  (role: Role, side: Side): IsFor =>
  (seat) =>
    side === "own" && seat.role === role;
const ownerInBrowser =
  (role: Role, side: Side): IsFor =>
  (seat) =>
    seat.isBrowser && owner(role, side)(seat);
const either =
  (...some: IsFor[]): IsFor =>
  (seat) =>
    some.some((isFor) => isFor(seat));

/** Everything that was planted in a world, by its text. */
export class Secrets {
  readonly #known = new Map<string, Secret>();
  /** Whoever sees one of them besides the seats. */
  readonly others: Client[] = [];
  /** The token of an invitation's link. */
  link = "";

  private constructor(
    private readonly world: World,
    readonly hidden: GivenProgramme,
  ) {}

  static async plantIn(world: World): Promise<Secrets> {
    const made = await programmeOf(world);
    const secrets = new Secrets(world, made.programme);
    for (const text of made.texts)
      secrets.#known.set(text, { where: "the programme", isFor: unboundMembers });
    await secrets.ofProgramme();
    for (const role of roles) for (const side of sides) await secrets.ofPerson(role, side);
    await secrets.ofSharedViews();
    await secrets.ofAccounts();
    return secrets;
  }

  get size(): number {
    return this.#known.size;
  }

  /** What stands in a text that somebody may not see: the secrets, and where they stand. */
  leaksIn(text: string, seat: Seat): [word: string, where: string][] {
    return [...this.in(text)]
      .filter(([, { isFor }]) => !isFor(seat))
      .map(([word, { where }]) => [word, where]);
  }

  /** The secrets that stand in a text. */
  in(text: string): Map<string, Secret> {
    const found = new Map<string, Secret>();
    for (const [word] of text.matchAll(likeSecrets)) {
      const secret = this.#known.get(word);
      if (secret) found.set(word, secret);
    }
    return found;
  }

  /** Those that somebody may see and that are in none of the texts. */
  missingIn(texts: readonly string[], seats: readonly Seat[]): string[] {
    const seen = new Set(texts.flatMap((text) => [...this.in(text).keys()]));
    return [...this.#known]
      .filter(([word, { isFor }]) => !seen.has(word) && seats.some(isFor))
      .map(([word, { where }]) => `${where}: ${word}`);
  }

  #plant(where: string, isFor: IsFor): string {
    const text = newMark();
    this.#known.set(text, { where, isFor });
    return text;
  }

  async #plantFound(where: string, isFor: IsFor, select: string): Promise<void> {
    for (const { text } of await this.world.luoshi.sql<{ text: string | null }>(select))
      if (text !== null) this.#known.set(text, { where, isFor });
  }

  /** What was done in the programme that the token elsewhere does not see. */
  private async ofProgramme(): Promise<void> {
    const { world, hidden } = this;
    const plant = (where: string) => this.#plant(where, unboundMembers);
    const supervisor = await world.client(Role.SUPERVISOR, "own");
    const [worker, leader] = [await world.client(Role.OWNER, "own"), await world.client(Role.LEADER, "own")];
    const taskId = cardOf(hidden, "own").id;
    const label = { programmeId: hidden.id, name: plant("a label") };
    await act(supervisor, "createLabel", label, "... on Label { id }");
    await act(
      supervisor,
      "createStage",
      { programmeId: hidden.id, name: plant("a stage"), kind: "ACTIVE" },
      "id",
    );
    const report = { done: plant("a report"), obstacles: plant("what stood in the way"), percent: 50 };
    const result = "... on Task { id } ... on Problem { code }";
    await act(worker, "submitTask", { taskId, report }, result);
    await act(leader, "returnTask", { taskId, reason: plant("a reason") }, result);
    const removed = { taskId: cardOf(hidden, "other").id, reason: plant("why a task was removed") };
    await act(supervisor, "removeTask", removed, "... on RemovedTask { taskId } ... on Problem { code }");
    const ofIt = `where programme_id = '${hidden.id}'`;
    for (const table of ["project", "task"])
      await this.#plantFound(
        `a ${table} of the programme`,
        unboundMembers,
        `select id as "text" from ${table} ${ofIt}`,
      );
    const within = `chain <> 'accounts' and chain <> '${world.elsewhere.id}'`;
    await this.#plantFound("a change", unboundMembers, `select id as "text" from change where ${within}`);
    await this.#plantFound(
      "a change of accounts",
      nobody,
      `select id as "text" from change where chain = 'accounts'`,
    );
  }

  /** What is somebody's alone: a view, a token, a session, when they signed in, and what they keep. */
  private async ofPerson(role: Role, side: Side): Promise<void> {
    const { world } = this;
    const { luoshi } = world;
    const [client, id] = [await world.client(role, side), await world.personId(role, side)];
    const whose = nameOf(role, side);
    if (side === "other") this.others.push(client);
    const words = { name: this.#plant(`a view of ${whose}`, owner(role, side)), description: "说明" };
    await act(client, "createView", words, "... on View { id } ... on Problem { code }");
    const isKeeper = either(administrators, ownerInBrowser(role, side));
    const token = { name: this.#plant(`a token of ${whose}`, isKeeper), scopes: ["READ"], expiresInDays: 9 };
    await act(client, "createToken", token, "... on CreatedToken { token { id } } ... on Problem { code }");
    const session = this.#plant(`a session of ${whose}`, ownerInBrowser(role, side));
    await luoshi.sql(`update session set client = ? where person_id = ?`, [session, id]);
    const isAccounts = either(administrators, owner(role, side));
    const [seenAt, lockedUntil] = [
      this.#moment(whose, 2001, isAccounts),
      this.#moment(whose, 2101, isAccounts),
    ];
    await luoshi.sql(`update person set last_sign_in_at = ?, locked_until = ? where id = ?`, [
      seenAt,
      lockedUntil,
      id,
    ]);
    if (role === Role.ADMIN || role === Role.SUPERVISOR) await this.#ofKeeper(client, role, side);
  }

  async #ofKeeper(client: Client, role: Role, side: Side): Promise<void> {
    const { world, hidden } = this;
    const { luoshi } = world;
    const plant = (what: string) =>
      this.#plant(`${what} of ${nameOf(role, side)}`, either(administrators, ownerInBrowser(role, side)));
    const input = {
      name: plant("a webhook"),
      url: `http://127.0.0.1:1099/${encodeURIComponent("收")}`,
      programmeIds: [hidden.id],
    };
    const made = "... on WebhookWithSecret { webhook { id } } ... on Problem { code }";
    const { webhook } = await act<{ webhook: { id: string } }>(client, "createWebhook", input, made);
    const sent = "... on WebhookDelivery { id } ... on Problem { code }";
    const { id } = await act<{ id: string }>(client, "pingWebhook", { webhookId: webhook.id }, sent);
    await act(client, "pauseWebhook", { webhookId: webhook.id }, "id");
    await luoshi.sql(`update webhook_delivery set excerpt = ? where id = ?`, [plant("a delivery"), id]);
    await luoshi.sql(
      `insert into webhook_dead_letter (id, webhook_id, programme_id, revision, at, error, is_due)
       values (?, ?, ?, 1, '2022-08-15T01:00:00.000Z', ?, 0)`,
      [newId("deadletter"), webhook.id, hidden.id, plant("a dead letter")],
    );
  }

  private async ofSharedViews(): Promise<void> {
    const { world, hidden } = this;
    const roofer = await world.luoshi.given.signedIn("总管", Role.VIEWER);
    await world.writeAccounts(async (em) => {
      const person = await em.findOneOrFail(Person, { name: "总管" });
      person.office = await em.findOneOrFail(Office, { name: "协办科室" });
    });
    const [own, other] = [await world.client(Role.VIEWER, "own"), await world.client(Role.VIEWER, "other")];
    const share = async (client: Client, sharing: string, where: string, isFor: IsFor, more: object = {}) => {
      const name = this.#plant(where, isFor);
      const made = "... on View { id } ... on Problem { code }";
      const view = await act<{ id: string }>(client, "createView", { name, ...more }, made);
      await act(client, "shareView", { viewId: view.id, sharing }, made);
      return view.id;
    };
    await share(own, "OFFICE", "a view of one's own office", members);
    await share(other, "OFFICE", "a view of another office", nobody);
    await share(roofer, "OFFICE", "a view of the office above", members);
    await share(other, "EVERYONE", "everyone's view", members);
    const bound = { programmeId: hidden.id };
    await share(other, "EVERYONE", "everyone's view of the programme", unboundMembers, bound);
    const [label] = await world.luoshi.sql<{ id: string }>(`select id from label where programme_id = ?`, [
      hidden.id,
    ]);
    const filter = {
      or: [
        { labels: { some: { id: { eq: label?.id } } } },
        { project: { programme: { id: { eq: hidden.id } } } },
      ],
    };
    await share(other, "EVERYONE", "everyone's view that names what is in the programme", members, {
      filter,
    });
    const gone = await share(own, "EVERYONE", "a view that was deleted", nobody);
    await act(
      own,
      "deleteView",
      { viewId: gone },
      "... on DeletedView { deletedId } ... on Problem { code }",
    );
    this.others.push(roofer, own);
  }

  /** Ids that only some may learn, and what nobody ever may. */
  private async ofAccounts(): Promise<void> {
    this.link = (await invitationOf(this.world, "受邀的人")).token;
    await this.#plantFound("an invitation", administrators, `select id as "text" from invitation`);
    const kept = {
      "a password": `select password_hash as "text" from person`,
      "a session's fingerprint": `select fingerprint as "text" from session`,
      "a token's fingerprint": `select fingerprint as "text" from access_token`,
      "a link's fingerprint": `select fingerprint as "text" from invitation`,
      "a webhook's secret": `select sealed_secret as "text" from webhook`,
    };
    for (const [where, select] of Object.entries(kept)) await this.#plantFound(where, nobody, select);
  }

  /** An instant that is nobody else's, in milliseconds as SQLite keeps it. */
  #moment(whose: string, year: number, isFor: IsFor): number {
    const at = Date.UTC(year, 0, 1, 0, 0, 0, this.#known.size);
    this.#known.set(new Date(at).toISOString(), { where: `when ${whose} came`, isFor });
    return at;
  }
}

let marks = 0;

function newMark(): string {
  marks += 1;
  return `密${marks}`;
}

/** A programme with a secret in every text of its notice. */
async function programmeOf(world: World): Promise<{ programme: GivenProgramme; texts: string[] }> {
  const texts: string[] = [];
  const mark = () => {
    texts.push(newMark());
    return texts.at(-1) ?? "";
  };
  const source = {
    document: null,
    table: 1,
    row: 2,
    column: 4,
    paragraph: null,
    start: 0,
    end: 2,
    text: "条款",
  };
  const project = (side: Side) => ({
    name: mark(),
    category: mark(),
    remarks: mark(),
    content: mark(),
    progressText: mark(),
    owners: [nameOf(Role.OWNER, side)],
    leaders: [nameOf(Role.LEADER, side)],
    offices: [side === "own" ? "本科室" : "外科室"],
    tasks: [{ title: mark(), words: mark(), hints: [{ text: mark(), dueOn: "2022-08-31", source }] }],
  });
  const letter = { title: mark(), documentNumber: mark(), issuers: [mark()], cc: [mark()] };
  const projects = [project("own"), project("other")];
  return { programme: await world.luoshi.given.programme({ ...letter, projects }), texts };
}
