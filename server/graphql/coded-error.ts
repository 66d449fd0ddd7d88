import { GraphQLError } from "graphql";

/** The stable codes of top-level errors (`extensions.code`). Expected refusals are data instead: see `Problem`. */
export type ErrorCode =
  | "UNAUTHENTICATED"
  | "FORBIDDEN"
  | "NOT_FOUND"
  | "BAD_USER_INPUT"
  | "PASSWORD_CHANGE_REQUIRED"
  | "TOO_MANY_REQUESTS"
  | "BAD_REQUEST"
  | "REQUEST_TOO_LARGE"
  | "READER_BUSY"
  | "REQUEST_ABORTED"
  | "IDEMPOTENCY_KEY_REUSED"
  | "OPERATION_RESOLUTION_FAILURE"
  | "QUERY_TOO_COSTLY"
  | "RATE_LIMITED"
  | "OPERATION_TIMED_OUT"
  | "FOREIGN_ORIGIN"
  | "PERSISTED_QUERY_NOT_FOUND"
  | "PERSISTED_DOCUMENT_REQUIRED"
  | "STORAGE_FULL"
  | "STORAGE_FAILED"
  | "INTERNAL";

/** How an error is answered besides its code and message. */
interface Handling {
  status?: number;
  retryAfter?: number;
}

/** A top-level error that callers may tell apart by its code. */
export class CodedError extends GraphQLError {
  /** `status` is the answer's over HTTP, where nothing was run; `retryAfter` says in how many seconds to come again. */
  constructor(code: ErrorCode, message: string, { status, retryAfter }: Handling = {}) {
    const headers = new Map(retryAfter === undefined ? [] : [["retry-after", String(retryAfter)]]);
    super(message, {
      extensions: {
        code,
        ...(retryAfter !== undefined && { retryAfter }),
        ...(status !== undefined && { http: { status, headers } }),
      },
    });
  }
}

export const unauthenticated = () =>
  new CodedError(
    "UNAUTHENTICATED",
    "请先登录，或带上有效的访问令牌：写错、过期或已撤销的不算 · Sign in first, or send an access token that is valid: a mistyped, ended or revoked one is not",
  );

export const forbidden = () => new CodedError("FORBIDDEN", "您没有此项权限 · You may not do this");

/** The same for an unknown id, an id of another kind and an id that the viewer may not see. */
export const notFound = (what: string) => new CodedError("NOT_FOUND", `未找到 · Not found: ${what}`);

export const badInput = (message: string) => new CodedError("BAD_USER_INPUT", message);

/** A value that is none of its scalar's: nothing was run. Without the status Apollo would take it for a failure of ours, with 500. */
export const badScalar = (message: string) => new CodedError("BAD_USER_INPUT", message, { status: 400 });

export const tooBusy = () =>
  new CodedError(
    "TOO_MANY_REQUESTS",
    "登录的人太多，请稍后再试 · Too many people are signing in; try again in a moment",
  );

export const readerBusy = () =>
  new CodedError(
    "READER_BUSY",
    "正在读取的文件太多，请稍后再试 · Too many documents are being read; try again in a moment",
  );

/** Whoever asked has gone: nobody hears it. */
export const requestAborted = () =>
  new CodedError("REQUEST_ABORTED", "请求已取消 · The request was given up");

/** One connection has more operations under way than any page needs. */
export const tooMany = (most: number) =>
  new CodedError(
    "TOO_MANY_REQUESTS",
    `一条连接上同时进行的操作太多，最多 ${most} 个 · Too many operations on one connection: at most ${most}`,
  );
