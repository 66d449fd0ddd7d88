import type { FastifyInstance } from "fastify";
import { CodedError } from "../graphql/coded-error.js";
import { isOwnOrigin } from "./live/own-origin.js";
import { graphqlPath } from "./paths.js";

/** What a page of an allowed origin may send, besides what any form can. */
const allowedHeaders = [
  "content-type",
  "authorization",
  "accept-language",
  "apollo-require-preflight",
  "x-apollo-operation-name",
  "x-request-id",
  "last-event-id",
].join(", ");

/** What it may read of an answer, besides its body. */
const exposedHeaders = ["ratelimit", "ratelimit-policy", "retry-after", "query-cost", "x-request-id"].join(
  ", ",
);

/** How long a browser may remember that it may ask, in seconds. */
const remembered = "600";

/**
 * Refuses requests of other sites' pages, and answers their browsers' questions for those that are allowed. An access
 * token is no cookie: no browser adds it by itself, so it speaks for itself.
 */
export function guardOrigins(server: FastifyInstance, allowed: readonly string[]): void {
  server.addHook("onRequest", async (request, reply) => {
    const { origin, host, authorization } = request.headers;
    if (origin === undefined) return;
    if (allowed.length > 0) void reply.header("vary", "origin");
    if (allowed.includes(origin)) {
      void reply.headers({
        "access-control-allow-origin": origin,
        "access-control-allow-credentials": "true",
        "access-control-expose-headers": exposedHeaders,
      });
    }
    const isSafe = request.method === "GET" || request.method === "HEAD" || request.method === "OPTIONS";
    const isForApi = request.url.startsWith(graphqlPath);
    if ((isSafe && !isForApi) || request.method === "OPTIONS" || authorization) return;
    if (!isOwnOrigin(origin, host, allowed)) throw foreignOrigin();
  });

  server.options(graphqlPath, (request, reply) => {
    const { origin } = request.headers;
    if (origin !== undefined && allowed.includes(origin)) {
      void reply.headers({
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": allowedHeaders,
        "access-control-max-age": remembered,
      });
    }
    return reply.header("allow", "GET, POST, OPTIONS").code(204).send();
  });
}

const foreignOrigin = () =>
  new CodedError(
    "FOREIGN_ORIGIN",
    "不接受其他网站的请求；如需允许，请在 ALLOWED_ORIGINS 中列出该网站 · A page of another site asks: list its origin in ALLOWED_ORIGINS to allow it",
    { status: 403 },
  );
