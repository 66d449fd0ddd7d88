import { getOperationName, makeOperation, mapExchange, type Operation } from "@urql/core";
import { persistedExchange } from "@urql/exchange-persisted";
import { Kind } from "graphql";
import { persistedIds } from "../gql/persisted-ids";

/**
 * Asks by a document's id instead of its text: the server was built with the same documents. One that does not know
 * the id, because another build of it answers, is sent the text.
 */
export const askById = persistedExchange({
  // While developing, the page changes and the server's copy of its documents does not.
  generateHash: (_text, document) =>
    Promise.resolve((!import.meta.env.DEV && persistedIds[getOperationName(document) ?? ""]) || ""),
  preferGetForPersistedQueries: false,
  enableForMutation: true,
  enableForSubscriptions: true,
});

/**
 * A text that is sent because its id was unknown goes alone: the server would compare the two, and it is another build
 * that may have put the text's parts in another order.
 */
export const textAlone = mapExchange({
  onOperation(operation) {
    const { persistedQuery, ...extensions } = operation.extensions ?? {};
    return persistedQuery?.miss ? makeOperation(operation.kind, { ...operation, extensions }) : operation;
  },
});

/**
 * Reads whole boards by GET: the browser keeps them under the name of their state, and where nothing has changed the
 * server sends nothing. Everything else is posted, so that nothing of it stands in an address.
 */
export const boardsByGet = mapExchange({
  onOperation: (operation) =>
    readsBoard(operation)
      ? makeOperation(operation.kind, operation, { ...operation.context, preferGetMethod: "force" })
      : operation,
});

function readsBoard({ kind, query, extensions }: Operation): boolean {
  if (kind !== "query" || !extensions?.persistedQuery || extensions.persistedQuery.miss) return false;
  const [definition] = query.definitions;
  if (definition?.kind !== Kind.OPERATION_DEFINITION) return false;
  const { selections } = definition.selectionSet;
  return selections.every((field) => field.kind === Kind.FIELD && field.name.value === "board");
}
