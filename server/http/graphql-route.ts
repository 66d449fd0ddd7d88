import { ApolloServer } from "@apollo/server";
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from "@apollo/server/plugin/disabled";
import { fastifyApolloDrainPlugin, fastifyApolloHandler } from "@as-integrations/fastify";
import type { FastifyInstance, FastifyReply } from "fastify";
import type { GraphQLSchema } from "graphql";
import type { Context } from "../context.js";
import { compiledGateway } from "../graphql/executor.js";
import { fewErrors } from "../graphql/few-errors.js";
import { errorFormatter } from "../graphql/format-error.js";
import { limitQueries, queryLimits } from "../graphql/query-limits.js";
import { largestBody } from "./body-limits.js";
import { isInParts, writeAnswer, type AnswerInParts } from "./board-parts.js";
import { graphqlPath } from "./paths.js";
import { knownDocuments, onlyKnownDocuments } from "./persisted-documents.js";
import { mendingOf } from "./ready-answers.js";
import type { Requests, Services } from "./request-context.js";
import { setSessionCookie } from "./session-cookie.js";
import { addUploads } from "./uploads.js";

/**
 * Adds the API over HTTP: Apollo Server, with compiled execution and the limits of every document. Forms with files
 * are taken here and nowhere else.
 */
export async function addGraphqlRoute(
  server: FastifyInstance,
  schema: GraphQLSchema,
  { makeContext, viewerOf }: Requests,
  services: Pick<Services, "config" | "documents">,
): Promise<ApolloServer<Context>> {
  const apollo = makeApollo(server, schema, services);
  await apollo.start();
  await server.register(async (api) => {
    addUploads(api, viewerOf);
    api.route({
      url: graphqlPath,
      method: ["POST", "GET"],
      bodyLimit: largestBody,
      handler: fastifyApolloHandler(apollo, {
        context: (request, reply) =>
          makeContext(request.headers, {
            setSessionCookie: (token) => setSessionCookie(reply, token),
            signal: goneBefore(reply),
            mending: mendingOf(request),
            address: request.ip,
            ownUrl: services.config.publicUrl ?? `${request.protocol}://${request.host}`,
          }),
      }),
    });
  });
  return apollo;
}

function makeApollo(
  server: FastifyInstance,
  schema: GraphQLSchema,
  { config, documents }: Pick<Services, "config" | "documents">,
): ApolloServer<Context> {
  return new ApolloServer<Context>({
    gateway: compiledGateway(schema, ({ mending }: Context, data) => {
      if (mending) isInParts(data, mending as AnswerInParts);
    }),
    introspection: true,
    // `main.ts` stops the whole server; Apollo would kill the process once its own part is done.
    stopOnTerminationSignals: false,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: queryLimits.tokens },
    persistedQueries: { cache: knownDocuments(documents) },
    validationRules: [limitQueries],
    formatError: errorFormatter(server.log),
    stringifyResult: writeAnswer,
    plugins: [
      fewErrors,
      onlyKnownDocuments(config.persistedOnly),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(server),
    ],
  });
}

/** Aborts when the connection is closed before the answer was sent. */
function goneBefore({ raw }: FastifyReply): AbortSignal {
  const controller = new AbortController();
  raw.once("close", () => void (raw.writableFinished || controller.abort()));
  return controller.signal;
}
