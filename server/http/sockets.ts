import type { IncomingHttpHeaders, Server } from "node:http";
import {
  createSourceEventStream,
  execute,
  GraphQLError,
  parse,
  specifiedRules,
  validate,
  type DocumentNode,
  type ExecutionArgs,
  type ExecutionResult,
  type GraphQLSchema,
} from "graphql";
import { CloseCode, type Context as SocketContext, type SubscribePayload } from "graphql-ws";
import { useServer, type Extra } from "graphql-ws/use/ws";
import { WebSocketServer } from "ws";
import type { Context } from "../context.js";
import { unauthenticated } from "../graphql/coded-error.js";
import type { errorFormatter } from "../graphql/format-error.js";
import { limitQueries, queryLimits } from "../graphql/query-limits.js";
import { graphqlPath } from "./paths.js";
import type { MakeContext, Requests } from "./request-context.js";

/** The largest frame that a client may send, in bytes. */
const largestFrame = 64 * 1024;

/** How often it is looked whether the sessions of open sockets go on, in milliseconds. */
const checkEvery = 5000;

/** The close code of a server that comes back at once (RFC 6455): clients try again. */
const serviceRestart = 1012;

type Socket = SocketContext<Record<string, unknown> | undefined, Extra>;

/**
 * Adds the API over sockets (graphql-transport-ws) at the same path: the same documents, limits and sessions. Apollo
 * does not see sockets, so all of that is said again here. Gives what closes them.
 */
export function addSockets(
  server: Server,
  schema: GraphQLSchema,
  { makeContext, viewerOf }: Requests,
  allowedOrigins: readonly string[],
  formatError: ReturnType<typeof errorFormatter>,
): () => Promise<void> {
  const shown = (errors: readonly GraphQLError[]) =>
    errors.map((error) => formatError(error.toJSON(), error));
  const headers = new WeakMap<object, IncomingHttpHeaders>();
  const sockets = new WebSocketServer({
    server,
    path: graphqlPath,
    maxPayload: largestFrame,
    verifyClient: ({ origin, req }: { origin?: string; req: { headers: { host?: string } } }) =>
      isOwnOrigin(origin, req.headers.host, allowedOrigins),
  });
  const handler = useServer<Record<string, unknown> | undefined>(
    {
      onConnect: (socket) => void headers.set(socket.extra.socket, headersOf(socket)),
      onSubscribe: (_socket, _id, payload) => prepare(schema, payload),
      context: (socket) => socketContext(socket, makeContext),
      execute,
      subscribe: subscribeAfresh,
      onNext: (_socket, _id, _payload, _args, result) =>
        result.errors ? { ...result, errors: shown(result.errors) } : undefined,
      onError: (_socket, _id, _payload, errors) => shown(errors),
      isProd: true,
    },
    sockets,
  );
  const checking = setInterval(() => void closeEnded(sockets, headers, viewerOf), checkEvery).unref();
  return async () => {
    clearInterval(checking);
    for (const socket of sockets.clients) socket.close(serviceRestart, "Restarting");
    await handler.dispose();
  };
}

/** Closes the sockets whose session ended, or whose person was disabled. */
async function closeEnded(
  { clients }: WebSocketServer,
  headers: WeakMap<object, IncomingHttpHeaders>,
  viewerOf: Requests["viewerOf"],
): Promise<void> {
  for (const client of clients) {
    const sent = headers.get(client);
    if (sent && !(await viewerOf(sent, false))) client.close(CloseCode.Forbidden, "Signed out");
  }
}

/** A page of another site must not open a socket with this browser's cookie. Programs send no Origin. */
function isOwnOrigin(
  origin: string | undefined,
  host: string | undefined,
  allowed: readonly string[],
): boolean {
  if (!origin || allowed.includes(origin)) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}

function prepare(schema: GraphQLSchema, payload: SubscribePayload) {
  const document = parsed(payload.query);
  if (document instanceof GraphQLError) return [document];
  const errors = validate(schema, document, [...specifiedRules, limitQueries], { maxErrors: 5 });
  if (errors.length > 0) return errors;
  return { schema, document, operationName: payload.operationName, variableValues: payload.variables };
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxTokens: queryLimits.tokens });
  } catch (error) {
    if (error instanceof GraphQLError) return error;
    throw error;
  }
}

/** A socket's context: as it was when the operation began, and as it would be now. */
type SocketRequestContext = Context & { renew: () => Promise<Context> };

async function socketContext(socket: Socket, makeContext: MakeContext): Promise<SocketRequestContext> {
  const headers = headersOf(socket);
  return {
    ...(await makeContext(headers, { signal: goneWith(socket) })),
    renew: () => makeContext(headers, { isUse: false }),
  };
}

const closing = new WeakMap<object, AbortSignal>();

/** Aborts when the socket is closed: the same signal for all its operations. */
function goneWith({ extra: { socket } }: Socket): AbortSignal {
  const known = closing.get(socket);
  if (known) return known;
  const controller = new AbortController();
  socket.once("close", () => controller.abort());
  closing.set(socket, controller.signal);
  return controller.signal;
}

/**
 * GraphQL's `subscribe`, but each event is answered in a context of its own: with fresh loaders, and for whoever
 * the session now names. A session that ended hears UNAUTHENTICATED and nothing more.
 */
async function subscribeAfresh(
  args: ExecutionArgs,
): Promise<AsyncIterableIterator<ExecutionResult> | ExecutionResult> {
  const stream = await createSourceEventStream(args);
  if (!isAsyncIterable(stream)) return stream;
  const events = stream[Symbol.asyncIterator]();
  const { renew } = args.contextValue as SocketRequestContext;
  const answers: AsyncIterableIterator<ExecutionResult> = {
    async next() {
      const event = await events.next();
      if (event.done) return { done: true, value: undefined };
      const context = await renew();
      if (context.viewer) {
        return {
          done: false,
          value: await execute({ ...args, rootValue: event.value, contextValue: context }),
        };
      }
      await events.return?.();
      return { done: false, value: { errors: [unauthenticated()] } };
    },
    async return() {
      await events.return?.();
      return { done: true, value: undefined };
    },
    [Symbol.asyncIterator]: () => answers,
  };
  return answers;
}

function isAsyncIterable(value: object): value is AsyncIterable<unknown> {
  return Symbol.asyncIterator in value;
}

/** The upgrade's headers; a client that cannot set headers says language and token when it connects. */
function headersOf({ connectionParams, extra }: Socket): IncomingHttpHeaders {
  const headers = { ...extra.request.headers };
  const { acceptLanguage, authorization } = connectionParams ?? {};
  if (typeof acceptLanguage === "string") headers["accept-language"] = acceptLanguage;
  if (typeof authorization === "string") headers.authorization = authorization;
  return headers;
}
