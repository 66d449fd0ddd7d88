import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { execute, GraphQLError, OperationTypeNode, type ExecutionResult } from "graphql";
import type { Context } from "../context.js";
import { unauthenticated } from "../graphql/coded-error.js";
import { ordinaryBody } from "./body-limits.js";
import { goesOn } from "./draining.js";
import { EventStream } from "./live/event-stream.js";
import { isOwnOrigin } from "./live/own-origin.js";
import type { Prepared } from "./live/prepare-operation.js";
import { Subscription } from "./live/subscription.js";
import { streamPath } from "./paths.js";
import { textToRun } from "./persisted-documents.js";
import { refuseStream, streamParameters, type StreamParameters } from "./stream-requests.js";
import { asRefusal, type LiveServices } from "./sockets.js";

/** How often something is sent on every stream, so that nothing on the way takes it for dead, in milliseconds. */
const beatEvery = 12_000;

/** An operation that is about to be answered on a stream. */
interface Asked extends StreamParameters {
  prepared: Prepared;
  context: Context;
}

/**
 * Adds the API over Server-Sent Events (GraphQL over SSE, distinct connections): the same documents, limits and
 * sessions as over sockets. Each event has an id, the revision, from which a broken stream resumes. Gives what closes
 * them.
 */
export function addEventStreams(server: FastifyInstance, live: LiveServices): () => void {
  const streams = new Set<EventStream>();
  const beating = setInterval(() => {
    for (const stream of streams) stream.beat();
  }, beatEvery).unref();
  server.route({
    url: streamPath,
    method: ["GET", "POST"],
    bodyLimit: ordinaryBody,
    handler: async (request, reply) => {
      if (!isOwnOrigin(request.headers.origin, request.headers.host, live.allowedOrigins)) {
        return refuseStream(reply, 403, "FORBIDDEN", "Expected a page of this server, found another origin");
      }
      const asked = await askedBy(live, request, reply);
      if (asked) await answer(live, streams, request, reply, asked);
      return reply;
    },
  });
  return () => {
    clearInterval(beating);
    for (const stream of streams) stream.cut();
  };
}

/** What a request asks for; null when it was refused. */
async function askedBy(
  live: LiveServices,
  request: FastifyRequest,
  reply: FastifyReply,
): Promise<Asked | null> {
  const parameters = streamParameters(request, reply);
  if (!parameters) return null;
  // Listened for before anything is waited for, and by now it may have happened: who leaves leaves but once.
  const controller = new AbortController();
  const { signal } = controller;
  reply.raw.once("close", () => controller.abort());
  if (reply.raw.destroyed) controller.abort();
  const viewer = () => live.viewerOf(request.headers, false);
  const query = await textToRun(parameters, live, viewer).catch(asRefusal);
  if (typeof query !== "string") {
    refuse(live, reply, 400, [query]);
    return null;
  }
  const prepared = live.prepare(query, parameters.operationName);
  if (!("document" in prepared)) {
    refuse(live, reply, 400, prepared);
    return null;
  }
  if (request.method === "GET" && prepared.operation.operation === OperationTypeNode.MUTATION) {
    refuseStream(reply.header("allow", "POST"), 405, "BAD_REQUEST", "A mutation is sent by POST");
    return null;
  }
  const { resumeAfter } = parameters;
  // What reconnects by itself is no use of a session.
  const context = await live.makeContext(request.headers, {
    signal,
    resumeAfter,
    isUse: resumeAfter === null,
  });
  const asking = { viewer: context.viewer, address: request.ip };
  const refused = live.admission.refusalsOf({ ...parameters, document: prepared.document }, asking);
  if (refused.length === 0) return { ...parameters, prepared, context };
  refuse(live, reply, null, refused);
  return null;
}

async function answer(
  live: LiveServices,
  streams: Set<EventStream>,
  request: FastifyRequest,
  reply: FastifyReply,
  { prepared, variables, context }: Asked,
): Promise<void> {
  const { document, operationName, operation } = prepared;
  if (operation.operation !== OperationTypeNode.SUBSCRIPTION) {
    const { schema } = live;
    const result = await execute({
      schema,
      document,
      operationName,
      variableValues: variables,
      contextValue: context,
    });
    return only(live, reply, result);
  }
  // Nothing would ever be tidied up after somebody who has left already.
  if (context.signal.aborted) return;
  const stream: { current: EventStream | null } = { current: null };
  const end = () => {
    stream.current?.send(live.answers.written({ errors: [unauthenticated()] }), null);
    stream.current?.complete();
  };
  // An event that is on its way hears it first.
  const shutOut = () => void setTimeout(end, 50).unref();
  const connection = live.viewers.add(request.headers, shutOut);
  reply.raw.once("close", () => live.viewers.remove(connection));
  const subscription = await Subscription.begin(live, connection, prepared, variables, context);
  if (!(subscription instanceof Subscription)) {
    live.viewers.remove(connection);
    return refuseSubscription(live, request, reply, subscription);
  }
  goesOn(reply.raw);
  stream.current = new EventStream(reply, live.patience, subscription.seen);
  await deliver(live, streams, stream.current, subscription);
}

/** Sends what a subscription hears until either ends. */
async function deliver(
  { answers }: LiveServices,
  streams: Set<EventStream>,
  stream: EventStream,
  subscription: Subscription,
): Promise<void> {
  streams.add(stream);
  stream.whenClosed(() => {
    streams.delete(stream);
    subscription.stop();
  });
  await subscription.deliver(stream).catch((error: unknown) => {
    const cause =
      error instanceof GraphQLError ? error : new GraphQLError("", { originalError: error as Error });
    stream.send(answers.written({ errors: [cause] }), null);
  });
  stream.complete();
}

/**
 * An event source asks again for ever unless it is refused by the status; a GraphQL client expects an answer to say
 * why.
 */
function refuseSubscription(
  live: LiveServices,
  request: FastifyRequest,
  reply: FastifyReply,
  errors: readonly GraphQLError[],
): void {
  if (request.method === "GET") refuse(live, reply, null, errors);
  else only(live, reply, { errors });
}

const statusOf: Record<string, number> = {
  UNAUTHENTICATED: 401,
  FORBIDDEN: 403,
  PASSWORD_CHANGE_REQUIRED: 403,
  NOT_FOUND: 404,
  TOO_MANY_REQUESTS: 429,
  RATE_LIMITED: 429,
  INTERNAL: 500,
};

function refuse(
  { formatError }: LiveServices,
  reply: FastifyReply,
  status: number | null,
  errors: readonly GraphQLError[],
): void {
  const shown = errors.map((error) => formatError(error.toJSON(), error));
  const code = String(shown[0]?.extensions?.code);
  void reply.code(status ?? statusOf[code] ?? 400).send({ errors: shown });
}

/** A stream of one answer. */
function only({ answers, patience }: LiveServices, reply: FastifyReply, result: ExecutionResult): void {
  const stream = new EventStream(reply, patience, null);
  stream.send(answers.written(result), null);
  stream.complete();
}
