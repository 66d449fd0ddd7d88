import { EventSource } from "eventsource";
import { createClient as createStreamClient } from "graphql-sse";
import { createClient as createSocketClient } from "graphql-ws";
import { onTestFinished } from "vitest";
import { WebSocket } from "ws";

/** What follows a programme, as its users write it: a stock client, and a variable that says where to go on. */
export interface Follower {
  /** The revisions heard, in order. */
  heard: number[];
  stop(): void;
}

export interface Followed {
  url: string;
  cookie: string;
  programmeId: string;
  sinceRevision: number;
}

const query = `subscription ($programmeId: ID!, $sinceRevision: Int) {
  changes(programmeId: $programmeId, sinceRevision: $sinceRevision) { revision verb task { id stage { kind } } }
}`;

interface Heard {
  changes: { revision: number };
}

const soon = () => new Promise<void>((resolve) => setTimeout(resolve, 20 + Math.random() * 30));

/** graphql-ws as it comes. */
export function followBySocket({ url, cookie, programmeId, sinceRevision }: Followed): Follower {
  const heard: number[] = [];
  class WithCookie extends WebSocket {
    constructor(address: string, protocols: string[]) {
      super(address, protocols, { headers: { cookie } });
    }
  }
  const client = createSocketClient({
    url: `${url.replace("http", "ws")}/graphql`,
    webSocketImpl: WithCookie,
    retryAttempts: 1000,
    retryWait: soon,
    shouldRetry: () => true,
  });
  const variables = { programmeId, sinceRevision };
  client.subscribe<Heard>({ query, variables }, { next, error: () => undefined, complete: () => undefined });
  function next({ data }: { data?: Heard | null }) {
    if (!data) return;
    variables.sinceRevision = data.changes.revision;
    heard.push(data.changes.revision);
  }
  // It may be trying to connect.
  const stop = () => void Promise.resolve(client.dispose()).catch(() => undefined);
  onTestFinished(stop);
  return { heard, stop };
}

/** graphql-sse as it comes. */
export function followByStream({ url, cookie, programmeId, sinceRevision }: Followed): Follower {
  const heard: number[] = [];
  const client = createStreamClient({
    url: `${url}/graphql/stream`,
    headers: { cookie },
    retryAttempts: 1000,
    retry: soon,
  });
  const variables = { programmeId, sinceRevision };
  client.subscribe<Heard>({ query, variables }, { next, error: () => undefined, complete: () => undefined });
  function next({ data }: { data?: Heard | null }) {
    if (!data) return;
    variables.sinceRevision = data.changes.revision;
    heard.push(data.changes.revision);
  }
  const stop = () => client.dispose();
  onTestFinished(stop);
  return { heard, stop };
}

/** A browser's EventSource: it resumes by itself, by the id of the last event. */
export function followByEventSource({ url, cookie, programmeId, sinceRevision }: Followed): Follower {
  const heard: number[] = [];
  const address = new URL("/graphql/stream", url);
  address.searchParams.set("query", query);
  address.searchParams.set("variables", JSON.stringify({ programmeId, sinceRevision }));
  const source = new EventSource(address, {
    fetch: (input, init) => fetch(input, { ...init, headers: { ...init.headers, cookie } }),
  });
  source.addEventListener("next", ({ data }: MessageEvent<string>) => {
    const { changes } = (JSON.parse(data) as { data: Heard }).data;
    heard.push(changes.revision);
  });
  const stop = () => source.close();
  onTestFinished(stop);
  return { heard, stop };
}

export const followers = {
  "graphql-ws": followBySocket,
  "graphql-sse": followByStream,
  EventSource: followByEventSource,
};
