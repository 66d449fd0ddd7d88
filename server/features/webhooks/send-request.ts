import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from "node:http";
import { Agent as HttpsAgent, request as httpsRequest } from "node:https";
import { callbackify } from "node:util";
import { isIP, type LookupFunction } from "node:net";
import { readRetryAfter } from "./retry-schedule.js";
import { TargetRefused, type TargetGuard } from "./target-guard.js";

/** The most that is read of an answer, in bytes. */
const mostBytes = 64 * 1024;
const excerptLength = 300;

/** What came of one request. */
export interface Answer {
  isDelivered: boolean;
  /** Null without an answer. */
  status: number | null;
  /** Null when it was delivered. */
  error: string | null;
  excerpt: string | null;
  /** How long the receiver wants to be left alone, in milliseconds. */
  retryAfter: number | null;
  milliseconds: number;
}

interface Outgoing {
  url: URL;
  headers: Record<string, string>;
  body: string;
  /** For connecting, the headers and the body together, in milliseconds. */
  timeout: number;
  now: Date;
  /** Gives the attempt up when the server stops. */
  stop?: AbortSignal;
}

// Agents of our own: the global ones would take a proxy from the environment, which would look names up itself. They
// keep no connections: each attempt is judged anew.
const agents = { "http:": new HttpAgent(), "https:": new HttpsAgent() };

/** Posts an event once. Never throws; follows no redirect, reads no more than it must, and calls only what the guard lets it. */
export async function sendRequest(guard: TargetGuard, outgoing: Outgoing): Promise<Answer> {
  const { timeout, stop } = outgoing;
  const start = performance.now();
  // A timer of our own, held for as long as the attempt: AbortSignal.timeout and any hold theirs weakly.
  const giveUp = new AbortController();
  const end = () => giveUp.abort();
  const timer = setTimeout(end, timeout);
  stop?.addEventListener("abort", end);
  if (stop?.aborted) end();
  const part = await attempt(guard, outgoing, giveUp.signal).catch((error: unknown) => ({
    ...nothing,
    error: giveUp.signal.aborted ? `no whole answer within ${timeout / 1000} s` : reasonOf(error),
  }));
  clearTimeout(timer);
  stop?.removeEventListener("abort", end);
  return { ...part, milliseconds: Math.round(performance.now() - start) };
}

const nothing = { isDelivered: false, status: null, excerpt: null, retryAfter: null };

async function attempt(guard: TargetGuard, { url, headers, body, now }: Outgoing, signal: AbortSignal) {
  if (isIP(url.hostname.replace(/^\[|\]$/g, ""))) await guard.addressesFor(url);
  const response = await new Promise<IncomingMessage>((resolve, reject) => {
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    const agent = agents[url.protocol as keyof typeof agents];
    const options = { method: "POST", headers, agent, signal, lookup: lookupBy(guard, url) };
    // Closed without either, as after an upgrade that nobody asked for.
    const onClose = () => reject(new Error("closed"));
    send(url, options).on("response", resolve).on("error", reject).on("close", onClose).end(body);
  });
  const status = response.statusCode ?? 0;
  const excerpt = await readBeginning(response);
  const isDelivered = status >= 200 && status < 300;
  const retryAfter = isDelivered ? null : readRetryAfter(response.headers["retry-after"], now);
  return { isDelivered, status, excerpt, retryAfter, error: isDelivered ? null : describe(status) };
}

/** The lookup of a connection: what the socket connects to is exactly what was judged. */
function lookupBy(guard: TargetGuard, url: URL): LookupFunction {
  const find = callbackify(() => guard.addressesFor(url));
  return (_host, options, done) => {
    find((error, addresses) => {
      const [first] = error ? [] : addresses;
      if (options.all) done(error, addresses);
      else done(error, first?.address ?? "", first?.family);
    });
  };
}

/** Reads an answer to its end or to its bound, and gives the beginning as text. */
async function readBeginning(response: IncomingMessage): Promise<string | null> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length >= mostBytes) break; // Leaving the loop closes the connection.
  }
  const text = Buffer.concat(chunks)
    .subarray(0, 4 * excerptLength)
    .toString("utf8");
  return text.slice(0, excerptLength).replaceAll("\0", "").toWellFormed() || null;
}

function describe(status: number): string {
  if (status >= 300 && status < 400) return `answered ${status}: redirects are not followed`;
  return `answered ${status}: expected 2xx`;
}

/** Why there is no answer, in words that tell nothing of this machine's network. */
function reasonOf(error: unknown): string {
  if (error instanceof TargetRefused) return error.message;
  const { name, code } = error as NodeJS.ErrnoException;
  return `no answer (${code ?? name})`;
}
