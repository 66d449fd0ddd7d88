import type { CDPSession, Page } from "playwright-core";

/** One finger on a page, as the screen tells of it. */
export class Finger {
  private constructor(private readonly screen: CDPSession) {}

  static async on(page: Page): Promise<Finger> {
    return new Finger(await page.context().newCDPSession(page));
  }

  async press(x: number, y: number): Promise<void> {
    await this.screen.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
  }

  /** Slides in small steps, as a finger does. */
  async slide(from: { x: number; y: number }, to: { x: number; y: number }, steps = 12): Promise<void> {
    for (let step = 1; step <= steps; step++) {
      const part = step / steps;
      const point = { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
      await this.screen.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [point] });
    }
  }

  async lift(): Promise<void> {
    await this.screen.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
  }
}
