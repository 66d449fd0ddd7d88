import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { WebSocket } from "ws";
import { now } from "./monotonic.js";

/** What a benchmark asks of this process, which stands for all who follow. */
export type Order =
  | {
      kind: "open";
      url: string;
      way: "raw" | "socket" | "stream";
      query: string;
      programmeId: string;
      cookies: string[];
    }
  | { kind: "expect"; count: number | null }
  | { kind: "pause"; count: number }
  | { kind: "cut"; count: number; sinceRevision: number };

interface Follower {
  cookie: string;
  /** Whether it reads what comes. */
  isPaused: boolean;
  pause(): void;
  cut(): void;
}

type Opening = Extract<Order, { kind: "open" }>;

/** Opens connections and says when what was expected of them arrived; does as little else as can be. */
class Followers {
  #all: Follower[] = [];
  #opening: Opening | null = null;
  #times: number[] = [];
  #expected = Infinity;
  /** A message of an average event, as it came. */
  #sample = "";

  async obey(order: Order): Promise<unknown> {
    switch (order.kind) {
      case "open":
        this.#opening = order;
        this.#all = await inTurns(order.cookies, (cookie) => this.#open(order, cookie, null));
        return null;
      case "expect":
        this.#expected = order.count ?? this.#all.filter(({ isPaused }) => !isPaused).length;
        while (this.#times.length < this.#expected)
          await new Promise<void>((resolve) => (this.#arrived = resolve));
        return { times: this.#times.splice(0), sample: this.#sample };
      case "pause":
        for (const follower of this.#all.slice(0, order.count)) follower.pause();
        return null;
      case "cut":
        return this.#cut(order);
    }
  }

  /** Breaks the last `count` connections and opens as many that go on where they were. */
  async #cut({ count, sinceRevision }: Extract<Order, { kind: "cut" }>): Promise<null> {
    const broken = this.#all.splice(-count);
    for (const follower of broken) follower.cut();
    const again = broken.map(({ cookie }) => this.#open(this.#opening!, cookie, sinceRevision));
    this.#all.push(...(await Promise.all(again)));
    return null;
  }

  #arrived: () => void = () => undefined;

  readonly #hear = (message: () => string): void => {
    this.#times.push(now());
    if (this.#times.length === 1) this.#sample = message();
    if (this.#times.length >= this.#expected) this.#arrived();
  };

  #open(opening: Opening, cookie: string, sinceRevision: number | null): Promise<Follower> {
    const variables = { programmeId: opening.programmeId, sinceRevision };
    const payload = { query: opening.query, variables };
    return opening.way === "stream"
      ? openStream(opening.url, cookie, payload, this.#hear)
      : openSocket(opening.url, cookie, opening.way === "raw" ? null : payload, this.#hear);
  }
}

async function inTurns<In, Out>(items: In[], work: (item: In) => Promise<Out>): Promise<Out[]> {
  const done: Out[] = [];
  for (let start = 0; start < items.length; start += 50) {
    done.push(...(await Promise.all(items.slice(start, start + 50).map(work))));
  }
  return done;
}

async function openSocket(
  url: string,
  cookie: string,
  payload: object | null,
  hear: (message: () => string) => void,
): Promise<Follower> {
  const address = `${url.replace("http", "ws")}/graphql`;
  const socket = new WebSocket(address, "graphql-transport-ws", {
    headers: { cookie },
    perMessageDeflate: false,
  });
  socket.on("error", () => undefined);
  await once(socket, "open");
  if (payload) {
    socket.send(JSON.stringify({ type: "connection_init" }));
    await once(socket, "message");
    socket.send(JSON.stringify({ id: crypto.randomUUID(), type: "subscribe", payload }));
  }
  socket.on("message", (data: Buffer) => {
    // The shortest event is longer than a ping.
    if (data.length > 50) hear(() => data.toString());
  });
  const follower: Follower = {
    cookie,
    isPaused: false,
    pause() {
      follower.isPaused = true;
      socket.pause();
    },
    cut: () => socket.terminate(),
  };
  return follower;
}

async function openStream(
  url: string,
  cookie: string,
  payload: object,
  hear: (message: () => string) => void,
): Promise<Follower> {
  const { hostname, port } = new URL(url);
  const socket: Socket = connect(Number(port), hostname);
  socket.on("error", () => undefined);
  await once(socket, "connect");
  const body = JSON.stringify(payload);
  const headers = [
    `POST /graphql/stream HTTP/1.1`,
    `host: ${hostname}`,
    `cookie: ${cookie}`,
    `accept: text/event-stream`,
    `content-type: application/json`,
    `content-length: ${Buffer.byteLength(body)}`,
  ];
  socket.write(`${headers.join("\r\n")}\r\n\r\n${body}`);
  await once(socket, "data");
  socket.on("data", (data: Buffer) => {
    for (let at = data.indexOf("event: next"); at >= 0; at = data.indexOf("event: next", at + 1)) {
      hear(() => data.toString());
    }
  });
  const follower: Follower = {
    cookie,
    isPaused: false,
    pause() {
      follower.isPaused = true;
      socket.pause();
    },
    cut: () => socket.destroy(),
  };
  return follower;
}

const followers = new Followers();
process.on("message", (order: Order) => {
  void followers.obey(order).then(
    (answer) => process.send?.({ answer }),
    (error: unknown) => process.send?.({ error: String(error) }),
  );
});
process.on("disconnect", () => process.exit());
