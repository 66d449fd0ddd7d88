import type { ApolloServerPlugin } from "@apollo/server";

/** How many errors of a document go back: a long list of them helps only who probes. */
const mostErrors = 5;

/** Cuts the list of what is wrong with a document. Errors of single fields of an answer all go back. */
export const fewErrors: ApolloServerPlugin = {
  requestDidStart: () =>
    Promise.resolve({
      willSendResponse({ response: { body } }) {
        if (body.kind === "single" && body.singleResult.data == null && body.singleResult.errors) {
          body.singleResult.errors = body.singleResult.errors.slice(0, mostErrors);
        }
        return Promise.resolve();
      },
    }),
};
