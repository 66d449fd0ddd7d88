/** How long to wait, in milliseconds, before a request without an answer is sent again; then it is given up. */
const pauses = [500, 2000];

/** What a proxy says when the server behind it is gone: whether it acted before, nobody knows. */
const withoutServer = new Set([502, 503, 504]);

/**
 * Sends the very same request again where its answer was lost. Only for what carries an `idempotencyKey`: however often
 * it arrives, the server acts once and gives the first result. `signal` gives it up.
 */
export function sendAgain(send: typeof fetch, signal: AbortSignal): typeof fetch {
  return async (address, options) => {
    for (const pause of pauses) {
      const answer = await send(address, options).catch((error: unknown) => {
        if (signal.aborted) throw error;
      });
      if (answer && !withoutServer.has(answer.status)) return answer;
      await passed(pause, signal);
    }
    return send(address, options);
  };
}

/** Ends early when the signal does: sending then fails by it. */
function passed(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => (clearTimeout(timer), resolve()), { once: true });
  });
}
