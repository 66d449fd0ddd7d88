import {
  getNamedType,
  isInputObjectType,
  Kind,
  typeFromAST,
  type DocumentNode,
  type GraphQLInputObjectType,
  type GraphQLSchema,
} from "graphql";

/** Whether a document has a variable whose type holds itself somewhere within: a filter of filters. */
export function hasCircularInput(schema: GraphQLSchema, { definitions }: DocumentNode): boolean {
  return definitions.some(
    (definition) =>
      definition.kind === Kind.OPERATION_DEFINITION &&
      (definition.variableDefinitions ?? []).some(({ type: node }) => {
        const type = getNamedType(typeFromAST(schema, node as Parameters<typeof typeFromAST>[1]));
        return isInputObjectType(type) && holdsItself(type);
      }),
  );
}

const known = new WeakMap<GraphQLInputObjectType, boolean>();

function holdsItself(type: GraphQLInputObjectType): boolean {
  let answer = known.get(type);
  if (answer === undefined) {
    answer = hasCircle(type, new Set());
    known.set(type, answer);
  }
  return answer;
}

function hasCircle(type: GraphQLInputObjectType, above: ReadonlySet<GraphQLInputObjectType>): boolean {
  if (above.has(type)) return true;
  const here = new Set(above).add(type);
  return Object.values(type.getFields()).some((field) => {
    const inner = getNamedType(field.type);
    return isInputObjectType(inner) && hasCircle(inner, here);
  });
}
