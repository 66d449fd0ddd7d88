import { AxeBuilder } from "@axe-core/playwright";
import { readFile } from "node:fs/promises";
import type { Browser, Locator, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import { launchBrowser } from "../kit/chromium.js";
import { Luoshi } from "../kit/luoshi.js";
import { BrowserPerson } from "./browser-person.js";

const root = new URL("../..", import.meta.url);
const fixture = (name: string) => readFile(new URL(`test/fixtures/notices/${name}`, root));
const luoshi = new Luoshi("SQLite");
let browser: Browser;
let supervisor: BrowserPerson;
let page: Page;

beforeAll(async () => {
  await luoshi.start({ pageDir: new URL("dist/web", root).pathname, today: "2022-01-17" });
  browser = await launchBrowser();
  await luoshi.given.person("林晓敏", { role: Role.SUPERVISOR });
  supervisor = await BrowserPerson.signIn(browser, luoshi.url, "林晓敏");
  page = supervisor.page;
  page.setDefaultTimeout(10_000);
});

afterAll(async () => {
  await browser?.close();
  await luoshi.stop();
});

const button = (name: string | RegExp) => page.getByRole("button", { name });
const spot = (id: string) => page.locator(`.read [data-spot~="${id}"]`);

async function openEntrance(): Promise<void> {
  await supervisor.open("/import");
  await page.getByLabel("粘贴通知全文").waitFor();
}

/** Drops files on the page, as a hand that lets go of them anywhere on it. */
async function drop(...files: { name: string; bytes: Uint8Array }[]): Promise<void> {
  const given = files.map(({ name, bytes }) => ({ name, base64: Buffer.from(bytes).toString("base64") }));
  await page.evaluate((dropped) => {
    const dataTransfer = new DataTransfer();
    for (const { name, base64 } of dropped) {
      const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      dataTransfer.items.add(new File([bytes], name));
    }
    for (const type of ["dragenter", "dragover", "drop"]) {
      document.body.dispatchEvent(new DragEvent(type, { bubbles: true, cancelable: true, dataTransfer }));
    }
  }, given);
}

/** Pastes rich text where nothing has the focus. */
async function paste(html: string, plain: string): Promise<void> {
  await page.evaluate(
    ([rich, text]) => {
      const clipboardData = new DataTransfer();
      clipboardData.setData("text/html", rich);
      clipboardData.setData("text/plain", text);
      const event = new ClipboardEvent("paste", { bubbles: true, cancelable: true, clipboardData });
      document.body.dispatchEvent(event);
    },
    [html, plain] as const,
  );
}

/** Corrects one value where it stands. */
async function correct(within: Locator, field: string, words: string): Promise<void> {
  await within.getByRole("button", { name: new RegExp(`^${field}：`) }).click();
  await within.getByLabel(field, { exact: true }).fill(words);
  await page.keyboard.press("Enter");
}

/** An owner moves a card of the board meanwhile, with a report where the stage asks for one. */
async function move(owner: string, place: string, kind: "ACTIVE" | "SUBMITTED"): Promise<void> {
  const [programme] = await luoshi.sql<{ id: string }>(`select id from programme`);
  const given = await luoshi.given.programmeWithId(programme?.id ?? "");
  const mover = await luoshi.given.signedIn(owner);
  const report = kind === "SUBMITTED" ? { done: "做好了。" } : undefined;
  expect((await mover.move(given.task(place), kind, { report })).kind).toBe("Task");
}

async function programmes(): Promise<number> {
  return (await luoshi.sql(`select id from programme`)).length;
}

const table = (rows: string[][]) =>
  `<p>青山镇关于下达2022年为民办实事项目责任分解任务的通知</p><table>${rows
    .map((cells) => `<tr>${cells.map((cell) => `<td>${cell}</td>`).join("")}</tr>`)
    .join("")}</table>`;
const head = ["序号", "项目名称", "建设内容", "项目进度", "责任领导", "责任人", "责任科室"];
const first = [
  head,
  [
    "1",
    "村道硬化",
    "硬化村道3公里。",
    "第一季度完成设计；第二季度施工；第三季度前完工。",
    "王强",
    "李梅",
    "规划建设办",
  ],
  ["2", "路灯亮化", "装路灯120盏。", "4月底前完成采购；第三季度安装。", "王强", "赵磊", "规划建设办"],
  ["3", "饮水安全", "改造管网。", "第四季度完成改造。", "周平", "吴海", "农业服务中心"],
];

describe("What cannot be read is told before it is sent", () => {
  const old = Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1);

  it("an old Word file, several files at once, a PDF: each with what to do", async () => {
    await openEntrance();
    const asked: string[] = [];
    page.on(
      "request",
      (request) => request.postData()?.includes("Import_Preview") && asked.push(request.url()),
    );
    await drop({ name: "通知.doc", bytes: old });
    await page.getByText("另存为 .docx").waitFor();
    await drop({ name: "一.docx", bytes: old }, { name: "二.docx", bytes: old });
    await page.getByText("一次只能读一份文件").waitFor();
    await drop({ name: "扫描件.pdf", bytes: Buffer.from("%PDF-1.7") });
    await page.getByText("「扫描件.pdf」是 PDF").waitFor();
    expect(asked).toEqual([]);
  });
});

