import { Client, fetchExchange, subscriptionExchange, type SubscriptionOperation } from "@urql/core";
import { createPinia } from "pinia";
import { createApp, defineComponent, h } from "vue";
import { vi } from "vitest";
import { createCache } from "../../web/api/cache";
import { client } from "../../web/api/client";
import { queueMoves } from "../../web/api/queue-moves";
import { noteReadAt } from "../../web/api/read-at";
import { i18n } from "../../web/i18n/i18n";

type Variables = Record<string, unknown>;

/**
 * A server that answers each operation by its name, when and as a test says so; the page's real client before it. What
 * has `errors` is an answer of its own, not its data.
 */
export function givenPageServer(answers: Record<string, (variables: Variables) => unknown>) {
  const asked: { name: string; variables: Variables }[] = [];
  const followed: Variables[] = [];
  let sink: { next: (value: object) => void; error: (error: unknown) => void } | undefined;

  vi.stubGlobal("fetch", async (_address: unknown, { body, signal }: RequestInit) => {
    const { operationName: name, variables } = JSON.parse(String(body)) as {
      operationName: string;
      variables: Variables;
    };
    asked.push({ name, variables });
    const answer = answers[name];
    if (!answer) throw new Error(`The test has no answer to ${name}`);
    const broken = new Promise<never>((_resolve, reject) =>
      signal?.addEventListener("abort", () => reject(new TypeError("Aborted"))),
    );
    const data = await Promise.race([answer(variables), broken]);
    const answered = data && typeof data === "object" && "errors" in data ? data : { data };
    return new Response(JSON.stringify(answered), { headers: { "content-type": "application/json" } });
  });
  client.value = new Client({
    url: "http://page.test/graphql",
    preferGetMethod: false,
    exchanges: [
      createCache(),
      noteReadAt,
      queueMoves,
      fetchExchange,
      subscriptionExchange({
        forwardSubscription: ({ variables }: SubscriptionOperation) => ({
          subscribe: (next) => {
            followed.push(variables ?? {});
            sink = next;
            return { unsubscribe: () => {} };
          },
        }),
      }),
    ],
  });

  return {
    /** What was asked over HTTP. */
    asked,
    /** What was asked to follow over the socket. */
    followed,
    tell: (changes: object) => sink?.next({ data: { changes } }),
    refuseToFollow: (code: string) => sink?.error([{ message: "Refused", extensions: { code } }]),
  };
}

/** Runs what a component's setup runs, on a page of its own. `leave` takes the page away. */
export function onPage<Result>(setup: () => Result): { result: Result; leave: () => void } {
  let result: Result | undefined;
  const page = createApp(
    defineComponent({
      setup() {
        result = setup();
        return () => h("main");
      },
    }),
  );
  page.provide("$urql", client).use(createPinia()).use(i18n);
  page.mount(document.createElement("div"));
  return { result: result as Result, leave: () => page.unmount() };
}
