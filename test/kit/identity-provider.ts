import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import OpenIdProvider from "oidc-provider";

/** A real OpenID Connect provider on this machine. Whoever signs in by `subject` is called what {@link names} says. */
export class IdentityProvider {
  /** Names by subject; also what may be changed there at any time. */
  readonly names = new Map<string, string>();
  readonly clientId = "luoshi";
  readonly clientSecret = "the-client-secret-of-the-tests";
  #server: Server | undefined;
  #port = 0;

  get issuer(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  async start(redirectUri: string): Promise<void> {
    this.#port ||= await freePort();
    const provider = new OpenIdProvider(this.issuer, {
      clients: [{ client_id: this.clientId, client_secret: this.clientSecret, redirect_uris: [redirectUri] }],
      claims: { profile: ["name"] },
      cookies: { keys: ["the cookies of the provider"] },
      findAccount: (_context: unknown, subject: string) => ({
        accountId: subject,
        claims: () => ({ sub: subject, name: this.names.get(subject) }),
      }),
    });
    this.#server = createServer(provider.callback());
    this.#server.listen(this.#port, "127.0.0.1");
    await once(this.#server, "listening");
  }

  async stop(): Promise<void> {
    const server = this.#server;
    if (!server) return;
    server.closeAllConnections();
    server.close();
    await once(server, "close");
    this.#server = undefined;
  }
}

/** A port that nobody listens on. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}

/** A browser without a window: keeps cookies by host and path, and follows redirects one at a time. */
export class Browsing {
  readonly #cookies = new Map<string, { host: string; path: string; pair: string }>();

  /** The cookies that go to an address. */
  cookiesFor(url: URL): string {
    return [...this.#cookies.values()]
      .filter(({ host, path }) => host === url.host && url.pathname.startsWith(path))
      .map(({ pair }) => pair)
      .join("; ");
  }

  async go(url: URL, form?: Record<string, string>): Promise<Response> {
    const response = await fetch(url, {
      method: form ? "POST" : "GET",
      redirect: "manual",
      headers: { cookie: this.cookiesFor(url) },
      body: form ? new URLSearchParams(form) : undefined,
    });
    for (const line of response.headers.getSetCookie()) this.#keep(line, url.host);
    return response;
  }

  /** Another browser with the same cookies. */
  copy(): Browsing {
    const copy = new Browsing();
    for (const [key, cookie] of this.#cookies) copy.#cookies.set(key, cookie);
    return copy;
  }

  #keep(line: string, host: string): void {
    const pair = line.split(";")[0] ?? "";
    const path = /;\s*path=([^;]*)/i.exec(line)?.[1] ?? "/";
    const key = `${host} ${path} ${pair.split("=")[0]}`;
    if (/expires=Thu, 01 Jan 1970/i.test(line)) this.#cookies.delete(key);
    else this.#cookies.set(key, { host, path, pair });
  }
}

/** Where a redirect leads. */
export function locationOf(response: Response): URL {
  return new URL(response.headers.get("location") ?? "", response.url);
}

/**
 * Signs in at the provider as `subject` and consents, from the address that the product sent the browser to. Gives the
 * address that leads back, which is not opened yet.
 */
export async function signInAtProvider(browsing: Browsing, to: URL, subject: string): Promise<URL> {
  const provider = to.host;
  let url = to;
  for (let step = 0; step < 12; step += 1) {
    if (url.host !== provider) return url;
    const response = await browsing.go(url);
    if (response.status >= 300 && response.status < 400) {
      url = locationOf(response);
      continue;
    }
    const page = await response.text();
    const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
    if (!prompt) throw new Error(`The provider shows no form: ${response.status} ${page.slice(0, 400)}`);
    url = locationOf(await browsing.go(url, { prompt, login: subject, password: "any" }));
  }
  throw new Error("The provider never leads back");
}
