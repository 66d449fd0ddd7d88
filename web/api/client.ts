import { Client, fetchExchange, mapExchange, subscriptionExchange, type CombinedError } from "@urql/vue";
import { createClient as createSocket, type Client as Socket } from "graphql-ws";
import { ref, shallowRef } from "vue";
import { i18n } from "../i18n/i18n";
import { createCache } from "./cache";
import { noteAnswer, noteSocket } from "./connection";
import { askById, boardsByGet, textAlone } from "./persisted";
import { queueMoves } from "./queue-moves";
import { noteReadAt } from "./read-at";

const path = "/graphql";
type SessionRefusal = "UNAUTHENTICATED" | "PASSWORD_CHANGE_REQUIRED";
const refusalListeners = new Set<(refusal: SessionRefusal) => void>();

/** The stable code of the first top-level error, such as NOT_FOUND; null for a failed network or none. */
export function errorCode(error: CombinedError | undefined | null): string | null {
  const code = error?.graphQLErrors[0]?.extensions?.code;
  return typeof code === "string" ? code : null;
}

/** Whether a request failed because the page itself took it back. */
function wasTakenBack(error: CombinedError | undefined): boolean {
  return error?.networkError?.name === "AbortError";
}

/** Called when the server will not answer this session: it knows nobody, or a one-time password must go first. */
export function onSessionRefused(listener: (refusal: SessionRefusal) => void): void {
  refusalListeners.add(listener);
}

function openSocket(): Socket {
  const url = new URL(path, location.href);
  url.protocol = url.protocol.replace("http", "ws");
  return createSocket({
    url: url.href,
    keepAlive: 15_000,
    // `useProgrammeChanges` reconnects, because it knows the revision to resume from.
    retryAttempts: 0,
    connectionParams: () => ({ acceptLanguage: i18n.global.locale.value }),
    on: {
      connected: () => noteSocket(true),
      closed: (event) => {
        // 1000: we hung up ourselves, because nothing is being followed any more.
        if (!(event instanceof CloseEvent && event.code === 1000)) noteSocket(false);
      },
    },
  });
}

let socket = openSocket();

/** How a client asks. */
const asking = {
  url: path,
  preferGetMethod: false,
  fetchOptions: () => ({
    credentials: "same-origin" as const,
    headers: {
      "accept-language": i18n.global.locale.value,
      // A form that any page could send is refused; one with this was sent by a script of this page.
      "apollo-require-preflight": "true",
    },
  }),
};

/** Notes of each answer whether the server was reached, and whether it knows this session. */
const noteAnswers = mapExchange({
  onResult(result) {
    if (result.operation.kind !== "subscription" && !result.stale && !wasTakenBack(result.error))
      noteAnswer(!result.error?.networkError);
    const code = errorCode(result.error);
    if (code === "UNAUTHENTICATED" || code === "PASSWORD_CHANGE_REQUIRED") {
      for (const listener of refusalListeners) listener(code);
    }
  },
});

/**
 * A client that keeps nothing, for what was: a task of the past has the id of today's, and the normalised cache would
 * take one for the other.
 */
export const pastClient = new Client({
  ...asking,
  exchanges: [noteAnswers, askById, textAlone, fetchExchange],
});

function createLuoshiClient(): Client {
  return new Client({
    ...asking,
    exchanges: [
      noteAnswers,
      createCache(),
      noteReadAt,
      queueMoves,
      askById,
      textAlone,
      boardsByGet,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription(request) {
          const { query = "", variables, extensions } = request;
          return {
            subscribe: (sink) => ({
              unsubscribe: socket.subscribe({ query, variables, extensions }, sink),
            }),
          };
        },
      }),
    ],
  });
}

/** The one client of the page. It is replaced whole when another person or another language reads. */
export const client = shallowRef(createLuoshiClient());

/** Counts the clients there have been; a page keyed by it begins anew with each. */
export const clientEpoch = ref(0);

/** Forgets every answer and closes the socket: after signing in or out and on a change of language. */
export function resetClient(): void {
  void socket.dispose();
  socket = openSocket();
  client.value = createLuoshiClient();
  clientEpoch.value++;
}
