import { onTestFinished } from "vitest";

/** An event of a stream, as it came. */
export interface StreamEvent {
  event: string;
  id: string | null;
  data: string;
}

/** A stream of Server-Sent Events, read by hand: everything can be looked at. */
export class OpenStream {
  #text = "";
  #ended = false;

  private constructor(
    readonly response: Response,
    readonly close: () => void,
  ) {}

  /** Sends the request and begins to read; what is refused has no events. */
  static async open(address: URL | string, init: RequestInit): Promise<OpenStream> {
    const controller = new AbortController();
    onTestFinished(() => controller.abort());
    const response = await fetch(address, { ...init, signal: controller.signal });
    const stream = new OpenStream(response, () => controller.abort());
    void stream.#read().catch(() => undefined);
    return stream;
  }

  /** Everything sent so far. */
  get text(): string {
    return this.#text;
  }

  get hasEnded(): boolean {
    return this.#ended;
  }

  get events(): StreamEvent[] {
    const blocks = this.#text.split("\n\n").slice(0, -1);
    return blocks.map(eventOf).filter(({ event }) => event !== "");
  }

  async #read(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for await (const chunk of this.response.body ?? [])
        this.#text += decoder.decode(chunk as Uint8Array, { stream: true });
    } finally {
      this.#ended = true;
    }
  }
}

function eventOf(block: string): StreamEvent {
  const field = (name: string) => {
    const line = block.split("\n").find((line) => line.startsWith(`${name}:`));
    return line?.slice(name.length + 1).trim() ?? null;
  };
  return { event: field("event") ?? "", id: field("id"), data: field("data") ?? "" };
}
