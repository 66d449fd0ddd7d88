import { AsyncLocalStorage } from "node:async_hooks";
import type { FastifyBaseLogger } from "fastify";

interface CurrentRequest {
  id: string;
  log: Pick<FastifyBaseLogger, "error">;
  /** It asks for Chinese by name: errors that others know in English alone are said in Chinese too. */
  wantsChinese: boolean;
}

/** The request that is being worked on, for whoever writes to the log or says what is wrong far from it. */
export const currentRequest = new AsyncLocalStorage<CurrentRequest>();
