import type { IncomingHttpHeaders, Server } from "node:http";
import { execute, GraphQLError, type ExecutionArgs, type ExecutionResult } from "graphql";
import { CloseCode, type Context as SocketContext, type SubscribePayload } from "graphql-ws";
import { useServer, type Extra } from "graphql-ws/use/ws";
import { WebSocketServer, type WebSocket } from "ws";
import type { Context } from "../context.js";
import { tooMany } from "../graphql/coded-error.js";
import type { errorFormatter } from "../graphql/format-error.js";
import { addressOf, type Admission } from "./admission.js";
import { isOwnOrigin } from "./live/own-origin.js";
import type { LiveConnection } from "./live/live-viewers.js";
import { mostUnsent, whenSent } from "./live/outlet.js";
import type { PrepareOperation, Prepared } from "./live/prepare-operation.js";
import { Subscription, type Live, type Outlet } from "./live/subscription.js";
import { graphqlPath } from "./paths.js";
import { textToRun, type PersistedDocuments } from "./persisted-documents.js";
import type { MakeContext, Requests } from "./request-context.js";

/** The largest frame that a client may send, in bytes. */
const largestFrame = 64 * 1024;

/** How many operations one socket may have under way. */
const mostOperations = 100;

/** RFC 6455's close codes after which clients try again: the server comes back at once; the client was too slow. */
const serviceRestart = 1012;
const tryAgainLater = 1013;

/** How long a socket that was told to close may take to answer, in milliseconds. */
const closingTime = 1000;

type Socket = SocketContext<Record<string, unknown> | undefined, Extra>;

/** What sockets and event streams have in common. */
export interface LiveServices extends Live {
  prepare: PrepareOperation;
  makeContext: MakeContext;
  viewerOf: Requests["viewerOf"];
  admission: Admission;
  documents: PersistedDocuments;
  /** Whether browsers may only ask by known documents. */
  persistedOnly: boolean;
  allowedOrigins: readonly string[];
  formatError: ReturnType<typeof errorFormatter>;
  /** How long a client may leave unread what was sent before its connection is closed, in milliseconds. */
  patience: number;
}

/** What is known of an open socket. */
interface Opened {
  headers: IncomingHttpHeaders;
  connection: LiveConnection;
  gone: AbortSignal;
}

/** What an operation is run with, and where its events go. */
interface Operation extends ExecutionArgs {
  prepared: Prepared;
  connection: LiveConnection;
  outlet: Outlet;
}

/**
 * Adds the API over sockets (graphql-transport-ws) at the same path: the same documents, limits and sessions. Apollo
 * does not see sockets, so all of that is said again here. Gives what closes them.
 */
export function addSockets(server: Server, live: LiveServices): () => Promise<void> {
  const { makeContext, formatError, patience } = live;
  const opened = new WeakMap<object, Opened>();
  const shown = (errors: readonly GraphQLError[]) =>
    errors.map((error) => formatError(error.toJSON(), error));
  const sockets = new WebSocketServer({
    server,
    path: graphqlPath,
    maxPayload: largestFrame,
    perMessageDeflate: false,
    verifyClient: ({ origin, req }: { origin?: string; req: { headers: { host?: string } } }) =>
      isOwnOrigin(origin, req.headers.host, live.allowedOrigins),
  });
  const handler = useServer<Record<string, unknown> | undefined>(
    {
      onConnect: (socket) => void opened.set(socket.extra.socket, open(live, socket)),
      onSubscribe: async ({ subscriptions, extra }, _id, payload) => {
        if (Object.keys(subscriptions).length > mostOperations) return [tooMany(mostOperations)];
        const { headers } = opened.get(extra.socket)!;
        const operation = await operationOf(live, payload, headers);
        if (!("document" in operation)) return operation;
        const asking = { viewer: await live.viewerOf(headers), address: addressOf(extra.request) };
        const refused = live.admission.refusalsOf({ ...payload, ...operation }, asking);
        return refused.length > 0 ? refused : operation;
      },
      context: async ({ extra }, id, _payload, args) => {
        const socket = opened.get(extra.socket)!;
        Object.assign(args, { connection: socket.connection, outlet: outletOf(extra, id, patience) });
        return makeContext(socket.headers, { signal: socket.gone });
      },
      execute,
      subscribe: (args) => subscribe(live, args as Operation),
      onNext: (_socket, _id, _payload, _args, result) =>
        result.errors ? { ...result, errors: shown(result.errors) } : undefined,
      onError: (_socket, _id, _payload, errors) => shown(errors),
      isProd: true,
    },
    sockets,
  );
  // What a client does against the protocol closes its socket. graphql-ws would write it to the console, line by line.
  sockets.on("connection", (socket) => socket.removeAllListeners("error").on("error", () => undefined));
  return async () => {
    for (const socket of sockets.clients) socket.close(serviceRestart, "Restarting");
    await handler.dispose();
  };
}

