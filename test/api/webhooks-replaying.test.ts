import { expect, it } from "vitest";
import { readWebhookTargets } from "../../server/features/webhooks/webhook-settings.js";
import { describeApi } from "../kit/luoshi.js";
import { receiver } from "../kit/receiver.js";

const webhooks = {
  targets: readWebhookTargets("127.0.0.0/8"),
  allowHttp: false,
  timeoutMilliseconds: 1000,
  lookMilliseconds: 50,
  keepDays: 30,
  keepAttempts: 40,
};

describeApi(
  "Sending again",
  (luoshi) => {
    it("from beyond what was sent leaves nothing out: what waits before it goes first", async () => {
      const office = await receiver();
      const programme = await luoshi.given.programme();
      const supervisor = await luoshi.given.supervisor();
      const { createWebhook } = await supervisor.ask<{ createWebhook: { webhook: { id: string } } }>(
        `mutation ($input: CreateWebhookInput!) {
          createWebhook(input: $input) { ... on WebhookWithSecret { webhook { id } } } }`,
        { input: { name: "办公系统", url: office.url } },
      );
      const webhookId = createWebhook.webhook.id;
      const act = (verb: string, type: string, input: object) =>
        supervisor.ask(`mutation ($input: ${type}!) { ${verb}(input: $input) { __typename } }`, { input });
      await act("pauseWebhook", "WebhookInput", { webhookId });
      const at = () =>
        supervisor
          .ask<{ programme: { revision: number } }>(`{ programme(id: "${programme.id}") { revision } }`)
          .then(({ programme: { revision } }) => revision);
      const before = await at();
      for (const title of ["一", "二", "三"])
        await act("editProgramme", "EditProgrammeInput", { programmeId: programme.id, title });
      const head = await at();
      const input = { webhookId, programmeId: programme.id, fromRevision: head };
      await act("replayWebhook", "ReplayWebhookInput", input);
      await act("resumeWebhook", "ResumeWebhookInput", { webhookId });
      const waiting = Array.from({ length: head - before }, (_, index) => before + 1 + index);
      await expect.poll(() => office.revisions(programme.id), { timeout: 10_000 }).toEqual(waiting);
    });
  },
  { webhooks },
);
