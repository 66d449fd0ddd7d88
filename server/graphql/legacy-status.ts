import type { ApolloServerPlugin } from "@apollo/server";

/** What is wrong with the document or its variables; what goes beyond our own limits is refused whatever is accepted. */
const ofTheRequest = new Set(["GRAPHQL_PARSE_FAILED", "GRAPHQL_VALIDATION_FAILED", "BAD_USER_INPUT"]);

/**
 * GraphQL over HTTP: a client that accepts `application/json` and nothing else is one from before
 * `application/graphql-response+json`, and takes any other status than 200 for a failure of the network. Whoever
 * accepts more, or says nothing, hears 400.
 */
export const legacyStatus: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ request, response: { body, http } }) {
        if (http.status !== 400 || body.kind !== "single") return Promise.resolve();
        const accepted = request.http?.headers.get("accept") ?? "";
        const isLegacy = /^\s{0,9}application\/json\s{0,9}(;[^,]{0,99})?$/i.test(accepted);
        const codes = body.singleResult.errors?.map(({ extensions }) => extensions?.code) ?? [];
        if (isLegacy && codes.length > 0 && codes.every((code) => ofTheRequest.has(String(code))))
          http.status = 200;
        return Promise.resolve();
      },
    }),
};
