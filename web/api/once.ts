import { randomId } from "./random-id";
import { sendAgain } from "./send-again";

/** How long, in milliseconds, an answer is waited for. */
const patience = 30_000;

/** The variables of a mutation that the server is to do once, however often it arrives. */
export function once<Input extends object>(input: Input): { input: Input & { idempotencyKey: string } } {
  return { input: { ...input, idempotencyKey: randomId() } };
}

/** What sends it: again where the answer was lost, until `stop`, which comes by itself when patience ends. */
export function until(stop = new AbortController()) {
  const send: typeof fetch = (address, options) => fetch(address, { ...options, signal: stop.signal });
  return { fetch: within(patience, stop, sendAgain(send, stop.signal)) };
}

function within(milliseconds: number, stop: AbortController, send: typeof fetch): typeof fetch {
  return async (address, options) => {
    const timer = setTimeout(() => stop.abort(), milliseconds);
    try {
      return await send(address, options);
    } finally {
      clearTimeout(timer);
    }
  };
}
