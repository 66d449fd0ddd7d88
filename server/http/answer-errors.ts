import type { FastifyError, FastifyInstance } from "fastify";
import { asksForChinese, saidInChinese } from "../graphql/refused-requests.js";
import { CodedError } from "../graphql/coded-error.js";

/** The HTTP status of what is refused before Apollo sees it. */
const statusOf: Record<string, number> = {
  UNAUTHENTICATED: 401,
  PASSWORD_CHANGE_REQUIRED: 403,
  FORBIDDEN: 403,
  NOT_FOUND: 404,
  REQUEST_TOO_LARGE: 413,
  FOREIGN_ORIGIN: 403,
  RATE_LIMITED: 429,
  TOO_MANY_REQUESTS: 429,
};

/** Errors outside GraphQL go back as JSON of the same shape; a bug's message stays in the log. */
export function answerErrors(server: FastifyInstance): void {
  server.setErrorHandler((error: FastifyError | CodedError, request, reply) => {
    const own = error instanceof CodedError ? String(error.extensions.code) : null;
    const status = own ? (statusOf[own] ?? 400) : ((error as FastifyError).statusCode ?? 500);
    if (status >= 500) request.log.error({ err: error }, "a bug: an unexpected error in a route");
    const english =
      status >= 500
        ? "出错了 · Something went wrong"
        : status === 415
          ? `content-type: expected application/json, found ${given(request.headers["content-type"])}`
          : error.message;
    const code = own ?? (status === 413 ? "REQUEST_TOO_LARGE" : status >= 500 ? "INTERNAL" : "BAD_REQUEST");
    const isNoJson = (error as FastifyError).code === "FST_ERR_CTP_INVALID_JSON_BODY";
    const message = asksForChinese(request.headers["accept-language"])
      ? saidInChinese(code, english, isNoJson ? "请求体不是有效的 JSON" : undefined)
      : english;
    const retryAfter = error instanceof CodedError ? error.extensions.retryAfter : undefined;
    if (retryAfter !== undefined) void reply.header("retry-after", String(retryAfter));
    const extensions = {
      code,
      ...(retryAfter !== undefined && { retryAfter }),
      ...(code === "INTERNAL" && { requestId: request.id }),
    };
    return reply.code(status).send({ errors: [{ message, extensions }] });
  });
}

function given(type: string | undefined): string {
  return type?.slice(0, 100) ?? "none";
}
