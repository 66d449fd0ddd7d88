import type { Browser, BrowserContext, Page } from "playwright-core";

/** What must never be seen on a page that shows texts of strangers, each as a line that says what it was. */
export class Watch {
  /** Code of a text that ran: as itself, in a dialog, or in a window that it opened. */
  readonly ran: string[] = [];
  /** What the page's policy had to refuse. Markup was made of a text, even though it did nothing. */
  readonly refused: string[] = [];
  /** What broke in the page's own scripts. */
  readonly broken: string[] = [];
  /** Requests to another place than the server. */
  readonly strayed: string[] = [];

  /** Gives what was seen, and forgets it. */
  take(): Watch {
    const taken = new Watch();
    for (const kind of ["ran", "refused", "broken", "strayed"] as const) {
      taken[kind].push(...this[kind].splice(0));
    }
    return taken;
  }
}

/** A browser window of somebody signed in, in which `hit` is there to be called by what should not run. */
export class WatchedPage {
  readonly watch = new Watch();

  private constructor(
    readonly page: Page,
    private readonly context: BrowserContext,
    private readonly url: string,
  ) {}

  /** `cookie` is that of whoever is signed in. The window is as high as it takes to show every card of a long column. */
  static async open(browser: Browser, url: string, cookie: string, height = 900): Promise<WatchedPage> {
    const context = await browser.newContext({ locale: "zh-CN", viewport: { width: 1440, height } });
    const [name = "", value = ""] = cookie.split("=");
    await context.addCookies([{ name, value, url }]);
    const watched = new WatchedPage(await context.newPage(), context, url);
    await watched.#look();
    return watched;
  }

  async #look(): Promise<void> {
    const { ran, refused, broken, strayed } = this.watch;
    const { context, page, url } = this;
    await context.exposeBinding("hit", (_source, which: unknown) => void ran.push(`hit(${String(which)})`));
    await context.exposeBinding("refusedHere", (_source, what: string) => void refused.push(what));
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI, sample }) => {
        const told = (globalThis as unknown as { refusedHere: (what: string) => void }).refusedHere;
        told(`${violatedDirective} ${blockedURI} ${sample}`);
      });
    });
    page.on("dialog", (dialog) => {
      ran.push(`a dialog: ${dialog.message()}`);
      void dialog.dismiss();
    });
    context.on("page", (opened) => ran.push(`a window: ${opened.url()}`));
    page.on("pageerror", ({ message }) => broken.push(message));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") broken.push(message.text());
    });
    context.on("request", (request) => {
      const address = request.url();
      if (!address.startsWith(`${url}/`) && !/^(data|blob):/.test(address)) strayed.push(address);
    });
  }

  async goTo(path: string): Promise<void> {
    await this.page.goto(`${this.url}${path}`);
  }

  /** What was made of texts that should not be: their elements, addresses that are code. */
  async planted(): Promise<string[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll("*")]
        .filter(
          (element) =>
            element.hasAttribute("data-planted") ||
            element.getAttributeNames().some((name) => name.startsWith("on")) ||
            /^\s*(javascript|vbscript|data):/i.test(element.getAttribute("href") ?? ""),
        )
        .map((element) => element.outerHTML.slice(0, 200)),
    );
  }

  /** Which of some texts cannot be read on the page; how blanks are shown is the page's own. */
  async missing(texts: readonly string[]): Promise<string[]> {
    const shown = await this.page.evaluate(() => {
      const fields = [
        ...document.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>("input, textarea"),
      ];
      return [document.body.textContent, ...fields.map(({ value }) => value)].join(" ");
    });
    const dense = withoutBlanks(shown);
    return texts.filter((text) => !dense.includes(withoutBlanks(text)));
  }

  /** Points at what lies there, walks through it with the Tab key, and leaves: whatever waits for that is set off. */
  async touch(): Promise<void> {
    for (const y of [200, 400, 600]) for (const x of [200, 500, 800, 1100]) await this.page.mouse.move(x, y);
    for (let times = 0; times < 12; times += 1) await this.page.keyboard.press("Tab");
  }

  async close(): Promise<void> {
    await this.context.close();
  }
}

function withoutBlanks(text: string): string {
  return text.replace(/\s+/g, "");
}
