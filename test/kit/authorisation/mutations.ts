import { newId } from "../../../server/database/record.entity.js";
import { Office } from "../../../server/features/offices/office.entity.js";
import { OfficeAlias } from "../../../server/features/offices/office-alias.entity.js";
import { Role } from "../../../server/features/people/role.enum.js";
import type { Client, Variables } from "../client.js";
import { Uploads } from "../evidence.js";
import type { GivenProgramme, GivenTask } from "../given-programme.js";
import { password } from "../given.js";
import { noticeText } from "../notice-text.js";
import { act, invitationOf, madeOfChange } from "./specimens.js";
import { cardOf, nameOf, officeOf, type Seat, type Side, type World } from "./world.js";

const result = "__typename ... on Task { id } ... on Problem { code }";
const report = { done: "做完了" };

/** Fresh things for one question: whoever asks, and whose things they ask about. */
export class Scene {
  private constructor(
    readonly world: World,
    readonly seat: Seat,
    readonly side: Side,
    readonly programme: GivenProgramme,
    readonly number: number,
  ) {}

  static async of(world: World, seat: Seat, side: Side, number: number): Promise<Scene> {
    const programme = await world.programme(`第${number}次试做的责任分解表`);
    return new Scene(world, seat, side, programme, number);
  }

  get card(): GivenTask {
    return cardOf(this.programme, this.side);
  }

  get batch(): Variables {
    return { programmeId: this.programme.id, tasks: [{ taskId: this.card.id }] };
  }

  supervisor(): Promise<Client> {
    return this.world.client(Role.SUPERVISOR, "other");
  }

  /** The card after what its owner, and perhaps its leader, did with it. */
  async after(...verbs: ("startTask" | "submitTask" | "acceptTask")[]): Promise<Variables> {
    for (const verb of verbs) {
      const role = verb === "acceptTask" ? Role.LEADER : Role.OWNER;
      const input = { taskId: this.card.id, ...(verb === "submitTask" && { report }) };
      await act(await this.world.client(role, this.side), verb, input, result);
    }
    return { taskId: this.card.id };
  }

  async label(): Promise<string> {
    const input = { programmeId: this.programme.id, name: "试" };
    return (await act<{ id: string }>(await this.supervisor(), "createLabel", input, "... on Label { id }"))
      .id;
  }

  /** A report of the card's owner. */
  async report(): Promise<string> {
    const input = { taskId: this.card.id, report };
    const owner = await this.world.client(Role.OWNER, this.side);
    const reported = "... on Task { latestReport { id } }";
    return (await act<{ latestReport: { id: string } }>(owner, "reportTask", input, reported)).latestReport
      .id;
  }

  /** A file of the card's owner that waits for a report. */
  async evidence(): Promise<string> {
    const { world, card, side } = this;
    const owner = await world.client(Role.OWNER, side);
    const file = new TextEncoder().encode("%PDF-1.7\n%%EOF\n");
    return (await new Uploads(world.luoshi).whole(owner, card.id, "方案.pdf", file)).evidenceId ?? "";
  }

  async stage(): Promise<string> {
    const input = { programmeId: this.programme.id, name: "试", kind: "ACTIVE" };
    return (await act<{ id: string }>(await this.supervisor(), "createStage", input, "id")).id;
  }

  /** One's own webhook where one may keep any, or another administrator's. */
  async webhook(): Promise<string> {
    const role = this.seat.role === Role.SUPERVISOR && this.side === "own" ? Role.SUPERVISOR : Role.ADMIN;
    const keeper = await this.world.client(role, this.side);
    const input = await this.newWebhook();
    const made = "... on WebhookWithSecret { webhook { id } } ... on Problem { code }";
    return (await act<{ webhook: { id: string } }>(keeper, "createWebhook", input, made)).webhook.id;
  }

  /** What a webhook is made of; those of earlier scenes make room for it, as one owner has but a few. */
  async newWebhook(): Promise<Variables> {
    const name = "试用收件处";
    await this.world.luoshi.sql(`delete from webhook where name = ?`, [name]);
    return { name, url: "http://127.0.0.1:1099/", programmeIds: [this.programme.id] };
  }

  async delivery(): Promise<string> {
    const webhookId = await this.webhook();
    const role = this.seat.role === Role.SUPERVISOR && this.side === "own" ? Role.SUPERVISOR : Role.ADMIN;
    const keeper = await this.world.client(role, this.side);
    const sent = "... on WebhookDelivery { id } ... on Problem { code }";
    const { id } = await act<{ id: string }>(keeper, "pingWebhook", { webhookId }, sent);
    await madeOfChange(this.world, id, this.programme.id);
    return id;
  }

  alias(): Promise<string> {
    return this.world.writeAccounts(async (em) => {
      const office = await em.findOneOrFail(Office, { name: officeOf(this.side) });
      const alias = { id: newId("alias"), name: `第${this.number}个别名`, office };
      em.persist(em.create(OfficeAlias, alias, { partial: true }));
      return alias.id;
    });
  }

