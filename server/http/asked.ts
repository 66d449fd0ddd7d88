import type { FastifyRequest } from "fastify";
import type { Price } from "../graphql/price.js";
import type { Viewer } from "../features/sessions/viewer.policy.js";
import type { Budget } from "./rate-limits.js";

/** What is known of a request for the API while it is worked on: for its price, its log record and its headers. */
export interface Asked {
  /** Goes into every log record, the answer's `X-Request-Id`, and errors that are ours. */
  id: string;
  address: string;
  viewer: Viewer | null;
  budget: Budget | null;
  operation: { kind: string; name: string | null } | null;
  price: Price | null;
  /** Whether the answer is kept for others: then nothing of this request may stand in it. */
  isKept: boolean;
  /** Stops the operation's work after so many seconds. */
  stopAfter: ((seconds: number) => void) | null;
}

const requests = new WeakMap<FastifyRequest, Asked>();

export function remember(request: FastifyRequest, asked: Asked): void {
  requests.set(request, asked);
}

/** What is known of a request; null for one that is not for the API. */
export function askedIn(request: FastifyRequest): Asked | null {
  return requests.get(request) ?? null;
}
