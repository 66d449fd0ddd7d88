import { randomUUID } from "node:crypto";
import { unwrapResolverError } from "@apollo/server/errors";
import { GraphQLError, type GraphQLFormattedError, type GraphQLSchema } from "graphql";
import type { FastifyBaseLogger } from "fastify";
import { storageTroubleOf, type StorageTrouble } from "../database/storage-trouble.js";
import { currentRequest } from "./current-request.js";
import { saidInChinese, withEnumValues } from "./refused-requests.js";
import { withoutValue } from "./variable-errors.js";

/** Codes of errors that are the caller's to mend: their message is meant for them. */
const callersErrors = new Set([
  "UNAUTHENTICATED",
  "FORBIDDEN",
  "NOT_FOUND",
  "BAD_USER_INPUT",
  "PASSWORD_CHANGE_REQUIRED",
  "QUERY_TOO_LARGE",
  "TOO_MANY_REQUESTS",
  "REQUEST_TOO_LARGE",
  "READER_BUSY",
  "REQUEST_ABORTED",
  "IDEMPOTENCY_KEY_REUSED",
  "PERSISTED_QUERY_NOT_FOUND",
  "PERSISTED_DOCUMENT_REQUIRED",
  "GRAPHQL_PARSE_FAILED",
  "GRAPHQL_VALIDATION_FAILED",
  "OPERATION_RESOLUTION_FAILURE",
  "BAD_REQUEST",
  "QUERY_TOO_COSTLY",
  "RATE_LIMITED",
  "OPERATION_TIMED_OUT",
  "FOREIGN_ORIGIN",
]);

const storageWords: Record<StorageTrouble, string> = {
  STORAGE_FULL:
    "服务器存储空间已满，未写入任何内容；请告诉管理员 · The server has no room left, and nothing was written; tell the administrator",
  STORAGE_FAILED:
    "服务器存储出错，写入可能已生效；请用同一 idempotencyKey 重试 · The server's storage fails, and a write may have happened: send it again with the same idempotencyKey",
};

/**
 * Makes the formatter of top-level errors: the caller's errors go back as they are; anything else is logged whole
 * under an id, and goes back as INTERNAL with that id and nothing of its message.
 */
export function errorFormatter(log: Pick<FastifyBaseLogger, "error">, schema: GraphQLSchema) {
  const said = (code: string, message: string) => {
    const told = withEnumValues(message, schema);
    return currentRequest.getStore()?.wantsChinese ? saidInChinese(code, told) : told;
  };
  return (
    { message, locations, path, extensions }: GraphQLFormattedError,
    error: unknown,
  ): GraphQLFormattedError => {
    const code = ownCode(error) ?? extensions?.code;
    if (typeof code === "string" && callersErrors.has(code)) {
      const retryAfter = extensions?.retryAfter;
      return {
        message: said(code, message),
        locations,
        path,
        extensions: { code, ...(retryAfter !== undefined && { retryAfter }) },
      };
    }
    const cause = unwrapResolverError(error);
    if (cause instanceof GraphQLError && !path && isOfVariables(cause)) {
      const told = said("BAD_USER_INPUT", withoutValue(message));
      return { message: told, locations, extensions: { code: "BAD_USER_INPUT" } };
    }
    const trouble = storageTroubleOf(cause);
    if (trouble) {
      (currentRequest.getStore()?.log ?? log).error({ err: cause, path }, "the storage does not store");
      return { message: storageWords[trouble], path, extensions: { code: trouble } };
    }
    const errorId = randomUUID();
    const request = currentRequest.getStore();
    (request?.log ?? log).error({ err: cause, errorId, path }, "a bug: an unexpected error in a resolver");
    const text = `出错了，请把编号告诉管理员 · Something went wrong; tell the administrator this number: ${errorId}`;
    return { message: text, path, extensions: { code: "INTERNAL", errorId, requestId: request?.id } };
  };
}

/** Whether a variable's value is not of its type: GraphQL says so itself, or a scalar of ours. */
function isOfVariables({ extensions, originalError }: GraphQLError): boolean {
  return extensions.code === undefined && (!originalError || originalError instanceof GraphQLError);
}

/** The code of a rule of ours (`query-limits.ts`): Apollo calls every broken rule GRAPHQL_VALIDATION_FAILED. */
function ownCode(error: unknown): unknown {
  const cause = error instanceof GraphQLError ? error.originalError : undefined;
  return cause instanceof GraphQLError && cause.extensions.code === "QUERY_TOO_LARGE"
    ? "QUERY_TOO_LARGE"
    : undefined;
}
