import type { Browser, BrowserContextOptions } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { launchBrowser } from "../kit/chromium.js";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson, centre } from "./browser-person.js";
import { Finger } from "./finger.js";

const luoshi = new Luoshi("SQLite");
const phone: BrowserContextOptions = {
  viewport: { width: 390, height: 844 },
  hasTouch: true,
  isMobile: true,
};
let browser: Browser;
let programme: GivenProgramme;
let owner: Client;
let opened: BrowserPerson[] = [];

beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("../../dist/web", import.meta.url).pathname, today: "2022-05-17" });
  for (const name of ["叶锋", "许武灵"]) await luoshi.given.person(name);
  await luoshi.given.person("林晓敏", { role: Role.SUPERVISOR });
  owner = await luoshi.given.signIn("叶锋");
  browser = await launchBrowser();
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

beforeEach(async () => {
  await Promise.all(opened.map((person) => person.close()));
  opened = [];
  programme = await luoshi.given.programme({
    projects: [
      {
        owners: ["叶锋"],
        leaders: ["许武灵"],
        tasks: Array.from({ length: 12 }, (_, index) => ({
          title: `第${index + 1}项工作`,
          quarter: 2 as const,
        })),
      },
    ],
  });
});

const card = () => programme.card.id;

async function at(name: string, window: BrowserContextOptions = {}, query = ""): Promise<BrowserPerson> {
  const person = await BrowserPerson.signIn(browser, luoshi.url, name, window);
  opened.push(person);
  await person.open(`/programmes/${programme.id}${query}`);
  await person.card(card()).first().waitFor();
  return person;
}

/** Somebody moves the card elsewhere, without a page. */
async function moveBy(client: Client, mutation: string, input: object = {}): Promise<void> {
  const query = `mutation ($input: ${mutation.charAt(0).toUpperCase()}${mutation.slice(1)}Input!) {
    ${mutation}(input: $input) { __typename ... on Problem { message } }
  }`;
  const { data } = await client.send<Record<string, { __typename: string }>>(query, {
    input: { taskId: card(), ...input },
  });
  expect(data?.[mutation]?.__typename).toBe("Task");
}

/** Where the board stands when it has come to rest. */
async function settledScroll(): Promise<number> {
  const left = () => document.querySelector(".columns")?.scrollLeft ?? 0;
  const frame = () => new Promise(requestAnimationFrame);
  for (let still = 0, last = -1; still < 10;) {
    await frame();
    still = left() === last ? still + 1 : 0;
    last = left();
  }
  return left();
}

const report = { done: "已经办完。" };

describe("A finger", () => {
  it("takes a card up after a long press, and the board scrolls at the edge that it is held at", async () => {
    const person = await at("叶锋", phone);
    const finger = await Finger.on(person.page);
    const from = await centre(person.card(card()));
    await finger.press(from.x, from.y);
    await person.page.locator(".carried-picture").waitFor();
    const edge = { x: 386, y: from.y };
    await finger.slide(from, edge);
    await person.page.waitForFunction(() => (document.querySelector(".columns")?.scrollLeft ?? 0) > 60);
    await finger.slide(edge, { x: 195, y: from.y }, 3);
    const scrolled = await person.page.evaluate(settledScroll);
    expect(scrolled).toBeGreaterThan(60);
    const box = await person.column("ACTIVE").boundingBox();
    const into = Math.min(350, Math.max(40, (box?.x ?? 0) + 60));
    await finger.slide({ x: 195, y: from.y }, { x: into, y: from.y }, 3);
    await finger.lift();
    await person.sees(card(), "ACTIVE");
  });

  it("that swipes scrolls the column, and takes nothing up", async () => {
    const person = await at("叶锋", phone);
    const finger = await Finger.on(person.page);
    const from = { x: 180, y: 600 };
    await finger.press(from.x, from.y);
    await finger.slide(from, { x: 180, y: 250 });
    await finger.lift();
    await person.page.waitForFunction(() => (document.querySelector(".scroller")?.scrollTop ?? 0) > 100);
    expect(await person.page.locator(".carried-picture").count()).toBe(0);
    await person.sees(card(), "PENDING");
  });
});

