import { once } from "node:events";
import { connect, createServer, type Server, type Socket } from "node:net";
import { onTestFinished } from "vitest";

/** A line to a server that can be cut, and led to another server. */
export class BreakingLine {
  readonly #sockets = new Set<Socket>();
  readonly #server: Server;

  private constructor(private target: string) {
    this.#server = createServer((near) => this.#join(near));
  }

  /** Opens one that is gone when the test is over. */
  static async to(url: string): Promise<BreakingLine> {
    const line = new BreakingLine(url);
    line.#server.listen(0, "127.0.0.1");
    await once(line.#server, "listening");
    onTestFinished(() => {
      line.#server.close();
      line.cut();
    });
    return line;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === "string") throw new Error("No TCP port was given");
    return `http://127.0.0.1:${address.port}`;
  }

  /** Breaks every connection, whatever is on the way. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
    this.#sockets.clear();
  }

  /** Where connections lead from now on. */
  leadTo(url: string): void {
    this.target = url;
  }

  #join(near: Socket): void {
    const { hostname, port } = new URL(this.target);
    const far = connect(Number(port), hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(one);
      one.on("error", () => one.destroy());
      one.on("close", () => {
        this.#sockets.delete(one);
        other.destroy();
      });
      one.pipe(other);
    }
  }
}
