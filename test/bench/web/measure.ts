import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import type { Ground } from "./ground.ts";

/** What a page took until it could be used. Milliseconds from the beginning of the navigation. */
export interface Loading {
  firstCard: number;
  /** After the first card, once nothing has blocked the page for 50 ms within half a second. */
  interactive: number;
  /** Compressed bytes of script and style until the first card. */
  codeBytes: number;
  /** Megabytes of JavaScript objects that are in use after a collection. */
  heap: number;
}

/** Frames while something moves. */
export interface Frames {
  /** Milliseconds. */
  longest: number;
  /** How many frames of 60 a second did not come. */
  dropped: number;
  count: number;
}

interface Watched {
  firstCard: number | null;
  lastLongTask: number;
}

type WatchedWindow = Window & { watched?: Watched; countedFrames?: number[] };

/** Runs in the page before anything else. */
function watch(): void {
  const view = window as WatchedWindow;
  const watched: Watched = { firstCard: null, lastLongTask: 0 };
  view.watched = watched;
  new PerformanceObserver((list) => {
    for (const { startTime, duration } of list.getEntries()) watched.lastLongTask = startTime + duration;
  }).observe({ type: "longtask", buffered: true });
  const look = () => {
    if (watched.firstCard !== null) return;
    if (document.querySelector("[data-task-id]"))
      requestAnimationFrame(() => (watched.firstCard ??= performance.now()));
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

export async function openContext(
  browser: Browser,
  ground?: Pick<Ground, "url" | "cookie">,
): Promise<BrowserContext> {
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "zh-CN" });
  await context.addInitScript(watch);
  if (ground) await context.addCookies([{ ...ground.cookie, url: ground.url }]);
  return context;
}

/** Loads an address in a context that has loaded nothing yet, and waits until it can be used. */
export async function load(context: BrowserContext, url: string): Promise<{ page: Page; loading: Loading }> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send("Network.enable");
  const bytes = countCode(session);
  await page.goto(url, { waitUntil: "commit" });
  await page.waitForFunction(() => (window as WatchedWindow).watched?.firstCard !== null, null, {
    polling: "raf",
    timeout: 60_000,
  });
  const codeBytes = bytes();
  await page.waitForFunction(
    () => performance.now() - ((window as WatchedWindow).watched?.lastLongTask ?? 0) > 500,
    null,
    { polling: 100, timeout: 60_000 },
  );
  const { firstCard, lastLongTask } = await page.evaluate(
    () => (window as WatchedWindow).watched ?? { firstCard: 0, lastLongTask: 0 },
  );
  await session.send("HeapProfiler.enable");
  await session.send("HeapProfiler.collectGarbage");
  const { usedSize } = await session.send("Runtime.getHeapUsage");
  const shown = firstCard ?? 0;
  return {
    page,
    loading: {
      firstCard: shown,
      interactive: Math.max(shown, lastLongTask),
      codeBytes,
      heap: usedSize / 1024 / 1024,
    },
  };
}

function countCode(session: CDPSession): () => number {
  const code = new Set<string>();
  let bytes = 0;
  session.on("Network.responseReceived", ({ requestId, type }) => {
    if (type === "Script" || type === "Stylesheet") code.add(requestId);
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (code.has(requestId)) bytes += encodedDataLength;
  });
  return () => bytes;
}

/** Counts the frames while something is done. */
export async function framesOf(page: Page, move: () => Promise<void>): Promise<Frames> {
  await page.evaluate(() => {
    const view = window as WatchedWindow;
    const frames: number[] = [];
    view.countedFrames = frames;
    const next = (now: number) => {
      if (view.countedFrames !== frames) return;
      frames.push(now);
      requestAnimationFrame(next);
    };
    requestAnimationFrame(next);
  });
  await move();
  const frames = await page.evaluate(() => {
    const view = window as WatchedWindow;
    const counted = view.countedFrames ?? [];
    view.countedFrames = undefined;
    return counted;
  });
  const gaps = frames.slice(1).map((at, index) => at - (frames[index] ?? at));
  const dropped = gaps.reduce((sum, gap) => sum + Math.max(0, Math.round(gap / (1000 / 60)) - 1), 0);
  return { longest: Math.max(0, ...gaps), dropped, count: gaps.length };
}

/** Scrolls a column down and up with the wheel. */
export async function scroll(page: Page, selector: string): Promise<void> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`Nothing to scroll: ${selector}`);
  await page.mouse.move(box.x + box.width / 2, box.y + Math.min(300, box.height / 2));
  for (let step = 0; step < 40; step++) {
    await page.mouse.wheel(0, step < 28 ? 240 : -240);
    await page.waitForTimeout(16);
  }
}

/** What a drag took after the card was let go. Milliseconds. */
export interface Drop {
  frames: Frames;
  /** Until the card lay in its new column. */
  settled: number;
  /** Until the server had said yes. */
  confirmed: number;
}

/** Drags a card to another column by hand. */
export async function drag(page: Page, taskId: string, kind: string): Promise<Drop> {
  const card = page.locator(`[data-task-id="${taskId}"]`);
  await card.scrollIntoViewIfNeeded();
  await card.hover();
  await page.waitForTimeout(400);
  const from = await card.boundingBox();
  const to = await page.locator(`[data-stage-kind="${kind}"]`).first().boundingBox();
  if (!from || !to) throw new Error("The card or the column is not shown");
  const start = { x: from.x + from.width / 2, y: from.y + from.height / 2 };
  const { mouse } = page;
  await mouse.move(start.x, start.y);
  await mouse.down();
  const frames = await framesOf(page, async () => {
    await mouse.move(start.x + 12, start.y + 6, { steps: 4 });
    await mouse.move(to.x + to.width / 2, to.y + 200, { steps: 60 });
    await mouse.move(to.x + to.width / 2, to.y + 420, { steps: 40 });
    await mouse.move(to.x + to.width / 2, to.y + 200, { steps: 40 });
  });
  const answered = page.waitForResponse((response) => isMove(response.request().postData()));
  const settled = page.evaluate(
    ([id, stage]) =>
      new Promise<number>((done) => {
        let letGo = 0;
        addEventListener("pointerup", () => (letGo = performance.now()), { once: true, capture: true });
        const look = () => {
          const there = document.querySelector(
            `[data-stage-kind="${stage ?? ""}"] [data-task-id="${id ?? ""}"]`,
          );
          if (letGo > 0 && there) requestAnimationFrame(() => done(performance.now() - letGo));
          else requestAnimationFrame(look);
        };
        look();
      }),
    [taskId, kind],
  );
  await page.waitForTimeout(50);
  const begun = performance.now();
  await mouse.up();
  const response = await answered;
  await response.finished();
  const confirmed = performance.now() - begun;
  return { frames, settled: await settled, confirmed };
}

function isMove(body: string | null): boolean {
  return body?.includes('"stageId"') ?? false;
}
