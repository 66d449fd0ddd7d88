import type { IncomingHttpHeaders } from "node:http";
import type { Viewer } from "../../features/sessions/viewer.policy.js";
import { localeOf, type Locale } from "../../graphql/locale.js";
import type { Credential, Requests } from "../request-context.js";

/** How often it is looked whether the sessions and tokens of open connections go on, in milliseconds. */
const checkEvery = 4000;

/** How many are asked for by one select. */
const together = 500;

/** A socket or an event stream that is open, and whose it is. */
export class LiveConnection {
  viewer: Viewer | null = null;
  /** When it was last asked whose it is, on the process's own clock. */
  checkedAt = -1;
  readonly credential: Credential | null;
  readonly locale: Locale;

  constructor(
    headers: IncomingHttpHeaders,
    credentialOf: Requests["credentialOf"],
    /** Closes it: whoever opened it has lost the right to it. */
    readonly shutOut: () => void,
  ) {
    this.credential = credentialOf(headers);
    this.locale = localeOf(headers["accept-language"]);
  }
}

/**
 * Who the open connections belong to, as of a moment: asked for all at once that wait for an event, never for each. No
 * event goes to whoever lost the right to it before it happened.
 */
export class LiveViewers {
  readonly #connections = new Set<LiveConnection>();
  readonly #timer: NodeJS.Timeout;
  /** Whose owner is to be asked for by the next check. */
  #wanted = new Set<LiveConnection>();
  #checking: Promise<void> | null = null;

  constructor(
    readonly requests: Pick<Requests, "credentialOf" | "viewersOf">,
    private readonly onError: (error: unknown) => void,
  ) {
    this.#timer = setInterval(() => this.checkSoon(), checkEvery).unref();
  }

  add(headers: IncomingHttpHeaders, shutOut: () => void): LiveConnection {
    const connection = new LiveConnection(headers, this.requests.credentialOf, shutOut);
    this.#connections.add(connection);
    return connection;
  }

  remove(connection: LiveConnection): void {
    this.#connections.delete(connection);
  }

  /** Whose the connection is, as it was at `moment` or later; null when nobody's any more. */
  async viewerAt(connection: LiveConnection, moment: number): Promise<Viewer | null> {
    while (connection.checkedAt < moment && this.#connections.has(connection)) {
      this.#wanted.add(connection);
      await this.#check();
    }
    return connection.viewer;
  }

  /** Closes what belongs to nobody any more: now and then, and when accounts have changed. */
  checkSoon(): void {
    for (const connection of this.#connections) this.#wanted.add(connection);
    void this.#check().catch(this.onError);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #check(): Promise<void> {
    this.#checking ??= this.#checkWanted().finally(() => (this.#checking = null));
    return this.#checking;
  }

  async #checkWanted(): Promise<void> {
    // Whoever hears of the same event asks within the same turn.
    await new Promise((resolve) => setImmediate(resolve));
    const connections = [...this.#wanted];
    this.#wanted = new Set();
    const moment = performance.now();
    const viewers = {
      token: await this.#read(connections, "token"),
      session: await this.#read(connections, "session"),
    };
    for (const connection of connections) {
      const { credential } = connection;
      connection.viewer = (credential && viewers[credential.kind].get(credential.fingerprint)) ?? null;
      connection.checkedAt = moment;
      if (!connection.viewer) connection.shutOut();
    }
  }

  async #read(connections: LiveConnection[], kind: Credential["kind"]): Promise<Map<string, Viewer>> {
    const all = new Set<string>();
    for (const { credential } of connections) if (credential?.kind === kind) all.add(credential.fingerprint);
    const fingerprints = [...all];
    const viewers = new Map<string, Viewer>();
    for (let start = 0; start < fingerprints.length; start += together) {
      const some = await this.requests.viewersOf(kind, fingerprints.slice(start, start + together));
      for (const [fingerprint, viewer] of some) viewers.set(fingerprint, viewer);
    }
    return viewers;
  }
}
