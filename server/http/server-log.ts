import { randomUUID } from "node:crypto";
import type { IncomingMessage } from "node:http";
import { LogController, type FastifyInstance, type FastifyServerOptions } from "fastify";
import type { Config } from "../config.js";
import { isLoopback } from "./admission.js";
import { askedIn } from "./asked.js";

/**
 * How the server logs: one record of JSON a line, the same `requestId` on all of a request's. Addresses are logged as
 * routes, without what stands in them: an invitation's link or a query may be a secret. So are never: variables,
 * headers, bodies.
 */
export function logOptions({ logLevel }: Pick<Config, "logLevel">): FastifyServerOptions {
  const logger = logLevel === "silent" ? false : { level: logLevel, serializers: { err: shownError } };
  const logController = new LogController({ disableRequestLogging: true, requestIdLogLabel: "requestId" });
  return { logger, logController, genReqId: requestId };
}

/** A proxy on this machine may name requests; anybody else's are named here. */
function requestId({ headers, socket }: Pick<IncomingMessage, "headers" | "socket">): string {
  const named = headers["x-request-id"];
  const isUsable = typeof named === "string" && /^[\w.:-]{1,100}$/.test(named);
  return isUsable && isLoopback(socket.remoteAddress ?? "") ? named : randomUUID();
}

/** One record for each request: who asked for which operation, what it cost and how it ended. */
export function logRequests(server: FastifyInstance): void {
  server.addHook("onResponse", (request, reply, done) => {
    const asked = askedIn(request);
    const record = {
      method: request.method,
      route: request.routeOptions.url ?? null,
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime * 10) / 10,
      ...(asked && {
        operation: asked.operation?.name?.slice(0, 100) ?? null,
        kind: asked.operation?.kind ?? null,
        cost: asked.price && Math.round(asked.price.cost * 10) / 10,
        viewer: asked.viewer?.personId ?? null,
        token: asked.viewer?.tokenId ?? null,
      }),
    };
    // Files of the page and the questions of monitors are many, and say nothing.
    request.log[reply.statusCode >= 500 ? "error" : asked ? "info" : "debug"](record, "request");
    done();
  });
}

/**
 * An error as it is logged: its kind, message and place. Databases repeat the values of a statement in quotes; those
 * are left out.
 */
export function shownError(error: unknown): { type: string; message: string; stack: string } {
  if (!(error instanceof Error)) return { type: typeof error, message: "", stack: "" };
  const { code } = error as NodeJS.ErrnoException;
  return {
    type: error.constructor.name,
    ...(code !== undefined && { code }),
    message: withoutValues(error.message),
    stack: withoutValues(error.stack ?? ""),
  };
}

function withoutValues(text: string): string {
  return text
    .replace(/'[^'\n]*'/g, "'…'")
    .replace(/: "[^"\n]*"/g, ': "…"')
    .replace(/\)=\([^)\n]*\)/g, ")=(…)");
}
