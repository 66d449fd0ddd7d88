import type { Page } from "playwright-core";

/** How smoothly a page went while something was done on it, in milliseconds. */
export interface Smoothness {
  /** The longest time between two frames. */
  longestFrame: number;
  /** The time between two frames that 95 of 100 kept to. */
  usualFrame: number;
  /** The longest piece of work that kept the page from answering; 0 where none was longer than 50. */
  longestTask: number;
  frames: number;
}

interface Watched {
  frames: number[];
  tasks: number[];
  stop(): void;
}

/** Watches every frame of a page while `act` is done. */
export async function watchFrames(page: Page, act: () => Promise<void>): Promise<Smoothness> {
  await page.evaluate(startWatching);
  await act();
  const { frames, tasks } = await page.evaluate(stopWatching);
  const sorted = frames.toSorted((left, right) => left - right);
  return {
    longestFrame: Math.round(sorted.at(-1) ?? 0),
    usualFrame: Math.round(sorted[Math.floor(sorted.length * 0.95)] ?? 0),
    longestTask: Math.round(Math.max(0, ...tasks)),
    frames: frames.length,
  };
}

function startWatching(): void {
  const frames: number[] = [];
  const tasks: number[] = [];
  let isOver = false;
  let last = performance.now();
  const observer = new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) tasks.push(duration);
  });
  observer.observe({ type: "longtask" });
  requestAnimationFrame(function note(now) {
    frames.push(now - last);
    last = now;
    if (!isOver) requestAnimationFrame(note);
  });
  const stop = () => {
    isOver = true;
    observer.disconnect();
  };
  (globalThis as unknown as { watched: Watched }).watched = { frames, tasks, stop };
}

function stopWatching(): Pick<Watched, "frames" | "tasks"> {
  const { watched } = globalThis as unknown as { watched: Watched };
  watched.stop();
  return { frames: watched.frames.slice(1), tasks: watched.tasks };
}

/** Turns the wheel over a point, as a hand does that reads on. */
export async function scrollOver(page: Page, x: number, y: number, turns: number, by = 240): Promise<void> {
  await page.mouse.move(x, y);
  for (let turn = 0; turn < turns; turn++) {
    await page.mouse.wheel(0, turn % 40 < 30 ? by : -by);
    await page.waitForTimeout(16);
  }
}

/** Carries the first card that is shown to and fro over the board, and lets it go where it was. */
export async function carryToAndFro(page: Page, turns: number): Promise<void> {
  const box = await page.locator("[data-task-id]").first().boundingBox();
  const window = page.viewportSize();
  if (!box || !window) throw new Error("There is no card to carry");
  const { mouse } = page;
  await mouse.move(box.x + 60, box.y + 40);
  await mouse.down();
  await mouse.move(box.x + 90, box.y + 60, { steps: 5 });
  for (let turn = 0; turn < turns; turn++) {
    await mouse.move(window.width - 120, window.height / 2, { steps: 25 });
    await mouse.move(box.x + 60, box.y + 200, { steps: 25 });
  }
  await page.keyboard.press("Escape");
  await mouse.up();
}
