import type { FastifyInstance } from "fastify";
import type { GraphQLSchema } from "graphql";
import { errorFormatter } from "../../graphql/format-error.js";
import { ACCOUNTS_CHAIN } from "../../log/log-head.entity.js";
import type { Admission } from "../admission.js";
import { addEventStreams } from "../event-streams.js";
import type { Requests, Services } from "../request-context.js";
import { addSockets } from "../sockets.js";
import { EventAnswers } from "./event-answers.js";
import { LiveViewers } from "./live-viewers.js";
import { operationPreparer } from "./prepare-operation.js";
import { rememberRows } from "./remember-rows.js";

/** Adds sockets and event streams, which share everything but the protocol. Gives what closes them. */
export function addLive(
  server: FastifyInstance,
  schema: GraphQLSchema,
  requests: Requests,
  { config, database, feed, documents, admission }: Services & { admission: Admission },
): () => Promise<void> {
  const formatError = errorFormatter(server.log, admission.schema);
  const viewers = new LiveViewers(requests, (error) => {
    server.log.error({ err: error }, "cannot see whose open connections are");
  });
  const answers = new EventAnswers(
    database.rows,
    requests.eventContext,
    (errors) => errors.map((error) => formatError(error.toJSON(), error)),
    rememberRows,
  );
  const { allowedOrigins, patience, persistedOnly } = config;
  const prepare = operationPreparer(schema);
  const ofServer = { allowedOrigins, patience, persistedOnly, documents, formatError, admission };
  const live = { schema, viewers, answers, prepare, ...requests, ...ofServer };
  const stopListening = feed.listen(ACCOUNTS_CHAIN, () => viewers.checkSoon());
  const closeSockets = addSockets(server.server, live);
  const closeStreams = addEventStreams(server, live);
  return async () => {
    stopListening();
    viewers.stop();
    closeStreams();
    await closeSockets();
  };
}