describe("A Word file", () => {
  it("that is dropped anywhere becomes a review; taken back, it leaves nothing", async () => {
    await openEntrance();
    await drop({ name: "责任分解表.docx", bytes: await fixture("office-02-county-merged-cells.docx") });
    await page.getByText(/^共 \d+ 个项目、\d+ 个任务/).waitFor();
    await page.getByText("责任分解表.docx").waitFor();
    expect(await page.locator(".original td[rowspan]:not([rowspan='1'])").count()).toBeGreaterThan(0);
    await button("取消").click();
    await page.getByLabel("粘贴通知全文").waitFor();
    expect(await programmes()).toBe(0);
  });

  it("that takes long shows how far it is, and stops when it is told to", async () => {
    await openEntrance();
    await page.route("**/graphql", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue().catch(() => {});
    });
    await drop({ name: "责任分解表.docx", bytes: await fixture("office-02-county-merged-cells.docx") });
    await page.getByRole("progressbar").waitFor();
    await button("取消").click();
    await page.getByRole("progressbar").waitFor({ state: "detached" });
    await page.unroute("**/graphql");
    expect(await page.getByText(/^共 \d+ 个项目/).count()).toBe(0);
    expect(await page.getByText("连接已断开").count()).toBe(0);
    expect(await programmes()).toBe(0);
  });
});

