import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createApp, type App } from "../../server/app.js";
import { readConfig } from "../../server/config.js";
import { newId } from "../../server/database/record.entity.js";
import { readingWithout } from "../../server/commands/make-up-notice.js";
import { applyNotice } from "../../server/features/imports/apply-notice.js";
import { Person } from "../../server/features/people/person.entity.js";
import { Role } from "../../server/features/people/role.enum.js";
import { addToken, inDays } from "../../server/features/tokens/create-token.js";
import { TokenScope } from "../../server/features/tokens/token-scope.enum.js";
import { ChangeVerb } from "../../server/log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../server/log/log-head.entity.js";
import { write } from "../../server/log/write.js";
import { makeSchema } from "../../server/schema.js";
import { noticeOf } from "../kit/given-programme.js";
import { fuzzRequests, type RequestFailure, type Send } from "./requests.js";

/** Sends mutated requests to a server with a small board of its own, as a supervisor's program with every scope. */
export async function runRequests(
  seconds: number,
  seed: number,
  say: (text: string) => void,
): Promise<boolean> {
  const dataDir = await mkdtemp(join(tmpdir(), "luoshi-fuzz-"));
  const settings = { DATA_DIR: dataDir, PORT: "0", LOG_LEVEL: "silent", RATE_LIMIT_POINTS: "1000000000000" };
  const config = { ...readConfig(settings), pageDir: null };
  const app = await createApp(config);
  try {
    const token = await givenToken(app, config.secret);
    const ids = await givenBoard(app);
    const end = performance.now() + seconds * 1000;
    const report = ({ number, body, faults }: RequestFailure) =>
      say(`FAILED ${seed}.${number}\n  ${faults.join("\n  ")}\n  ${body.slice(0, 2000)}`);
    const isEnough = () => performance.now() >= end;
    const result = await fuzzRequests(makeSchema(), sender(app.url, token), { ids }, seed, isEnough, report);
    for (const [outcome, times] of [...result.outcomes].toSorted(([, one], [, other]) => other - one))
      say(`${String(times).padStart(7)}  ${outcome}`);
    const share = Math.round((result.parsed / result.count) * 100);
    say(
      `${result.count} requests, ${share} % of them parsed, the slowest in ${Math.round(result.slowest)} ms`,
    );
    say(`${result.failures.length} failed`);
    return result.failures.length === 0;
  } finally {
    await app.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Sends bodies as a program with a token does. */
export function sender(url: string, token: string): Send {
  return async (body) => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${token}` };
    const response = await fetch(`${url}/graphql`, { method: "POST", headers, body });
    return { status: response.status, text: await response.text() };
  };
}

/** A token of a supervisor, with every scope. */
export function givenToken({ database: { orm } }: Pick<App, "database">, secret: string): Promise<string> {
  const attribution = { chain: ACCOUNTS_CHAIN, actorId: null, verb: ChangeVerb.CREATE, at: new Date() };
  return write(orm.em.fork(), attribution, async (em) => {
    const columns = { id: newId("person"), name: "试错人", role: Role.SUPERVISOR };
    const person = em.create(Person, columns, { partial: true });
    em.persist(person);
    const scopes = Object.values(TokenScope);
    const plan = { name: "fuzz", scopes, programmeIds: null, isService: false, expiresAt: inDays(1) };
    return addToken(em, person, plan, secret).secret;
  });
}

/** A small board; gives the ids of what is on it. */
export async function givenBoard({ database: { orm, rows } }: App): Promise<string[]> {
  const notice = noticeOf(
    { projects: [{ leaders: ["甲"], owners: ["试错人"], offices: ["乙办"], tasks: [{}, {}] }] },
    "试错",
  );
  const applying = { em: orm.em.fork(), actorId: null, at: new Date(), locale: "zh-CN" } as const;
  await applyNotice(applying, readingWithout(notice));
  const tables = ["programme", "stage", "project", "task", "person", "office"];
  const found = await Promise.all(
    tables.map((table) => rows.all<{ id: string }>(`select id from "${table}"`)),
  );
  return found.flat().map(({ id }) => id);
}
