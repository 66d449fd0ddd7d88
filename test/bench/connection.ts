import { connect, type Socket } from "node:net";

/** What came back on a {@link Connection}. */
export interface Answer {
  status: number;
  /** The status line and the headers, as sent. */
  head: string;
  /** Bytes of the body as it was sent. */
  size: number;
  body(): Buffer;
}

/**
 * One kept-alive HTTP connection that does next to nothing: it sends prepared bytes and counts what comes back, so
 * that what is measured is the server. One request at a time.
 */
export class Connection {
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | null = null;
  #chunks: Buffer[] = [];
  #received = 0;
  #head: string | null = null;
  #bodyStart = 0;
  #expected: number | "chunked" = 0;

  private constructor(readonly socket: Socket) {
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => this.#take(chunk));
    socket.on("close", () => this.#waiting?.reject(new Error("The server closed the connection")));
    socket.on("error", (error) => this.#waiting?.reject(error));
  }

  static open(url: string): Promise<Connection> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => resolve(new Connection(socket)));
      socket.once("error", reject);
    });
  }

  send(request: Buffer): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      this.socket.write(request);
    });
  }

  close(): void {
    this.socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#received += chunk.length;
    if (this.#head === null && !this.#readHead()) return;
    const done =
      this.#expected === "chunked"
        ? this.#tail(chunk) === lastChunk
        : this.#received - this.#bodyStart >= this.#expected;
    if (done) this.#finish();
  }

  /** The last bytes received, even where they came in pieces. */
  #tail(chunk: Buffer): string {
    const before = this.#chunks.at(-2) ?? Buffer.alloc(0);
    const end = chunk.length < lastChunk.length ? Buffer.concat([before, chunk]) : chunk;
    return end.toString("latin1", end.length - lastChunk.length);
  }

  #readHead(): boolean {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks)];
    const [start] = this.#chunks;
    const end = start?.indexOf("\r\n\r\n") ?? -1;
    if (!start || end < 0) return false;
    this.#head = start.toString("latin1", 0, end);
    this.#bodyStart = end + 4;
    const length = /\r\ncontent-length: (\d+)/i.exec(this.#head)?.[1];
    this.#expected = /\r\ntransfer-encoding: chunked/i.test(this.#head) ? "chunked" : Number(length ?? 0);
    return true;
  }

  #finish(): void {
    const [waiting, chunks, head, bodyStart] = [
      this.#waiting,
      this.#chunks,
      this.#head ?? "",
      this.#bodyStart,
    ];
    const size = this.#received - bodyStart;
    this.#waiting = null;
    this.#chunks = [];
    this.#received = 0;
    this.#head = null;
    const body = () => Buffer.concat(chunks).subarray(bodyStart);
    waiting?.resolve({ status: Number(head.slice(9, 12)), head, size, body });
  }
}

const lastChunk = "0\r\n\r\n";

/** The bytes of a request. */
export function requestBytes(
  method: "GET" | "POST",
  path: string,
  headers: Record<string, string>,
  body = "",
): Buffer {
  const all: Record<string, string> = { host: "127.0.0.1", ...headers };
  if (method === "POST") {
    all["content-type"] = "application/json";
    all["content-length"] = String(Buffer.byteLength(body));
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  return Buffer.from(`${method} ${path} HTTP/1.1\r\n${lines.join("")}\r\n${body}`);
}
