import { fork, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Order } from "./live-clients.js";

/** Many connections, held by a process of their own so that their work is not the server's. */
export class Crowd {
  readonly #process: ChildProcess = fork(join(import.meta.dirname, "live-clients.js"));

  static async open(order: Omit<Extract<Order, { kind: "open" }>, "kind">): Promise<Crowd> {
    const crowd = new Crowd();
    await crowd.#send({ kind: "open", ...order });
    return crowd;
  }

  /** When an event arrived at each connection that reads, or at the first `count`. */
  async hear(count: number | null = null): Promise<{ times: number[]; sample: string }> {
    return (await this.#send({ kind: "expect", count })) as { times: number[]; sample: string };
  }

  async pause(count: number): Promise<void> {
    await this.#send({ kind: "pause", count });
  }

  async cut(count: number, sinceRevision: number): Promise<void> {
    await this.#send({ kind: "cut", count, sinceRevision });
  }

  async close(): Promise<void> {
    const ended = once(this.#process, "exit");
    this.#process.disconnect();
    await ended;
  }

  async #send(order: Order): Promise<unknown> {
    this.#process.send(order);
    const [message] = (await once(this.#process, "message")) as [{ answer?: unknown; error?: string }];
    if (message.error !== undefined) throw new Error(`The followers failed: ${message.error}`);
    return message.answer;
  }
}
