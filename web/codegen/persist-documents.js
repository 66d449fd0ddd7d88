import { createHash } from "node:crypto";
import { formatDocument, stringifyDocument } from "@urql/core";
import { Kind, visit } from "graphql";

/**
 * A plugin of graphql-codegen. It writes the page's operations for the server to keep (`as: documents`, by their
 * names), or the ids by which the page asks for them (`as: ids`): the SHA-256 of each text. The texts are the very
 * ones that the page would send, with what its cache adds to them.
 */
export function plugin(_schema, files, { as }) {
  const definitions = files.flatMap(({ document }) => document.definitions);
  const fragments = new Map();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const texts = definitions
    .filter(({ kind }) => kind === Kind.OPERATION_DEFINITION)
    .map((operation) => [operation.name.value, textOf(operation, fragments)])
    .toSorted(([one], [other]) => (one < other ? -1 : 1));
  if (as === "documents") return JSON.stringify(Object.fromEntries(texts), null, 2);
  const ids = texts.map(([name, text]) => [name, createHash("sha256").update(text).digest("hex")]);
  const type = "Readonly<Record<string, string>>";
  return `export const persistedIds: ${type} = ${JSON.stringify(Object.fromEntries(ids), null, 2)};\n`;
}

function textOf(operation, fragments) {
  const used = new Set();
  const collect = (node) => {
    visit(node, {
      FragmentSpread({ name }) {
        if (used.has(name.value)) return;
        used.add(name.value);
        collect(fragments.get(name.value));
      },
    });
  };
  collect(operation);
  const definitions = [operation, ...[...used].map((name) => fragments.get(name))];
  return stringifyDocument(formatDocument({ kind: Kind.DOCUMENT, definitions }));
}
