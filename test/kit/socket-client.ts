import { createClient, type Client as GraphqlSocket } from "graphql-ws";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";
import type { GraphqlError, Variables } from "./client.js";

/** What a subscription hears: data, or the errors that end it. */
export interface Event<Data> {
  data?: Data | null;
  errors?: GraphqlError[];
}

/** A socket that speaks graphql-transport-ws, with async iterators over what comes. */
export interface SocketClient {
  /** Subscribes (or asks): one event after another, until the server completes or the consumer returns. */
  follow<Data>(query: string, variables?: Variables): AsyncIterableIterator<Event<Data>>;
  /** Follows a document that the server knows, by its id. */
  followKnown<Data>(asked: {
    extensions: Record<string, unknown>;
    variables?: Variables;
  }): AsyncIterableIterator<Event<Data>>;
  close(): Promise<void>;
}

/** Opens a socket with a cookie and, for a page of another site, an Origin. It never connects a second time. */
export function openSocket(
  url: string,
  { cookie, origin, token }: { cookie?: string; origin?: string; token?: string },
): SocketClient {
  const authorization = token !== undefined && { authorization: `Bearer ${token}` };
  const headers = {
    ...authorization,
    ...(cookie !== undefined && { cookie }),
    ...(origin !== undefined && { origin }),
  };
  class SocketWithHeaders extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers });
    }
  }
  const socket: GraphqlSocket = createClient({
    url: `${url.replace("http", "ws")}/graphql`,
    webSocketImpl: SocketWithHeaders,
    retryAttempts: 0,
    lazy: true,
    onNonLazyError: () => undefined,
  });
  const close = async () => void (await socket.dispose());
  onTestFinished(close);
  return {
    follow: <Data>(query: string, variables: Variables = {}) =>
      socket.iterate<Data>({ query, variables }) as AsyncIterableIterator<Event<Data>>,
    followKnown: <Data>(asked: { extensions: Record<string, unknown>; variables?: Variables }) =>
      socket.iterate<Data>({ query: "", ...asked }) as AsyncIterableIterator<Event<Data>>,
    close,
  };
}

/** The next `count` data of a subscription. Fails at an error or an early end. */
export async function take<Data>(events: AsyncIterableIterator<Event<Data>>, count: number): Promise<Data[]> {
  const taken: Data[] = [];
  while (taken.length < count) {
    const { done, value } = await events.next().catch(asError);
    if (done) throw new Error(`The subscription ended after ${taken.length} of ${count} events`);
    if (value.errors || !value.data)
      throw new Error(`The subscription heard ${JSON.stringify(value.errors)}`);
    taken.push(value.data);
  }
  return taken;
}

/** graphql-ws throws what the server refused as a plain list of errors. */
function asError(cause: unknown): never {
  throw cause instanceof Error ? cause : new Error(`The subscription was refused: ${JSON.stringify(cause)}`);
}
