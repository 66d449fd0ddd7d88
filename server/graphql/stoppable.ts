import type { Rows } from "../database/rows.js";
import { CodedError, requestAborted } from "./coded-error.js";

/** Rows that are read no more once the work is to stop: between two statements, as one alone cannot be stopped. */
export function stoppableRows(rows: Rows, signal: AbortSignal): Rows {
  return {
    dialect: rows.dialect,
    all: async (sql, parameters) => {
      requireWanted(signal);
      return rows.all(sql, parameters);
    },
    first: async (sql, parameters) => {
      requireWanted(signal);
      return rows.first(sql, parameters);
    },
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
