import type { Page, Route } from "playwright-core";
import { board } from "./board.ts";
import type { Scene, Stage } from "./scene.ts";

const layout =
  (name: string, more = "") =>
  (stage: Stage) =>
    `${board(stage)}?layout=${name}${more}`;
const with_ = (query: string) => (stage: Stage) => `${board(stage)}?${query}`;
const card = (kind: string) => `[data-stage-kind=${kind}] [data-task-id]`;

/** Answers the question for the whole board otherwise, and asks it again. */
async function answer(page: Page, otherwise: (route: Route) => Promise<void> | void): Promise<void> {
  await page.route(/graphql/, (route) => {
    const request = route.request();
    const isBoard = `${request.url()} ${request.postData()}`.includes("Board_Load");
    return isBoard ? otherwise(route) : route.continue();
  });
  await page.reload();
}
const cannot = (page: Page) => page.locator("main h2").first().waitFor();

async function answerChanged(page: Page, change: (board: ShownBoard) => void): Promise<void> {
  await answer(page, async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as { data: { board: ShownBoard } };
    change(body.data.board);
    await route.fulfill({ response, json: body });
  });
}
interface ShownBoard {
  stages: { wipLimit: number | null }[];
  projects: { tasks: unknown[] }[];
}

/** The line for what is new breaks again and again. */
async function cutOff(page: Page): Promise<void> {
  await page.routeWebSocket(/graphql/, (socket) => socket.close());
  await page.reload();
  await page.locator("[role=status] .notice").waitFor();
}

async function limited(page: Page): Promise<void> {
  await answerChanged(page, ({ stages }) => stages.forEach((stage) => (stage.wipLimit = 4)));
  await page.locator("[data-task-id]").first().waitFor();
}

async function fold(page: Page): Promise<void> {
  for (const kind of ["PENDING", "ACCEPTED"]) {
    const column = page.locator(`[data-stage-kind=${kind}]`);
    await column.locator(".head .menu button").click();
    await page.locator("[role=menu] [role=menuitem]").last().click();
  }
}

async function unfold(page: Page): Promise<void> {
  for (const _ of [1, 2]) await page.locator("[data-folded] button").first().click();
}

async function select(page: Page): Promise<void> {
  const titles = page.locator(`${card("ACTIVE")} .title`);
  for (const index of [0, 1, 2]) {
    await titles.nth(index).focus();
    await page.keyboard.press("x");
  }
  await page.locator(".selection").waitFor();
}

/** Takes a card up and holds it over the next column. */
async function carry(page: Page, { owned }: Stage): Promise<void> {
  const [from, over] = [page.locator(one(owned.pending)), page.locator("[data-stage-kind=ACTIVE]")];
  await from.scrollIntoViewIfNeeded();
  const [start, end] = [await from.boundingBox(), await over.boundingBox()];
  if (!start || !end) throw new Error("There is no card to carry");
  await page.mouse.move(start.x + 40, start.y + 60);
  await page.mouse.down();
  await page.mouse.move(start.x + 60, start.y + 70, { steps: 4 });
  await page.mouse.move(Math.min(end.x + 120, innerWidthOf(page) - 40), end.y + 220, { steps: 20 });
  await page.locator(".reason").first().waitFor();
}
const one = (taskId: string) => `[data-task-id="${taskId}"]`;
const innerWidthOf = (page: Page) => page.viewportSize()?.width ?? 0;

async function openMoves(page: Page, taskId: string): Promise<void> {
  const card = page.locator(one(taskId));
  await card.scrollIntoViewIfNeeded();
  await card.hover();
  await card.locator(".move").click();
  await page.locator("[role=menu] [role=menuitem]").first().waitFor();
}

async function askForReport(page: Page, { owned }: Stage): Promise<void> {
  await openMoves(page, owned.returned);
  await page.locator("[role=menuitem]:not([aria-disabled])").first().click();
  await page.locator("dialog form").waitFor();
}

async function askForReason(page: Page, { owned }: Stage): Promise<void> {
  await openMoves(page, owned.submitted);
  await page.locator("[role=menuitem]:not([aria-disabled])").first().click();
  await page.locator("dialog form").waitFor();
}

async function missReason(page: Page, stage: Stage): Promise<void> {
  await askForReason(page, stage);
  await page.locator("dialog [type=submit]").click();
}

async function move(page: Page, { owned }: Stage): Promise<void> {
  await openMoves(page, owned.pending);
  await page.locator("[role=menuitem]:not([aria-disabled])").first().click();
  await page.locator(".toast").first().waitFor();
}

async function undo(page: Page): Promise<void> {
  await page.locator(".toast button").first().click();
  await page.waitForTimeout(1000);
}

