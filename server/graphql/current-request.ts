import { AsyncLocalStorage } from "node:async_hooks";
import type { FastifyBaseLogger } from "fastify";

/** The request that is being worked on, for whoever writes to the log far from it. */
export const currentRequest = new AsyncLocalStorage<{ id: string; log: Pick<FastifyBaseLogger, "error"> }>();
