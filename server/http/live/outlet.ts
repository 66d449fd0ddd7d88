import type { Socket } from "node:net";

/** What may wait to be sent to one connection, in bytes; when there is more, no event is added until all is sent. */
export const mostUnsent = 256 * 1024;

/** Resolves once everything is sent, or the connection is closed; gives it up when it takes longer than `patience` (ms). */
export function whenSent(socket: Socket, patience: number, giveUp: () => void): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(giveUp, patience).unref();
    const done = () => {
      clearTimeout(late);
      socket.off("drain", done).off("close", done);
      resolve();
    };
    socket.on("drain", done).on("close", done);
    if (socket.destroyed || !socket.writableNeedDrain) done();
  });
}
