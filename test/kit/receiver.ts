import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished, vi } from "vitest";
import { Webhook } from "standardwebhooks";

/** An event as a receiver got it. */
export interface Received {
  id: string;
  headers: Record<string, string>;
  body: string;
  event: {
    type: string;
    timestamp: string;
    data: { id: string; programmeId: string; revision: number; verb: string } & Record<string, unknown>;
  };
}

type Answer = (response: ServerResponse, received: Received, request: IncomingMessage) => void;

/** Answers with a status. */
export const status =
  (code: number, headers: Record<string, string> = {}): Answer =>
  (response) =>
    void response.writeHead(code, headers).end("ok");

/** Somebody's server that is told of changes: a real one on this machine. */
export class Receiver {
  /** Everything that came in, whatever was answered. */
  readonly received: Received[] = [];
  /** How the next requests are answered, in turn; then `otherwise`. */
  readonly answers: Answer[] = [];
  otherwise: Answer = status(204);
  #server: Server | undefined;

  async listen(): Promise<this> {
    const server = createServer((request, response) => void this.#take(request, response));
    this.#server = server;
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    onTestFinished(() => this.close());
    return this;
  }

  get url(): string {
    if (!this.#server) throw new Error("The receiver does not listen: listen() first");
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}/hooks`;
  }

  /** The revisions of a programme's events, as they came. */
  revisions(programmeId: string): number[] {
    return this.received
      .filter(({ event }) => event.data.programmeId === programmeId)
      .map(({ event }) => event.data.revision);
  }

  close(): void {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    let body = "";
    for await (const chunk of request) body += String(chunk);
    const headers = request.headers as Record<string, string>;
    const event = JSON.parse(body) as Received["event"];
    const received = { id: headers["webhook-id"] ?? "", headers, body, event };
    this.received.push(received);
    (this.answers.shift() ?? this.otherwise)(response, received, request);
  }
}

/** A receiver that listens until the test ends. */
export function receiver(): Promise<Receiver> {
  return new Receiver().listen();
}

/** Checks a signature with the library that receivers use, at the time of the test's clock. Throws when it does not hold. */
export function verify(secret: string, { body, headers }: Received, now: Date): void {
  vi.useFakeTimers({ toFake: ["Date"], now });
  try {
    new Webhook(secret).verify(body, headers);
  } finally {
    vi.useRealTimers();
  }
}
