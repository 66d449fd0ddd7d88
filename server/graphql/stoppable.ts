import type { Rows } from "../database/rows.js";
import { CodedError, requestAborted } from "./coded-error.js";

/**
 * Rows that are read no more once the work is to stop: between two statements, and on PostgreSQL in the middle of one.
 * SQLite reads within this process, where nothing else runs meanwhile.
 */
export function stoppableRows(rows: Rows, signal: AbortSignal): Rows {
  const whileWanted = async <Result>(read: () => Promise<Result>): Promise<Result> => {
    requireWanted(signal);
    try {
      return await read();
    } catch (error) {
      requireWanted(signal);
      throw error;
    }
  };
  return {
    dialect: rows.dialect,
    all: (sql, parameters) => whileWanted(() => rows.all(sql, parameters, signal)),
    first: (sql, parameters) => whileWanted(() => rows.first(sql, parameters, signal)),
    close: () => rows.close(),
  };
}

/** The outcome of work, or why it is not waited for any more. */
export async function whileWanted<Result>(
  signal: AbortSignal,
  work: Result | Promise<Result>,
): Promise<Result> {
  if (!(work instanceof Promise)) return work;
  requireWanted(signal);
  const { promise: stopped, reject } = Promise.withResolvers<never>();
  const stop = () => reject(reasonOf(signal));
  signal.addEventListener("abort", stop, { once: true });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener("abort", stop);
  }
}

function requireWanted(signal: AbortSignal): void {
  if (signal.aborted) throw reasonOf(signal);
}

function reasonOf({ reason }: AbortSignal): CodedError {
  return reason instanceof CodedError ? reason : requestAborted();
}

/** An operation took too long. */
export const timedOut = (seconds: number) =>
  new CodedError(
    "OPERATION_TIMED_OUT",
    `超过 ${seconds} 秒仍未完成，已停止；写入可能已生效，请用同一 idempotencyKey 重试 · Not done after ${seconds} s, so it was stopped. A write may have happened: send it again with the same idempotencyKey`,
    { status: 504 },
  );
