import type { Browser, Route } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { launchBrowser } from "../kit/chromium.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson } from "./browser-person.js";

const luoshi = new Luoshi("SQLite");
let browser: Browser;

beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("../../dist/web", import.meta.url).pathname, today: "2022-08-15" });
  browser = await launchBrowser();
  await luoshi.given.person("陈美治");
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

it.each([
  ["breaks off", (route: Route) => route.abort()],
  [
    "comes from a proxy without a server",
    (route: Route) => route.fulfill({ status: 502, body: "Bad Gateway" }),
  ],
])("a move whose answer %s is asked for again, and is in the log once", async (_what, lose) => {
  const programme = await luoshi.given.programme({ projects: [{ owners: ["陈美治"] }] });
  const person = await BrowserPerson.signIn(browser, luoshi.url, "陈美治");
  await person.open(`/programmes/${programme.id}`);
  await person.sees(programme.card.id, "PENDING");
  const answered: number[] = [];
  await person.page.route("**/graphql", async (route) => {
    if (!route.request().postData()?.includes("Board_MoveTask")) return route.continue();
    const answer = await route.fetch();
    answered.push(answer.status());
    return answered.length === 1 ? lose(route) : route.fulfill({ response: answer });
  });

  await person.drag(programme.card.id, "ACTIVE");
  await person.page.getByText("已移到进行中").waitFor();

  await person.sees(programme.card.id, "ACTIVE");
  expect(answered).toEqual([200, 200]);
  const moves = await luoshi.sql(`select verb from change where chain = ? and verb <> 'IMPORT'`, [
    programme.id,
  ]);
  expect(moves).toEqual([{ verb: "START" }]);
  await person.close();
});
