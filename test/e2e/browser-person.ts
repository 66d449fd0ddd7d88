import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from "playwright-core";
import { password } from "../kit/given.js";

/** Somebody at a browser of their own. */
export class BrowserPerson {
  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly url: string,
  ) {}

  /**
   * Opens a browser window with an empty profile, signs in through the page, and goes on to the newest board where
   * there is one.
   */
  static async signIn(
    browser: Browser,
    url: string,
    name: string,
    window: BrowserContextOptions = {},
  ): Promise<BrowserPerson> {
    const viewport = { width: 1440, height: 900 };
    const context = await browser.newContext({ locale: "zh-CN", viewport, ...window });
    const person = new BrowserPerson(await context.newPage(), context, url);
    await person.page.goto(url);
    await person.page.getByLabel("姓名").fill(name);
    await person.page.getByLabel("密码").fill(password);
    await person.page.getByRole("button", { name: "登录", exact: true }).click();
    await person.page.waitForURL((address) => !address.pathname.startsWith("/sign-in"));
    await person.goOnToBoard();
    return person;
  }

  private async goOnToBoard(): Promise<void> {
    const board = this.page.getByRole("link", { name: "看板", exact: true });
    const nothing = this.page.getByText("还没有年度实事").or(this.page.getByLabel("粘贴通知全文"));
    await board.or(nothing).first().waitFor();
    if (await board.isVisible()) await board.click();
  }

  async open(path: string): Promise<void> {
    await this.page.goto(`${this.url}${path}`);
  }

  column(kind: string): Locator {
    return this.page.locator(`[data-stage-kind="${kind}"]`);
  }

  /** The card of a task, in a column if one is given. */
  card(taskId: string, kind?: string): Locator {
    const within = kind ? this.column(kind) : this.page;
    return within.locator(`[data-task-id="${taskId}"]`);
  }

  /** Waits until a card stands in a column. */
  async sees(taskId: string, kind: string): Promise<void> {
    await this.card(taskId, kind).waitFor({ timeout: 10_000 });
  }

  /** Drags a card onto a column with the mouse, as a hand does: down, away, over, up. */
  async drag(taskId: string, kind: string): Promise<void> {
    await this.carry(this.card(taskId), this.column(kind));
    await this.page.mouse.up();
  }

  /** Takes a card up with the mouse and holds it over something, without letting go. */
  async carry(card: Locator, over: Locator): Promise<void> {
    await card.scrollIntoViewIfNeeded();
    const from = await centre(card);
    const to = await top(over);
    const { mouse } = this.page;
    await mouse.move(from.x, from.y);
    await mouse.down();
    await mouse.move(from.x + 12, from.y + 6, { steps: 4 });
    await mouse.move(to.x, to.y, { steps: 20 });
    await mouse.move(to.x + 2, to.y + 2, { steps: 2 });
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

export async function centre(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (!box) throw new Error("Nothing to take hold of: the card is not shown");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

async function top(target: Locator): Promise<{ x: number; y: number }> {
  const box = await target.boundingBox();
  if (!box) throw new Error("Nowhere to go: the column is not shown");
  return { x: box.x + box.width / 2, y: box.y + Math.min(box.height / 2, 120) };
}
