export interface Sent {
  done: number;
  total: number;
}

/**
 * A `fetch` that tells how much of the body has been sent, which the browser's own does not. Made for one request that
 * carries a file; `signal` takes it back.
 */
export function fetchTelling(onSent: (sent: Sent) => void, signal: AbortSignal): typeof fetch {
  return (address, options = {}) =>
    new Promise<Response>((resolve, reject) => {
      if (signal.aborted) return reject(aborted());
      const request = new XMLHttpRequest();
      request.open(options.method ?? "GET", addressOf(address));
      new Headers(options.headers).forEach((value, name) => request.setRequestHeader(name, value));
      request.upload.addEventListener("progress", ({ loaded, total }) => onSent({ done: loaded, total }));
      request.addEventListener("load", () => resolve(answerOf(request)));
      request.addEventListener("error", () => reject(new TypeError("Failed to fetch")));
      request.addEventListener("abort", () => reject(aborted()));
      signal.addEventListener("abort", () => request.abort());
      request.send(options.body as XMLHttpRequestBodyInit);
    });
}

function aborted(): DOMException {
  return new DOMException("Aborted", "AbortError");
}

function addressOf(address: RequestInfo | URL): string {
  return address instanceof Request ? address.url : String(address);
}

function answerOf(request: XMLHttpRequest): Response {
  const type = request.getResponseHeader("content-type") ?? "application/json";
  const { status, statusText, responseText } = request;
  return new Response(responseText, { status, statusText, headers: { "content-type": type } });
}