/** Registers a socket whose client said hello, until it is closed. */
function open({ viewers }: LiveServices, { connectionParams, extra }: Socket): Opened {
  const { socket } = extra as Extra & { socket: WebSocket };
  const headers = headersOf(connectionParams, extra.request.headers);
  const controller = new AbortController();
  // What it is about to be told, that nobody is signed in any more, goes first.
  const shutOut = () => void setTimeout(() => socket.close(CloseCode.Forbidden, "Signed out"), 50).unref();
  const connection = viewers.add(headers, shutOut);
  socket.once("close", () => {
    viewers.remove(connection);
    controller.abort();
  });
  return { headers, connection, gone: controller.signal };
}

/** The upgrade's headers; a client that cannot set headers says language and token when it connects. */
function headersOf(
  { acceptLanguage, authorization }: Record<string, unknown> = {},
  sent: IncomingHttpHeaders,
): IncomingHttpHeaders {
  const { cookie } = sent;
  const headers: IncomingHttpHeaders = { cookie, authorization: sent.authorization };
  headers["accept-language"] = typeof acceptLanguage === "string" ? acceptLanguage : sent["accept-language"];
  if (typeof authorization === "string") headers.authorization = authorization;
  return headers;
}

async function operationOf(live: LiveServices, payload: SubscribePayload, headers: IncomingHttpHeaders) {
  const { schema, prepare, viewerOf } = live;
  const { operationName, variables } = payload;
  const query = await textToRun(payload, live, () => viewerOf(headers, false)).catch(asRefusal);
  if (typeof query !== "string") return [query];
  const prepared = prepare(query, operationName);
  if (!("document" in prepared)) return prepared;
  const { document } = prepared;
  return { schema, document, operationName, variableValues: variables, prepared };
}

/** A refusal, for whoever answers with it. Throws what is none. */
export function asRefusal(error: unknown): GraphQLError {
  if (error instanceof GraphQLError) return error;
  throw error;
}

/**
 * GraphQL's `subscribe` for graphql-ws, which keeps the protocol: refusals are a result, an end is an end. The events
 * themselves go straight to the socket, as bytes that all sockets share.
 */
async function subscribe(
  live: LiveServices,
  { prepared, connection, outlet, variableValues, contextValue }: Operation,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const variables = variableValues ?? {};
  const subscription = await Subscription.begin(
    live,
    connection,
    prepared,
    variables,
    contextValue as Context,
  );
  if (!(subscription instanceof Subscription)) return { errors: subscription };
  const end = { done: true, value: undefined } as const;
  const delivery: AsyncIterableIterator<ExecutionResult, undefined> = {
    next: () => subscription.deliver(outlet).then(() => end),
    return() {
      subscription.stop();
      return Promise.resolve(end);
    },
    [Symbol.asyncIterator]: () => delivery,
  };
  return delivery;
}

const frameEnd = Buffer.from("}");

/** The way to a client's operation: a frame of graphql-transport-ws around each answer. */
function outletOf({ socket, request }: Extra, id: string, patience: number): Outlet {
  const frameStart = Buffer.from(`{"id":${JSON.stringify(id)},"type":"next","payload":`);
  const giveUp = () => {
    socket.close(tryAgainLater, "Too slow: resume after the last revision seen");
    setTimeout(() => socket.terminate(), closingTime).unref();
  };
  return {
    send(answer) {
      if (socket.readyState !== socket.OPEN) return;
      socket.send(Buffer.concat([frameStart, answer, frameEnd]), { binary: false });
    },
    room: () => (socket.bufferedAmount > mostUnsent ? whenSent(request.socket, patience, giveUp) : null),
  };
}