async function choose(page: Page): Promise<void> {
  const boxes = page.locator("[role=row] input[type=checkbox], li input[type=checkbox]");
  for (const index of [1, 2, 3]) await boxes.nth(index).click();
}

async function editCell(page: Page): Promise<void> {
  const cell = page.locator("[role=row][data-row] [data-key=assignees]").first();
  await cell.hover();
  await cell.locator(".edit").click();
  await page.locator("[popover], dialog").last().waitFor();
}

/** As the printer gets it: A3, lying. */
async function print(page: Page): Promise<void> {
  await page.setViewportSize({ width: 1587, height: 1123 });
  await page.emulateMedia({ media: "print" });
}

const firstMenu = (page: Page) =>
  page.locator("[aria-haspopup=menu].more, .menu-opener, .task .more").first();

async function reschedule(page: Page): Promise<void> {
  await firstMenu(page).click();
  await page.locator("[role=menuitem]").last().click();
  await page.locator("dialog form").waitFor();
}

const scene = (name: string, more: Omit<Scene, "name">): Scene => ({ name, signedIn: true, ...more });
const by = ["quarter", "lead-office", "owner", "leader", "light", "project"];

/** The same tasks in every layout, and what a board is when there is nothing to see. */
export const layouts: Scene[] = [
  ...by.map((key) => scene(`layout-by-${key}`, { address: with_(`columns=${key}`) })),
  scene("layout-lanes", { address: with_("lanes=lead-office") }),
  scene("layout-lanes-quarter", { address: with_("lanes=quarter") }),
  scene("layout-display", { address: board, play: (page) => page.locator(".display .opener").click() }),
  scene("layout-views", {
    address: board,
    play: (page) => page.locator(".view-bar .opener").first().click(),
  }),
  scene("layout-folded", { address: board, play: fold, leave: unfold }),
  scene("layout-limit", { address: board, play: limited }),
  scene("layout-selected", { address: board, play: select }),
  scene("layout-carried", { address: board, play: carry, signedIn: "owner" }),
  scene("layout-moves", {
    address: board,
    play: (page, { owned }) => openMoves(page, owned.returned),
    signedIn: "owner",
  }),
  scene("layout-report", { address: board, play: askForReport, signedIn: "owner" }),
  scene("layout-reason", { address: board, play: askForReason }),
  scene("layout-reason-missing", { address: board, play: missReason }),
  scene("layout-moved", { address: board, play: move, leave: undo, signedIn: "owner" }),
  scene("layout-past", { address: with_("as-of=2022-05-01") }),
  scene("layout-filtered", { address: with_("filter=light:red,yellow") }),
  scene("layout-none", { address: with_("q=查无此事") }),
  scene("layout-matrix", { address: layout("matrix") }),
  scene("layout-matrix-print", { address: layout("matrix"), play: print, widths: [1440] }),
  scene("layout-timeline", { address: layout("timeline") }),
  scene("layout-timeline-reschedule", { address: layout("timeline"), play: reschedule }),
  scene("layout-table", { address: layout("table") }),
  scene("layout-table-chosen", { address: layout("table"), play: choose }),
  scene("layout-table-edited", { address: layout("table"), play: editCell, widths: [1440] }),
  scene("layout-table-columns", {
    address: layout("table"),
    play: (page) => page.locator(".tools [aria-haspopup=dialog]").click(),
    widths: [1440],
  }),
  scene("layout-table-grouped", { address: layout("table", "&columns=lead-office") }),
  scene("layout-dashboard", { address: layout("dashboard") }),
  scene("layout-empty", {
    address: board,
    play: (page) =>
      answerChanged(page, ({ projects }) => projects.forEach((project) => (project.tasks = []))).then(() =>
        cannot(page),
      ),
  }),
  ...["board", "matrix", "timeline", "table", "dashboard"].map((name) =>
    scene(`layout-loading-${name}`, {
      address: layout(name),
      play: (page) => answer(page, () => undefined).then(() => page.locator(".skeleton").first().waitFor()),
    }),
  ),
  scene("layout-forbidden", {
    address: ({ demo }) => `${demo}/programmes/programme_01m000000000000000000000000`,
  }),
  scene("layout-error", {
    address: board,
    play: (page) =>
      answer(page, (route) => route.fulfill({ status: 500, json: { errors: [{ message: "" }] } })).then(() =>
        cannot(page),
      ),
  }),
  scene("layout-unreached", {
    address: board,
    play: (page) => answer(page, (route) => route.abort()).then(() => cannot(page)),
  }),
  scene("layout-offline", { address: board, play: cutOff }),
];
