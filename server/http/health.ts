import type { FastifyInstance } from "fastify";
import type { Rows } from "../database/rows.js";

/** `GET /healthz`: the process answers. `GET /readyz`: so does the database. */
export function addHealth(server: FastifyInstance, rows: Rows): void {
  server.get("/healthz", () => ({ status: "ok" }));
  server.get("/readyz", async (_request, reply) => {
    try {
      await rows.first(`select 1 as one`);
      return { status: "ready" };
    } catch (error) {
      reply.log.error({ err: error }, "not ready: the database does not answer");
      return reply.code(503).send({ status: "unavailable" });
    }
  });
}
