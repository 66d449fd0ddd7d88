import { readFile } from "node:fs/promises";
import { systemClock } from "../clock.js";
import { readWebhookSettings } from "../features/webhooks/webhook-settings.js";
import { newId } from "../database/record.entity.js";
import { applyNotice, isDated } from "../features/imports/apply-notice.js";
import { ProgressFeed } from "../features/imports/progress-feed.js";
import { Presence } from "../features/presence/presence.js";
import { hashPassword } from "../features/sessions/password.js";
import { usualSessionRules } from "../features/sessions/session-tokens.js";
import { Office } from "../features/offices/office.entity.js";
import { Person } from "../features/people/person.entity.js";
import { Role } from "../features/people/role.enum.js";
import { chineseCalendar } from "../features/tasks/working-calendar.js";
import { WebhookSender } from "../features/webhooks/webhook-sender.js";
import { ChangeVerb } from "../log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../log/log-head.entity.js";
import { write } from "../log/write.js";
import { readNotice } from "../notice/read-notice.js";
import { ChangeFeed } from "../log/change-feed.js";
import { createReader } from "../reader/reader.js";
import type { Database } from "../orm.config.js";
import { keptViews, makeViews } from "./kept-views.js";
import { months } from "./months.js";
import { playMonths } from "./play-months.js";

/** The password of every account of the demo, which serves this machine alone. */
export const demoPassword = "luoshi-demo";

/** The office that runs the programme, and who works there: made up, the notice names no supervisor. */
const supervisingOffice = "党政办";
const staff = [
  { name: "林晓敏", role: Role.SUPERVISOR },
  { name: "黄思远", role: Role.ADMIN },
];

const sampleNotice = new URL("../../../server/demo/sample-notice.txt", import.meta.url);

/** Fills an empty database with the demo, as it stood at the end of the day `today` (`YYYY-MM-DD`). */
export async function makeDemo(database: Database, today: string): Promise<void> {
  const fork = () => database.orm.em.fork();
  const reading = await readNotice(await readFile(sampleNotice), { name: "sample-notice.txt" });
  if (!isDated(reading)) throw new Error("The sample notice cannot be read");
  const at = new Date("2022-01-14T09:00:00+08:00");
  const applying = { em: fork(), actorId: null, at, locale: "zh-CN" } as const;
  const programmeId = await applyNotice(applying, reading);
  await giveAccounts(fork(), at);
  const surroundings = {
    lastingRows: database.rows,
    rows: database.rows,
    calendar: chineseCalendar(),
    locale: "zh-CN",
    feed: new ChangeFeed(),
    reader: createReader(),
    progress: new ProgressFeed(),
    presence: new Presence(),
    webhooks: new WebhookSender(readWebhookSettings({}), systemClock(), ""),
    signal: new AbortController().signal,
    secret: "",
    demoPassword: null,
    singleSignOn: null,
    undoMinutes: 0,
    sessionRules: usualSessionRules,
    browser: { client: null, address: null },
    ownUrl: "",
    setSessionCookie: () => undefined,
  } as const;
  const happened = ({ at }: { at: string }) => at.slice(0, 10) <= today;
  await playMonths(surroundings, fork, programmeId, months.filter(happened));
  await makeViews(surroundings, fork, keptViews.filter(happened));
}

async function giveAccounts(em: Database["orm"]["em"], at: Date): Promise<void> {
  const passwordHash = await hashPassword(demoPassword);
  await write(em, { chain: ACCOUNTS_CHAIN, actorId: null, verb: ChangeVerb.CREATE, at }, async (em) => {
    const office = em.create(Office, { id: newId("office"), name: supervisingOffice });
    for (const { name, role } of staff) {
      em.persist(em.create(Person, { id: newId("person"), name, role, office }, { partial: true }));
    }
    await em.flush();
    const now = new Date();
    for (const person of await em.find(Person, {}))
      person.givePassword(passwordHash, { oneTime: false, now });
  });
}
