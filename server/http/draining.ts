import type { IncomingMessage, ServerResponse } from "node:http";
import { Server, type Socket } from "node:net";
import { setTimeout as later } from "node:timers/promises";
import type { FastifyInstance } from "fastify";

/** How long those who came before are still let in, in milliseconds. */
const lettingIn = 100;

/** How long nobody must have asked for anything, in milliseconds: what is under way to a busy server has come by then. */
const quiet = 200;

/** How long to go on answering at most, in milliseconds. */
const mostDraining = 2000;

const endless = new WeakSet<ServerResponse>();

/** Says that an answer has no end of its own: nobody waits for it when the server is to end. */
export function goesOn(answer: ServerResponse): void {
  endless.add(answer);
}

/**
 * Gives what lets go of connections without cutting anybody off: nobody new is let in, and each answer closes its
 * connection. Closing them all at once would reset those whose request has been sent and not been read yet.
 */
export function drainer(server: FastifyInstance): () => Promise<void> {
  const underWay = new Set<ServerResponse>();
  const silent = silentConnections(server);
  let isDraining = false;
  let lastAsked = 0;
  server.addHook("onRequest", (_request, { raw }, done) => {
    underWay.add(raw);
    // Also comes where the client left in the middle.
    raw.once("close", () => underWay.delete(raw));
    lastAsked = performance.now();
    done();
  });
  server.addHook("onSend", (_request, reply, _payload, done) => {
    if (isDraining) void reply.header("connection", "close");
    done();
  });
  return async () => {
    const begun = performance.now();
    lastAsked = begun;
    // Whoever has been let in by the kernel is let in here first: a listener that closes resets them.
    await later(lettingIn);
    isDraining = true;
    // As a server of sockets, not of HTTP: that would close the idle ones as well.
    Server.prototype.close.call(server.server);
    while (performance.now() - begun < mostDraining) {
      const isDone = [...underWay].every((answer) => endless.has(answer));
      if (isDone && performance.now() - lastAsked > quiet) break;
      await later(10);
    }
    for (const socket of silent) socket.destroy();
  };
}

/**
 * The connections over which nothing was asked yet. Browsers open such ahead of time; Node does not take them for idle
 * and would wait for their first request.
 */
function silentConnections({ server }: FastifyInstance): Set<Socket> {
  const silent = new Set<Socket>();
  const forget = ({ socket }: IncomingMessage) => void silent.delete(socket);
  server.on("connection", (socket: Socket) => {
    silent.add(socket);
    socket.once("close", () => silent.delete(socket));
  });
  server.on("request", forget);
  server.on("upgrade", forget);
  return silent;
}
