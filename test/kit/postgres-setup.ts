import { once } from "node:events";
import { createServer } from "node:http";
import type { TestProject } from "vitest/node";
import { startPostgres, type PostgresServer } from "./postgres-server.js";

declare module "vitest" {
  interface ProvidedContext {
    /** Answers a GET with the URL of the run's PostgreSQL server, which the first GET starts. */
    postgresOffer: string;
  }
}

/**
 * Vitest's global setup: test files run in processes of their own and share one PostgreSQL server, which lives in
 * Vitest's main process. It starts when the first test asks for it, so that runs without such a test pay nothing.
 */
export default async function offerPostgres(project: TestProject): Promise<() => Promise<void>> {
  let server: Promise<PostgresServer> | undefined;
  const offer = createServer((_request, response) => {
    server ??= startPostgres();
    server.then(
      ({ url }) => response.end(url),
      (error: unknown) => response.writeHead(500).end(String(error)),
    );
  }).listen(0, "127.0.0.1");
  await once(offer, "listening");
  const address = offer.address();
  if (address === null || typeof address === "string") throw new Error("No TCP port was given");
  project.provide("postgresOffer", `http://127.0.0.1:${address.port}`);

  return async () => {
    offer.close();
    offer.closeAllConnections();
    await (await server?.catch(() => undefined))?.stop();
  };
}