  /** Labels the card: as whoever asks for one's own change, as somebody else for another's. Gives what undoes it. */
  async labelled(): Promise<string> {
    const labelId = await this.label();
    const input = { ...this.batch, labels: { add: [labelId] } };
    const mine = this.side === "own" ? await labelBatch(this.seat.client, input) : null;
    return mine ?? (await labelBatch(await this.supervisor(), input)) ?? "";
  }

  get owner(): Promise<Client> {
    return this.world.client(this.seat.role ?? Role.VIEWER, this.side);
  }

  /** A private view. */
  async view(): Promise<string> {
    const made = "... on View { id } ... on Problem { code }";
    return (await act<{ id: string }>(await this.owner, "createView", { name: `视图${this.number}` }, made))
      .id;
  }

  async token(): Promise<string> {
    const made = "... on CreatedToken { token { id } } ... on Problem { code }";
    const input = { name: "程序", scopes: ["READ"], expiresInDays: 9 };
    return (await act<{ token: { id: string } }>(await this.owner, "createToken", input, made)).token.id;
  }

  newPerson(): Promise<string> {
    return this.world.luoshi.given.person(`第${this.number}个人`, { role: Role.VIEWER });
  }

  async newOffice(): Promise<string> {
    const made = "... on Office { id } ... on Problem { code }";
    const input = { name: `第${this.number}个科室` };
    return (await act<{ id: string }>(await this.world.oracle(), "createOffice", input, made)).id;
  }

  person(): Promise<string> {
    return this.world.personId(Role.VIEWER, "other");
  }

  /** A browser of somebody with the same role, whose password and session matter to nobody. */
  async throwaway(): Promise<Client> {
    if (!this.seat.isBrowser || !this.seat.role) return this.seat.client;
    const name = `第${this.number}个替身`;
    await this.world.luoshi.given.person(name, { role: this.seat.role });
    return this.world.luoshi.given.signIn(name);
  }
}

async function labelBatch(client: Client, input: Variables): Promise<string | null> {
  const document = `mutation ($input: LabelTasksInput!) { labelTasks(input: $input) { undoToken } }`;
  const { data } = await client.send<{ labelTasks: { undoToken: string | null } }>(document, { input });
  return data?.labelTasks.undoToken ?? null;
}

/** Makes what a mutation is about, and gives its input; or the input and another client to send it. */
export type Question = (scene: Scene) => Promise<Variables | { input: Variables | null; client: Client }>;

const document = ({ number }: Scene) => ({
  text: noticeText(`第${number}份2022年责任分解表`, [{ name: "修路" }]),
});
const ofTask =
  (more: Variables = {}): Question =>
  async ({ card }) => ({ taskId: card.id, ...more });
const ofView =
  (more: Variables = {}): Question =>
  async (scene) => ({ viewId: await scene.view(), ...more });
const ofWebhook =
  (more: Variables = {}): Question =>
  async (scene) => ({ webhookId: await scene.webhook(), ...more });

