import { newId } from "../../../server/database/record.entity.js";
import { Office } from "../../../server/features/offices/office.entity.js";
import { OfficeAlias } from "../../../server/features/offices/office-alias.entity.js";
import { Role } from "../../../server/features/people/role.enum.js";
import type { Client, Variables } from "../client.js";
import { phonePhoto, Uploads } from "../evidence.js";
import type { GivenProgramme, GivenTask } from "../given-programme.js";
import { cardOf, officeOf, roles, sides, type Seat, type Side, type World } from "./world.js";

/** The ids of one specimen of each type, and of what the calls of fields ask for. */
export type Ids = Record<string, string>;

/** Nobody listens there: what is sent is logged as failed. */
const nowhere = "http://127.0.0.1:1099/";

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
const hints = [{ text: "合同截止8月份", dueOn: "2022-08-31", source }];

/** Mutations whose input is not called after them. */
const inputs: Record<string, string> = {
  deleteView: "ViewInput",
  pauseWebhook: "WebhookInput",
  pingWebhook: "WebhookInput",
  rotateWebhookSecret: "WebhookInput",
};

/** Sends a mutation that must do what it says, and gives what it answered. */
export async function act<Answer extends object>(
  client: Client,
  mutation: string,
  input: Variables,
  selection: string,
): Promise<Answer> {
  const type = `${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input`;
  const named = inputs[mutation] ?? type;
  const document = `mutation ($input: ${named}!) { answer: ${mutation}(input: $input) { ${selection} } }`;
  const { answer } = await client.ask<{ answer: Answer & { code?: string } }>(document, { input });
  if (answer.code !== undefined) throw new Error(`${mutation} was refused: ${answer.code}`);
  return answer;
}

/** Things of every type that have been through everything, so that every field has a value. */
export class Specimens {
  readonly #ids = new Map<string, Ids>();

  private constructor(
    private readonly world: World,
    readonly programme: GivenProgramme,
  ) {}

  static async of(world: World): Promise<Specimens> {
    const programme = await world.programme("样本责任分解表", [{ hints }, { quarter: 4 }]);
    const specimens = new Specimens(world, programme);
    const shared = await specimens.ofProgramme();
    for (const side of sides) {
      const card = cardOf(programme, side);
      const ofCard = await specimens.live(card, side, shared.Label ?? "");
      specimens.#ids.set(side, { ...shared, ...ofCard, Office: await specimens.office(side) });
    }
    for (const side of sides) {
      for (const role of roles) {
        specimens.#ids.set(`${role} ${side} alone`, await specimens.ofPerson(await world.client(role, side)));
      }
    }
    for (const [role, side] of [
      [Role.SUPERVISOR, "own"],
      [Role.ADMIN, "own"],
      [Role.ADMIN, "other"],
    ] as const) {
      specimens.#ids.set(`${role} ${side}`, await specimens.webhook(await world.client(role, side)));
    }
    return specimens;
  }