describe("A table pasted from Word", () => {
  it("comes as a table, says so, and lights up on both sides", async () => {
    await openEntrance();
    await paste(table(first), "序号 项目名称");
    await page.getByText("已粘贴表格 · 4 行").waitFor();
    await button("读取").click();
    await page.getByText("共 3 个项目、6 个任务").waitFor();
    await spot("task-0-1").hover();
    await page.locator('.original .lit[data-spot~="task-0-1"]').first().waitFor();
    await page.locator('.original [data-spot~="project-1-owners"]').hover();
    await page.locator('.read .lit[data-spot~="project-1-owners"]').waitFor();
  });

  it("is asked about with F8, answered with the keyboard, and corrected in place", async () => {
    await page.getByText("还有 1 个问题").waitFor();
    await page.keyboard.press("F8");
    await page.keyboard.press("ArrowDown");
    await page.getByText("都已确认", { exact: true }).waitFor();

    await correct(spot("project-1"), "责任人", "赵磊、孙悦");
    await correct(spot("task-1-1"), "任务", "安装并亮灯");
    await spot("task-1-0")
      .getByRole("button", { name: /^时段：/ })
      .click();
    await spot("task-1-0").getByLabel("截止").fill("2022-05-15");
    await page.keyboard.press("Enter");
    await spot("task-1-0").getByText("5月15日前").waitFor();
    await button("不导入「饮水安全」").click();
    await correct(page.locator(".read"), "看板名称", "青山镇实事表");
    expect(await page.getByText("已改").count()).toBe(4);
    await page.getByText("共 2 个项目、5 个任务 · 2 处不导入").waitFor();
  });

  it("keeps Escape for what was read, and a reload for what was corrected", async () => {
    await spot("task-0-0")
      .getByRole("button", { name: /^任务：/ })
      .click();
    await page.keyboard.type("别的");
    await page.keyboard.press("Escape");
    await spot("task-0-0").getByRole("button", { name: "任务：完成设计，点击修改" }).waitFor();
    await page.reload();
    await page.getByText("共 2 个项目、5 个任务 · 2 处不导入").waitFor();
    expect(await page.getByText("已改").count()).toBe(4);
  });

  it("that is cancelled comes back with all corrections as long as that can be undone", async () => {
    await button("取消").click();
    await page.getByLabel("粘贴通知全文").waitFor();
    await button("恢复核对").click();
    await page.getByText("共 2 个项目、5 个任务 · 2 处不导入").waitFor();
    expect(await page.getByText("已改").count()).toBe(4);
  });

  it("waits with all corrections for a server that is out of reach, or busy", async () => {
    await page.route("**/graphql", (route) => route.abort());
    await page.reload();
    await page.getByText("连不上服务器").waitFor();
    await page.unroute("**/graphql");
    await page.route("**/graphql", (route) => {
      const isReading = route.request().postData()?.includes("Import_Preview");
      const errors = [{ message: "Busy", extensions: { code: "READER_BUSY" } }];
      return isReading ? route.fulfill({ json: { errors } }) : route.continue();
    });
    await page.reload();
    await page.getByText("您的答复和改正也都还在").waitFor();
    await page.unroute("**/graphql");
    await button("再读一次").click();
    await page.getByText("共 2 个项目、5 个任务 · 2 处不导入").waitFor();
    expect(await page.getByText("已改").count()).toBe(4);
  });

  it("becomes the board as corrected", async () => {
    await button("导入并生成看板").click();
    await page.waitForURL(/\/programmes\/programme_/);
    await page.locator("[data-task-id]").first().waitFor();
    expect(await page.locator("[data-task-id]").count()).toBe(5);
    expect(await luoshi.sql(`select title from programme`)).toEqual([{ title: "青山镇实事表" }]);
    const tasks = await luoshi.sql(`select title, due_on from task order by id`);
    expect(tasks).toContainEqual({ title: "安装并亮灯", due_on: "2022-09-30" });
    expect(tasks).toContainEqual({ title: "完成采购", due_on: "2022-05-15" });
    expect(tasks).toContainEqual({ title: "完工", due_on: "2022-09-30" }); // the second answer
    await page.getByText("赵磊、孙悦").first().waitFor();
  });
});