/** How each mutation is asked. A mutation that is not here fails the test. */
export const questions: Record<string, Question> = {
  acceptInvitation: async ({ world, number }) => {
    const { token } = await invitationOf(world, `第${number}个新人`);
    return { token, password: "Another-2022-word" };
  },
  createOffice: async ({ number }) => ({ name: `第${number}个新科室` }),
  disablePerson: async (scene) => ({ personId: await scene.newPerson() }),
  enablePerson: async (scene) => ({ personId: await scene.newPerson() }),
  endOtherSessions: async (scene) => ({ input: null, client: await scene.throwaway() }),
  endSession: async (scene) => {
    const client = await scene.throwaway();
    const whose = scene.side === "own" && scene.seat.isBrowser ? client : await scene.owner;
    const { viewer } = await whose.ask<{ viewer: { sessions: { id: string }[] } }>(
      "{ viewer { sessions { id } } }",
    );
    return { input: { sessionId: viewer.sessions[0]?.id }, client };
  },
  invitePerson: async ({ number }) => ({ name: `第${number}个新人` }),
  revokeInvitation: async ({ world, number }) => ({
    invitationId: (await invitationOf(world, `第${number}个新人`)).Invitation,
  }),
  updateOffice: async (scene) => ({ officeId: await scene.newOffice(), name: `第${scene.number}个改名科室` }),
  updatePerson: async (scene) => ({ personId: await scene.newPerson(), name: `第${scene.number}个改名的人` }),
  acceptTask: (scene) => scene.after("submitTask"),
  addTask: async ({ card }) => ({ projectId: card.projectId, title: "新任务", dueOn: "2022-12-31" }),
  applyImport: async (scene) => ({ document: document(scene) }),
  assignTask: async (scene) => ({ taskId: scene.card.id, assignees: { add: [await scene.person()] } }),
  assignTasks: async (scene) => ({ ...scene.batch, assignees: { add: [await scene.person()] } }),
  changePassword: async (scene) => ({
    input: { currentPassword: password, newPassword: "Another-2022-word" },
    client: await scene.throwaway(),
  }),
  createLabel: async ({ programme }) => ({ programmeId: programme.id, name: "试" }),
  createStage: async ({ programme }) => ({ programmeId: programme.id, name: "试", kind: "ACTIVE" }),
  createToken: async () => ({ name: "程序", scopes: ["READ"], expiresInDays: 9 }),
  createView: async ({ number }) => ({ name: `新视图${number}` }),
  deleteView: ofView(),
  duplicateView: ofView(),
  followView: ofView(),
  lockView: ofView(),
  moveView: ofView(),
  revokeToken: async (scene) => ({ id: await scene.token() }),
  setUp: async () => ({ token: "no such link", name: "第一人", password: "Another-2022-word" }),
  shareView: ofView({ sharing: "OFFICE" }),
  unfollowView: ofView(),
  unlockView: ofView(),
  updateView: ofView({ expectedVersion: 1, name: "改了" }),
  createWebhook: (scene) => scene.newWebhook(),
  deleteLabel: async (scene) => ({ labelId: await scene.label() }),
  deleteStage: async (scene) => ({ stageId: await scene.stage() }),
  deleteWebhook: ofWebhook(),
  editProgramme: async ({ programme, number }) => ({ programmeId: programme.id, title: `第${number}个新名` }),
  editProject: async ({ card }) => ({ projectId: card.projectId, remarks: "改了" }),
  editTask: ofTask({ title: "改了" }),
  labelTask: async (scene) => ({ taskId: scene.card.id, labels: { add: [await scene.label()] } }),
  labelTasks: async (scene) => ({ ...scene.batch, labels: { add: [await scene.label()] } }),
  moveTask: async ({ card, programme }) => ({
    taskId: card.id,
    stageId: programme.stage("ACTIVE"),
    expectedVersion: 1,
  }),
  moveTasks: async ({ batch, programme }) => ({ ...batch, stageId: programme.stage("ACTIVE") }),
  pauseWebhook: ofWebhook(),
  pingWebhook: ofWebhook(),
  postponeTask: (scene) => scene.after("startTask"),
  previewImport: async (scene) => ({ document: document(scene) }),
  answerReport: async (scene) => ({ reportId: await scene.report(), answer: "知道了" }),
  editReport: async (scene) => ({ reportId: await scene.report(), report: { done: "又做了" } }),
  reportTask: ofTask({ report }),
  removeEvidence: async (scene) => ({ evidenceId: await scene.evidence() }),
  redeliverDeadLetters: ofWebhook(),
  removeOfficeAlias: async (scene) => ({ aliasId: await scene.alias() }),
  removeTask: ofTask({ reason: "误列" }),
  reopenTask: async (scene) => ({ ...(await scene.after("submitTask", "acceptTask")), reason: "返工" }),
  reorderStages: async ({ programme }) => ({
    programmeId: programme.id,
    stageIds: (["ACTIVE", "PENDING", "SUBMITTED", "ACCEPTED"] as const).map((kind) => programme.stage(kind)),
  }),
  replayWebhook: async (scene) => ({
    webhookId: await scene.webhook(),
    programmeId: scene.programme.id,
    fromRevision: 1,
  }),
  rescheduleTask: ofTask({ dueOn: "2022-12-31", reason: "下雨" }),
  rescheduleTasks: async ({ batch }) => ({ ...batch, dueOn: "2022-12-31", reason: "下雨" }),
  resendDelivery: async (scene) => ({ deliveryId: await scene.delivery() }),
  resumeWebhook: ofWebhook(),
  returnTask: async (scene) => ({ ...(await scene.after("submitTask")), reason: "不齐" }),
  rotateWebhookSecret: ofWebhook(),
  signIn: async ({ seat, side }) => ({ name: nameOf(seat.role ?? Role.VIEWER, side), password }),
  signOut: async (scene) => ({ input: null, client: await scene.throwaway() }),
  startTask: ofTask(),
  submitTask: ofTask({ report }),
  undoTask: async (scene) => {
    await scene.labelled();
    return { taskId: scene.card.id };
  },
  undoTasks: async (scene) => ({ undoToken: await scene.labelled() }),
  updateLabel: async (scene) => ({ labelId: await scene.label(), name: "改了" }),
  updateStage: async (scene) => ({ stageId: await scene.stage(), name: "改了" }),
  updateWebhook: async (scene) => ({ webhookId: await scene.webhook(), expectedVersion: 1, name: "改了" }),
  withdrawTask: (scene) => scene.after("submitTask"),
};
