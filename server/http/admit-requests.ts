import type { ApolloServerPlugin } from "@apollo/server";
import type { FastifyInstance, FastifyRequest } from "fastify";
import type { Context } from "../context.js";
import { noSuchOperation } from "../graphql/price.js";
import { currentRequest } from "../graphql/current-request.js";
import { asksForChinese } from "../graphql/refused-requests.js";
import type { Admission } from "./admission.js";
import { askedIn, remember, type Asked } from "./asked.js";
import { graphqlPath } from "./paths.js";
import type { Requests } from "./request-context.js";

/** What any request for the API costs, in points; one that is answered from memory costs no more. */
const everyRequest = 1;

const nothingKnown = {
  viewer: null,
  budget: null,
  operation: null,
  price: null,
  isKept: false,
  stopAfter: null,
};

/** Before anything is read of a request: who sent it, and whether they may send one now. */
export function admitRequests(server: FastifyInstance, admission: Admission, requests: Requests): void {
  server.addHook("onRequest", (request, reply, done) => {
    void reply.header("x-request-id", request.id);
    const wantsChinese = asksForChinese(request.headers["accept-language"]);
    currentRequest.run({ id: request.id, log: request.log, wantsChinese }, done);
  });

  server.addHook("onRequest", async (request) => {
    if (!isForApi(request)) return;
    const { id, ip: address } = request;
    const asked: Asked = { ...nothingKnown, id, address };
    remember(request, asked);
    const viewer = await requests.rememberViewer(request.headers);
    const budget = admission.budgetOf({ viewer, address });
    Object.assign(asked, { viewer, budget });
    budget.take(everyRequest);
  });

  server.addHook("onSend", async (request, reply, payload) => {
    const asked = askedIn(request);
    if (asked?.budget) void reply.headers(asked.budget.headers());
    // What no state names is kept nowhere, on no disk of a browser.
    if (asked && !reply.hasHeader("cache-control")) void reply.header("cache-control", "no-store");
    return payload;
  });
}

function isForApi({ routeOptions }: FastifyRequest): boolean {
  return routeOptions.url === graphqlPath || routeOptions.url?.startsWith(`${graphqlPath}/`) === true;
}

/** Prices an operation before it is run, and tells in the answer what it cost. */
export function admitOperations(admission: Admission): ApolloServerPlugin<Context> {
  return {
    requestDidStart: () =>
      Promise.resolve({
        didResolveOperation({ document, operation, operationName, request, contextValue }) {
          const { asked, viewer } = contextValue;
          // Where execution is a gateway's, Apollo goes on without one.
          if (!operation) throw noSuchOperation(request.operationName);
          if (!asked) return Promise.resolve();
          asked.operation = { kind: operation.operation, name: operationName };
          const { variables } = request;
          const { address } = asked;
          asked.price = admission.admit(
            { document, operationName, variables },
            { viewer, address },
            everyRequest,
          );
          asked.stopAfter?.(asked.price.seconds ?? admission.limits.operationSeconds);
          return Promise.resolve();
        },
        willSendResponse({ response: { body, http }, contextValue: { asked } }) {
          const { price, budget } = asked ?? {};
          if (!price || !budget) return Promise.resolve();
          const requested = Math.round(price.cost * 10) / 10;
          http.headers.set("query-cost", String(requested));
          // A board that is kept ready is the same for everybody who may see it: it cannot tell what is left to one.
          // And a stranger's answers are alike, whatever was asked before.
          if (asked?.isKept || !asked?.viewer || body.kind !== "single") return Promise.resolve();
          const cost = {
            requested,
            nodes: price.nodes,
            limit: admission.costLimit,
            remaining: Math.floor(budget.remaining()),
            perHour: budget.limit,
          };
          body.singleResult.extensions = { ...body.singleResult.extensions, cost };
          return Promise.resolve();
        },
      }),
  };
}