  /** What is whose for somebody. */
  async idsFor({ role }: Seat, side: Side): Promise<Ids> {
    const keeper = role === Role.SUPERVISOR && side === "own" ? role : Role.ADMIN;
    const person = await this.world.personId(role ?? Role.VIEWER, side);
    const alone = this.#ids.get(`${role ?? Role.VIEWER} ${side} alone`);
    return { ...this.#ids.get(side), ...this.#ids.get(`${keeper} ${side}`), ...alone, Person: person };
  }

  /** Who sees all of what is somebody's alone. */
  ownerFor({ role }: Seat, side: Side): Promise<Client> {
    return this.world.client(role ?? Role.VIEWER, side);
  }

  /** A private view and a token that was revoked. */
  private async ofPerson(client: Client): Promise<Ids> {
    const { programme } = this;
    const words = {
      name: "我的",
      description: "说明",
      filter: { timesReturned: { gte: 1 } },
      lanes: "PROJECT",
      programmeId: programme.id,
    };
    const orderBy = [{ field: "DUE_ON", direction: "ASC" }];
    const made = "... on View { id } ... on Problem { code }";
    const view = await act<{ id: string }>(client, "createView", { ...words, orderBy }, made);
    return { View: view.id, AccessToken: await this.token(client) };
  }

  private async token(client: Client): Promise<string> {
    const { programme } = this;
    const input = { name: "程序", scopes: ["READ"], programmeIds: [programme.id], expiresInDays: 9 };
    const made = "... on CreatedToken { token { id } } ... on Problem { code }";
    const { token } = await act<{ token: { id: string } }>(client, "createToken", input, made);
    await act(client, "revokeToken", { id: token.id }, "id");
    const at = this.world.luoshi.clock.now().toISOString();
    await this.world.luoshi.sql(`update access_token set last_used_at = ? where id = ?`, [
      Date.parse(at),
      token.id,
    ]);
    return token.id;
  }

  private async ofProgramme(): Promise<Ids> {
    const { world, programme } = this;
    const supervisor = await world.client(Role.SUPERVISOR, "own");
    const label = { programmeId: programme.id, name: "急", colour: "#ff0000" };
    const { id } = await act<{ id: string }>(supervisor, "createLabel", label, "... on Label { id }");
    const stage = programme.stage("ACCEPTED");
    await act(supervisor, "updateStage", { stageId: stage, colour: "#00ff00", wipLimit: 9 }, "id");
    return { Programme: programme.id, Stage: stage, Label: id, ...(await invitationOf(world, "新人")) };
  }

  /** A card's life: begun, submitted, returned, put off, submitted again, accepted. */
  private async live(card: GivenTask, side: Side, labelId: string): Promise<Ids> {
    const { world } = this;
    const owner = await world.client(Role.OWNER, side);
    const leader = await world.client(Role.LEADER, side);
    const taskId = card.id;
    const report = { done: "做完了", percent: 80, obstacles: "下雨", help: "请协调用地" };
    const result = "... on Task { id } ... on Problem { code }";
    const assignee = await world.personId(Role.VIEWER, "other");
    await act(owner, "assignTask", { taskId, assignees: { set: [assignee] } }, result);
    await act(owner, "labelTask", { taskId, labels: { set: [labelId] } }, result);
    await act(owner, "submitTask", { taskId, report }, result);
    await act(leader, "returnTask", { taskId, reason: "不齐" }, result);
    const { history } = (
      await owner.ask<{ task: { history: { id: string }[] } }>(
        `query ($id: ID!) { task(id: $id) { history(first: 1) { id } } }`,
        { id: taskId },
      )
    ).task;
    await act(leader, "rescheduleTask", { taskId, dueOn: "2022-10-31", reason: "下雨" }, result);
    const photo = await new Uploads(world.luoshi).whole(owner, taskId, "现场.jpg", await phonePhoto());
    const evidenceIds = [photo.evidenceId];
    await act(owner, "submitTask", { taskId, report: { ...report, evidenceIds } }, result);
    const done = `... on Task { id latestReport { id } } ... on Problem { code }`;
    const accepted = await act<{ latestReport: { id: string } }>(leader, "acceptTask", { taskId }, done);
    const answer = { reportId: accepted.latestReport.id, answer: "已协调" };
    await act(leader, "answerReport", answer, "... on Report { id }");
    return {
      Task: taskId,
      Project: card.projectId,
      Change: history[0]?.id ?? "",
      Report: accepted.latestReport.id,
      Evidence: photo.evidenceId ?? "",
    };
  }

  private office(side: Side): Promise<string> {
    return this.world.writeAccounts(async (em) => {
      const office = await em.findOneOrFail(Office, { name: officeOf(side) });
      const alias = { id: newId("alias"), name: `${officeOf(side)}的别名`, office };
      em.persist(em.create(OfficeAlias, alias, { partial: true }));
      return office.id;
    });
  }

  /** A webhook that was tried, and gave an event up. */
  private async webhook(keeper: Client): Promise<Ids> {
    const { world, programme } = this;
    const kinds = { verbs: ["SUBMIT"], subjectKinds: ["TASK"], details: ["ACTOR"] };
    const input = { name: "收件处", url: nowhere, programmeIds: [programme.id], ...kinds };
    const made = "... on WebhookWithSecret { webhook { id } } ... on Problem { code }";
    const { webhook } = await act<{ webhook: { id: string } }>(keeper, "createWebhook", input, made);
    const webhookId = webhook.id;
    const sent = "... on WebhookDelivery { id } ... on Problem { code }";
    const { id } = await act<{ id: string }>(keeper, "pingWebhook", { webhookId }, sent);
    await act(keeper, "pauseWebhook", { webhookId }, "id");
    await act(keeper, "rotateWebhookSecret", { webhookId }, "secret");
    await madeOfChange(world, id, programme.id);
    const at = world.luoshi.clock.now().toISOString();
    const letter = [newId("letter"), webhookId, programme.id, 1, at, "没有人接", 0];
    await world.luoshi.sql(
      `insert into webhook_dead_letter (id, webhook_id, programme_id, revision, at, error, is_due)
       values (?, ?, ?, ?, ?, ?, ?)`,
      letter,
    );
    return { Webhook: webhookId, WebhookDelivery: id };
  }
}

/** Makes a ping's attempt one of a change, that failed. */
export async function madeOfChange(world: World, deliveryId: string, programmeId: string): Promise<void> {
  const at = world.luoshi.clock.now().toISOString();
  await world.luoshi.sql(
    `update webhook_delivery set programme_id = ?, revision = 1, status = 500, excerpt = '出错', next_attempt_at = ?
      where id = ?`,
    [programmeId, at, deliveryId],
  );
}

/** An invitation of the administrator's, and the token in its link. */
export async function invitationOf(
  world: World,
  name: string,
): Promise<Ids & { Invitation: string; token: string }> {
  const made = "... on InvitationLink { url invitation { id } } ... on Problem { code }";
  const invited = await act<{ url: string; invitation: { id: string } }>(
    await world.oracle(),
    "invitePerson",
    { name },
    made,
  );
  return { Invitation: invited.invitation.id, token: /[^/=#?]+$/u.exec(invited.url)?.[0] ?? "" };
}
