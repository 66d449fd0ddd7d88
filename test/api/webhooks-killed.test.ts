import { spawn, type ChildProcess } from "node:child_process";
import { rm } from "node:fs/promises";
import { expect, it, onTestFinished } from "vitest";
import { createApp } from "../../server/app.js";
import { leaseOf } from "../../server/features/webhooks/delivery-store.js";
import { readWebhookSettings } from "../../server/features/webhooks/webhook-settings.js";
import { Role } from "../../server/features/people/role.enum.js";
import { Luoshi } from "../kit/luoshi.js";
import { environment } from "../kit/program.js";
import { receiver } from "../kit/receiver.js";

const webhooks = readWebhookSettings({ WEBHOOK_TARGETS: "127.0.0.1", WEBHOOK_SECONDS: "1" });

/** The server as it was built, on a test's database. */
function serve({ config }: Luoshi): ChildProcess {
  const program = new URL("../../dist/server/main.js", import.meta.url).pathname;
  const child = spawn(process.execPath, [program], {
    env: environment({
      PORT: "0",
      DATA_DIR: config.dataDir,
      DATABASE_URL: config.databaseUrl ?? "",
      SECRET: config.secret,
      WEBHOOK_TARGETS: "127.0.0.1",
      WEBHOOK_SECONDS: "1",
    }),
    stdio: "ignore",
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  return child;
}

it.each(["SQLite", "PostgreSQL"] as const)(
  "a server killed between sending and recording sends again, and loses nothing (%s)",
  { timeout: 60_000 },
  async (kind) => {
    const luoshi = new Luoshi(kind);
    await luoshi.start({ webhooks });
    onTestFinished(() => rm(luoshi.config.dataDir, { recursive: true, force: true }));
    const ears = await receiver();
    const programme = await luoshi.given.programme({ projects: [{ owners: ["陈美治"] }] });
    const [admin, owner] = await Promise.all([
      luoshi.given.signedIn("管理员", Role.ADMIN),
      luoshi.given.signedIn("陈美治"),
    ]);
    const { createWebhook } = await admin.ask<{ createWebhook: { webhook: { id: string } } }>(
      `mutation ($input: CreateWebhookInput!) { createWebhook(input: $input) { ... on WebhookWithSecret { webhook { id } } } }`,
      { input: { name: "收件处", url: ears.url } },
    );
    const { id: webhookId } = createWebhook.webhook;
    await admin.ask(`mutation ($input: WebhookInput!) { pauseWebhook(input: $input) { id } }`, {
      input: { webhookId },
    });
    const [head] = await luoshi.sql<{ revision: number }>(`select revision from log_head where chain = ?`, [
      programme.id,
    ]);
    for (let time = 0; time < 10; time += 1) {
      await owner.move(programme.card, "ACTIVE");
      await owner.move(programme.card, "PENDING");
    }
    await luoshi.sql(`update webhook set state = 'ACTIVE', paused_because = null where id = ?`, [webhookId]);
    await luoshi.app.stop();

    const revisions = () => ears.revisions(programme.id);
    const first = head?.revision ?? 0;
    const wanted = Array.from({ length: 20 }, (_, index) => first + 1 + index);
    const heard = revisions().length;
    const killed = serve(luoshi);
    ears.otherwise = (response) => {
      if (revisions().length < heard + 8) response.writeHead(204).end();
      else killed.kill("SIGKILL");
    };
    await expect.poll(() => killed.signalCode, { timeout: 20_000 }).toBe("SIGKILL");
    ears.otherwise = (response) => void response.writeHead(204).end();
    const lost = revisions().at(-1);
    // Another goes on once the lease of the killed one has lapsed.
    luoshi.clock.moveTo(new Date(Date.now() + leaseOf(webhooks)).toISOString());
    const other = await createApp(luoshi.config, luoshi.clock);
    onTestFinished(() => other.stop());
    await expect.poll(() => [...new Set(revisions())], { timeout: 30_000 }).toEqual(wanted);
    expect(revisions().filter((revision) => revision === lost).length).toBeGreaterThanOrEqual(2);
    expect(revisions()).toEqual(revisions().toSorted((one, other) => one - other));
  },
);
