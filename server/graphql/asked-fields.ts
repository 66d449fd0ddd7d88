import { visit, type GraphQLResolveInfo, type OperationDefinitionNode } from "graphql";

type Asked = Pick<GraphQLResolveInfo, "operation" | "fragments">;

const known = new WeakMap<OperationDefinitionNode, Set<string>>();

/**
 * Whether an operation asks for a field of this name anywhere. Coarse on purpose: it saves columns that nobody
 * asked for, and never leaves out one that somebody did.
 */
export function asksFor(field: string, { operation, fragments }: Asked): boolean {
  let names = known.get(operation);
  if (!names) {
    names = new Set();
    for (const node of [operation, ...Object.values(fragments)]) collectNames(node, names);
    known.set(operation, names);
  }
  return names.has(field);
}

function collectNames(node: Parameters<typeof visit>[0], names: Set<string>): void {
  visit(node, { Field: (field) => void names.add(field.name.value) });
}
