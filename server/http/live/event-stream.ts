import type { FastifyReply } from "fastify";
import { mostUnsent, whenSent } from "./outlet.js";
import type { Outlet } from "./subscription.js";

/** After how long a browser asks again when a stream broke, in milliseconds; spread out, as all may break at once. */
const askAgain = { after: 300, spread: 1200 };

/** The bytes of an answer, the same for all streams that it goes to. */
const frames = new WeakMap<Buffer, Buffer>();

/** An HTTP answer that goes on: Server-Sent Events, as GraphQL over SSE names them. */
export class EventStream implements Outlet {
  constructor(
    private readonly reply: FastifyReply,
    private readonly patience: number,
    /** The revision after which it begins; a stream that breaks before its first event resumes there. */
    seen: number | null,
  ) {
    // Not compressed, not kept, and not gathered by a proxy on the way.
    const headers = { "cache-control": "no-store, no-transform", "x-accel-buffering": "no" };
    const type = { "content-type": "text/event-stream; charset=utf-8" };
    reply.hijack();
    reply.raw.writeHead(200, { ...(reply.getHeaders() as Record<string, string>), ...headers, ...type });
    reply.raw.socket?.setNoDelay(true).setKeepAlive(true, 30_000);
    const retry = askAgain.after + Math.round(Math.random() * askAgain.spread);
    reply.raw.write(`retry: ${retry}\n${seen === null ? "" : `id: ${seen}\n`}\n`);
  }

  send(answer: Buffer, id: number | null): void {
    let frame = frames.get(answer);
    if (!frame) {
      const start = `${id === null ? "" : `id: ${id}\n`}event: next\ndata: `;
      frame = Buffer.concat([Buffer.from(start), answer, Buffer.from("\n\n")]);
      frames.set(answer, frame);
    }
    if (this.#isOpen) this.reply.raw.write(frame);
  }

  room(): Promise<void> | null {
    const { raw } = this.reply;
    if (raw.writableLength <= mostUnsent || !raw.socket) return null;
    return whenSent(raw.socket, this.patience, () => this.cut());
  }

  /** Says that there will be no more. */
  complete(): void {
    if (this.#isOpen) this.reply.raw.end("event: complete\ndata: \n\n");
  }

  /** A sign of life. */
  beat(): void {
    if (this.#isOpen && this.reply.raw.writableLength === 0) this.reply.raw.write(":\n\n");
  }

  /** Calls back once nobody listens any more, be it at once. */
  whenClosed(then: () => void): void {
    if (this.reply.raw.destroyed) then();
    else this.reply.raw.once("close", then);
  }

  get #isOpen(): boolean {
    const { destroyed, writableEnded } = this.reply.raw;
    return !destroyed && !writableEnded;
  }

  /** Ends it without a word: the client asks again, and resumes. */
  cut(): void {
    this.reply.raw.destroy();
  }
}