describe("The notice amended", () => {
  const amended = [
    head,
    [
      "1",
      "村道硬化",
      "硬化村道5公里。",
      "第一季度完成设计和预算；第二季度施工；第三季度前完工。",
      "王强",
      "李梅",
      "规划建设办",
    ],
    ["2", "路灯亮化", "装路灯120盏。", "4月底前完成采购；第三季度安装。", "王强", "赵磊", "规划建设办公室"],
    ["4", "公厕改造", "改造公厕2座。", "第二季度开工；第四季度投用。", "周平", "钱进", "农业服务中心"],
  ];

  it("shows what it changes, and does not suggest what would undo work", async () => {
    await move("李梅", "1.1", "SUBMITTED");
    await openEntrance();
    await paste(table(amended), "");
    await button("读取").click();
    await page.getByText(/^这是对《青山镇实事表》的调整：.*1 项新增/).waitFor();
    const moved = page.locator("li", { hasText: "该任务已在「待验收」" }).first();
    expect(await moved.getByRole("checkbox").isChecked()).toBe(false);
    const content = page.locator(".differences .row", { hasText: "硬化村道" });
    expect(await content.locator("mark").allInnerTexts()).toEqual([expect.stringContaining("5")]);
  });

  it("asks whether an office goes by another name", async () => {
    await page.getByText("「规划建设办公室」是哪个科室").waitFor({ state: "attached" });
    await page.getByRole("radio", { name: /就是「规划建设办」/ }).check();
    const office = page.locator(".differences .row", { hasText: "规划建设办公室" });
    await office.first().waitFor({ state: "detached" });
  });

  it("says so when the board changes meanwhile, and keeps what was ticked", async () => {
    const added = page.locator("li", { hasText: "整个项目，2 个任务" }).first();
    await added.getByRole("checkbox").uncheck();
    await move("赵磊", "2.1", "ACTIVE");
    await button(/^应用 \d+ 项调整/).click();
    await page.getByText("看板刚有改动，已经重新比较").waitFor();
    expect(await added.getByRole("checkbox").isChecked()).toBe(false);
    await added.getByRole("checkbox").check();
  });

  it("is compared, not applied, with a correction made just before", async () => {
    await button(/^读到的全部/).click();
    await correct(spot("project-2"), "责任人", "钱进、周平");
    await button(/^应用 \d+ 项调整/).click();
    await page.getByText("刚才的改动还没有比较过，现在已经重新比较").waitFor();
    await button(/^不同/).click();
    await page.locator(".differences .row", { hasText: "钱进、周平" }).first().waitFor();
  });

  it("changes the board by what is ticked; a card that was moved stays as it was", async () => {
    await button(/^应用 \d+ 项调整/).click();
    await page.waitForURL(/\/programmes\/programme_/);
    await page.getByText("看板已按通知调整").waitFor();
    expect(await programmes()).toBe(1);
    const contents = await luoshi.sql(`select name, content from project order by name`);
    expect(contents).toContainEqual({ name: "村道硬化", content: "硬化村道5公里。" });
    expect(contents).toContainEqual({ name: "公厕改造", content: "改造公厕2座。" });
    const kept = `select s.kind from task t join stage s on s.id = t.stage_id where t.title = '完成设计'`;
    expect(await luoshi.sql(kept)).toEqual([{ kind: "SUBMITTED" }]);
  });

  it("has a name of an office taken back that was taken for another's", async () => {
    const renamed = amended.map((cells) => cells.map((text) => text.replace("改造公厕2座", "改造公厕3座")));
    await openEntrance();
    await paste(table(renamed), "");
    await button("读取").click();
    await button(/^读到的全部/).click();
    await page.getByText(/供您了解/).click();
    await button("「规划建设办公室」不再当作「规划建设办」").click();
    await page.getByText("「规划建设办公室」是哪个科室").waitFor({ state: "attached" });
    expect(await luoshi.sql(`select name from office_alias`)).toEqual([]);
    await button("取消").click();
  });

  it("given once more changes nothing, and leads to its board", async () => {
    await openEntrance();
    await paste(table(amended), "");
    await button("读取").click();
    await page.getByText("这份通知已经导入过（《青山镇实事表》），没有任何变化。").waitFor();
    await button("打开现有看板").click();
    await page.waitForURL(/\/programmes\/programme_/);
  });
});

describe.each([
  { colorScheme: "light", width: 1440 },
  { colorScheme: "dark", width: 390 },
] as const)("In $colorScheme at $width px no barrier is found", ({ colorScheme, width }) => {
  const barriers = async () => {
    const { violations } = await new AxeBuilder({ page })
      .withTags(["wcag2a", "wcag2aa", "wcag22aa"])
      .analyze();
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`,
    );
  };
  const fits = () => page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);

  beforeAll(async () => {
    await page.emulateMedia({ colorScheme });
    // Tall enough that nothing lies half beneath a bar, where it would count as too small to hit.
    await page.setViewportSize({ width, height: 2400 });
  });

  it("at the entrance with a pasted table and a refused file", async () => {
    await openEntrance();
    await paste(table(first), "");
    await drop({ name: "扫描件.pdf", bytes: Buffer.from("%PDF-1.7") });
    await page.getByText("是 PDF").waitFor();
    expect(await barriers()).toEqual([]);
    expect(await fits()).toBe(true);
  });

  it("in the differences of an amendment", async () => {
    await paste(table(first).replace("120盏", "160盏"), "");
    await button("读取").click();
    await page.getByText(/^这是对《青山镇实事表》的调整/).waitFor();
    await page.locator(".differences li").first().waitFor();
    expect(await barriers()).toEqual([]);
    expect(await fits()).toBe(true);
  });

  it("in what was read, while something is corrected and something left out", async () => {
    await button(/^读到的全部/).click();
    await correct(spot("project-0"), "责任人", "李梅、周平");
    await button("不导入「路灯亮化」").click();
    await spot("task-0-0")
      .getByRole("button", { name: /^时段：/ })
      .click();
    expect(await barriers()).toEqual([]);
    expect(await fits()).toBe(true);
    await page.keyboard.press("Escape");
    await button("取消").click();
  });
});