describe("The keyboard", () => {
  it("takes a card up, carries it, lets go and puts down, and every step is said", async () => {
    const person = await at("叶锋");
    const { keyboard } = person.page;
    const said = (words: RegExp) =>
      person.page.locator("[aria-live=assertive]", { hasText: words }).waitFor({ state: "attached" });
    await person.card(card()).getByRole("link").focus();
    await keyboard.press("Space");
    await said(/已拿起「第1项工作」，在待启动/);
    await keyboard.press("ArrowRight");
    await said(/进行中，第 1 位/);
    await keyboard.press("Escape");
    await said(/已放回原处/);
    await person.sees(card(), "PENDING");
    await keyboard.press("Space");
    await keyboard.press("ArrowRight");
    await keyboard.press("ArrowRight");
    await keyboard.press("ArrowRight");
    await said(/不能放到已验收：/);
    await keyboard.press("ArrowLeft");
    await keyboard.press("ArrowLeft");
    await keyboard.press("Space");
    await said(/已把「第1项工作」放到进行中/);
    await person.sees(card(), "ACTIVE");
    await person.page.waitForFunction(
      (id) => document.activeElement?.closest("[data-task-id]")?.getAttribute("data-task-id") === id,
      card(),
    );
  });

  it("says a refusal also when the server answers later than the arrows", async () => {
    const person = await at("叶锋");
    const { keyboard } = person.page;
    let answer = (): void => {};
    const arrived = new Promise<void>((resolve) => (answer = resolve));
    await person.page.route("**/graphql", async (route) => {
      if (route.request().postData()?.includes("Board_TaskMoves")) await arrived;
      await route.continue();
    });
    const said = person.page.locator("[aria-live=assertive]");
    await person.card(card()).getByRole("link").focus();
    for (const key of ["Space", "ArrowRight", "ArrowRight", "ArrowRight"]) await keyboard.press(key);
    await said.filter({ hasText: /已验收，第 1 位/ }).waitFor({ state: "attached" });
    answer();
    await said.filter({ hasText: /不能放到已验收：/ }).waitFor({ state: "attached" });
  });
});

describe("A move", () => {
  it("is chosen from the card's own menu, where what may not be done says why", async () => {
    const person = await at("叶锋");
    await person.card(card()).hover();
    await person.card(card()).getByRole("button", { name: /移动/ }).click();
    const blocked = person.page.getByRole("menuitem", { name: /已验收/ });
    await blocked.waitFor();
    expect(await blocked.getAttribute("aria-disabled")).toBe("true");
    await person.page.getByRole("menuitem", { name: /进行中/ }).click();
    await person.sees(card(), "ACTIVE");
  });

  it("greys the columns that the card may not enter, with the reason", async () => {
    const person = await at("叶锋");
    await person.carry(person.card(card()), person.column("ACCEPTED"));
    await person.column("ACCEPTED").getByText("不能从“待启动”直接到“已验收”").waitFor();
    expect(await person.page.locator(".column.blocked").count()).toBe(1);
    await person.page.keyboard.press("Escape");
    await person.sees(card(), "PENDING");
  });

  it("that needs a reason asks for it in place, and is undone within ten seconds", async () => {
    await moveBy(owner, "submitTask", { report });
    const leader = await at("许武灵");
    await leader.sees(card(), "SUBMITTED");
    await leader.drag(card(), "ACTIVE");
    const dialog = leader.page.getByRole("dialog");
    await dialog.getByRole("button", { name: "退回" }).click();
    await dialog.getByText("请写明原因。").waitFor();
    await dialog.getByLabel("原因").fill("缺少村级意见");
    await dialog.getByRole("button", { name: "退回" }).click();
    await leader.sees(card(), "ACTIVE");
    await leader.page.getByRole("button", { name: "撤销" }).click();
    await leader.sees(card(), "SUBMITTED");
  });

  it("of a card that somebody else has moved meanwhile is not made, and says where the card is", async () => {
    const person = await at("叶锋");
    await person.carry(person.card(card()), person.column("SUBMITTED"));
    await moveBy(owner, "startTask");
    await person.sees(card(), "ACTIVE");
    await person.page.mouse.up();
    await person.page.getByText("这张卡片其间已被改动，现在在「进行中」").waitFor();
    await person.sees(card(), "ACTIVE");
  });
});

describe("A card that somebody else changes", () => {
  const animation = (person: BrowserPerson) =>
    person.card(card()).evaluate((element) => getComputedStyle(element).animationName);

  it("is softly lit for two seconds, and not on the page of whoever changed it", async () => {
    const [onlooker, mover] = [await at("许武灵"), await at("叶锋")];
    await mover.drag(card(), "ACTIVE");
    await onlooker.page.locator(`[data-task-id="${card()}"].fresh`).waitFor();
    expect(await animation(onlooker)).not.toBe("none");
    await mover.sees(card(), "ACTIVE");
    await onlooker.page.locator(`[data-task-id="${card()}"]:not(.fresh)`).waitFor({ timeout: 5000 });
    expect(await mover.page.locator(".fresh").count()).toBe(0);
  });

  it("does not move for whoever wants none of that", async () => {
    const onlooker = await at("许武灵", { reducedMotion: "reduce" });
    await moveBy(owner, "startTask");
    await onlooker.page.locator(`[data-task-id="${card()}"].fresh`).waitFor();
    expect(await animation(onlooker)).toBe("none");
  });
});
