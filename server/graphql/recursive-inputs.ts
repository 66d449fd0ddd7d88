import {
  getNamedType,
  getOperationAST,
  isInputObjectType,
  typeFromAST,
  type DocumentNode,
  type GraphQLInputType,
  type GraphQLNamedType,
  type GraphQLSchema,
} from "graphql";

/**
 * Whether an operation has a variable whose type holds a type within itself, as filters do. graphql-jit writes out the
 * checks of every level of such a type: seconds and gigabytes for one document.
 */
export function hasRecursiveVariables(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | undefined,
): boolean {
  const definitions = getOperationAST(document, operationName)?.variableDefinitions ?? [];
  return definitions.some(({ type }) => {
    const named = getNamedType(
      typeFromAST(schema, type as Parameters<typeof typeFromAST>[1]) as GraphQLInputType,
    );
    return named && holdsItself(named, new Set());
  });
}

const known = new WeakMap<GraphQLNamedType, boolean>();

function holdsItself(type: GraphQLNamedType, above: ReadonlySet<GraphQLNamedType>): boolean {
  if (!isInputObjectType(type)) return false;
  if (above.has(type)) return true;
  let answer = known.get(type);
  if (answer === undefined) {
    const within = new Set([...above, type]);
    answer = Object.values(type.getFields()).some((field) => holdsItself(getNamedType(field.type), within));
    known.set(type, answer);
  }
  return answer;
}
