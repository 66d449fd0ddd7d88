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
import { legacyStatus } from "../graphql/legacy-status.js";
import { fewErrors } from "../graphql/few-errors.js";
import { errorFormatter } from "../graphql/format-error.js";
import { limitQueries, queryLimits } from "../graphql/query-limits.js";
import { timedOut } from "../graphql/stoppable.js";
import type { Admission } from "./admission.js";
import { admitOperations } from "./admit-requests.js";
import { askedIn, type Asked } from "./asked.js";
import { largestBody } from "./body-limits.js";
import { isInParts, writeAnswer, type AnswerInParts } from "./board-parts.js";
import { graphqlPath } from "./paths.js";
import { knownDocuments, onlyKnownDocuments } from "./persisted-documents.js";
import { isKept, mendingOf } from "./ready-answers.js";
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
  services: Pick<Services, "config" | "documents"> & { admission: Admission },
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
        context: (request, reply) => {
          const asked = askedIn(request);
          if (asked) asked.isKept = isKept(request);
          return makeContext(request.headers, {
            setSessionCookie: (token) => setSessionCookie(reply, token),
            signal: stopping(reply, asked),
            mending: mendingOf(request),
            address: request.ip,
            ownUrl: services.config.publicUrl ?? `${request.protocol}://${request.host}`,
            asked,
          });
        },
      }),
    });
  });
  return apollo;
}

function makeApollo(
  server: FastifyInstance,
  schema: GraphQLSchema,
  { config, documents, admission }: Pick<Services, "config" | "documents"> & { admission: Admission },
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
    formatError: errorFormatter(server.log, schema),
    stringifyResult: writeAnswer,
    plugins: [
      fewErrors,
      legacyStatus,
      onlyKnownDocuments(config.persistedOnly),
      admitOperations(admission),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
      fastifyApolloDrainPlugin(server),
    ],
  });
}

/** Aborts when the connection is closed before the answer was sent, or when the operation takes too long. */
function stopping({ raw }: FastifyReply, asked: Asked | null): AbortSignal {
  const controller = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  raw.once("close", () => {
    clearTimeout(timer);
    if (!raw.writableFinished) controller.abort();
  });
  if (asked) {
    asked.stopAfter = (seconds) => {
      timer = setTimeout(() => controller.abort(timedOut(seconds)), seconds * 1000);
    };
  }
  return controller.signal;
}
