import { Server } from "node:net";
import { setTimeout as later } from "node:timers/promises";
import type { FastifyInstance } from "fastify";

/** How long those who came before are still let in, in milliseconds. */
const lettingIn = 100;

/** How long nobody must have asked for anything, in milliseconds: what is under way to a busy server has come by then. */
const quiet = 200;

/** How long to go on answering at most, in milliseconds. */
const mostDraining = 2000;

/**
 * Gives what lets go of connections without cutting anybody off: nobody new is let in, and each answer closes its
 * connection. Closing them all at once would reset those whose request has been sent and not been read yet.
 */
export function drainer(server: FastifyInstance): () => Promise<void> {
  let isDraining = false;
  let underWay = 0;
  let lastAsked = 0;
  server.addHook("onRequest", (_request, _reply, done) => {
    underWay += 1;
    lastAsked = performance.now();
    done();
  });
  server.addHook("onSend", (_request, reply, _payload, done) => {
    if (isDraining) void reply.header("connection", "close");
    done();
  });
  server.addHook("onResponse", (_request, _reply, done) => {
    underWay -= 1;
    done();
  });
  server.addHook("onRequestAbort", (_request, done) => {
    underWay -= 1;
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
      if (underWay <= 0 && performance.now() - lastAsked > quiet) return;
      await later(10);
    }
  };
}
