import {
  execute,
  getOperationAST,
  GraphQLError,
  Kind,
  parse,
  specifiedRules,
  validate,
  visit,
  type DocumentNode,
  type ExecutionResult,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import type { CompiledQuery } from "graphql-jit";
import { LRUCache } from "lru-cache";
import type { Context } from "../../context.js";
import { compiledQuery, withExtensions } from "../../graphql/executor.js";
import { limitQueries, queryLimits } from "../../graphql/query-limits.js";
import { asksPerViewer } from "../board-read.js";

/** Prepared documents are kept by their text, if it is no longer than this; past this many the oldest goes. */
const longestKept = 10_000;
const mostKept = 500;

type Variables = Record<string, unknown>;

/** An operation that passed every limit, ready to be run. */
export interface Prepared {
  document: DocumentNode;
  operation: OperationDefinitionNode;
  operationName: string | undefined;
  /** The same for the same text; names it among others. */
  number: number;
  /** Whether it asks for a field that depends on who asks (`@Extensions({ perViewer: true })`). */
  perViewer: boolean;
  /** The variable that only says where to begin; an answer does not depend on it. */
  sinceVariable: string | null;
  /** Answers one event. */
  answer(event: unknown, context: Context, variables: Variables): Promise<ExecutionResult>;
}

/** Makes the function that parses, checks and compiles operations, as strictly as over HTTP. */
export function operationPreparer(schema: GraphQLSchema) {
  const kept = new LRUCache<string, Prepared>({ max: mostKept });
  let count = 0;
  return (query: string, operationName?: string | null): Prepared | readonly GraphQLError[] => {
    const key = JSON.stringify([operationName ?? null, query]);
    const known = kept.get(key);
    if (known) return known;
    const document = parsed(query);
    if (document instanceof GraphQLError) return [document];
    const errors = validate(schema, document, [...specifiedRules, limitQueries], { maxErrors: 5 });
    if (errors.length > 0) return errors.map((error) => coded(error, "GRAPHQL_VALIDATION_FAILED"));
    const operation = getOperationAST(document, operationName);
    if (!operation) return [unresolved(operationName)];
    const prepared: Prepared = {
      document,
      operation,
      operationName: operationName ?? undefined,
      number: (count += 1),
      perViewer: asksPerViewer(schema, document),
      sinceVariable: sinceVariableOf(document, operation),
      answer: answererOf(schema, document, operationName ?? undefined),
    };
    if (query.length <= longestKept) kept.set(key, prepared);
    return prepared;
  };
}

export type PrepareOperation = ReturnType<typeof operationPreparer>;

/** Answers events by compiled code; it is compiled when the first one comes. */
function answererOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string,
): Prepared["answer"] {
  let compiled: CompiledQuery | null | undefined;
  return async (rootValue, contextValue, variableValues) => {
    if (compiled === undefined) compiled = compiledQuery(schema, document, operationName);
    if (compiled) {
      return withExtensions(await compiled.query(rootValue, contextValue, variableValues));
    }
    return execute({ schema, document, operationName, rootValue, contextValue, variableValues });
  };
}

function parsed(query: string): DocumentNode | GraphQLError {
  try {
    return parse(query, { maxTokens: queryLimits.tokens });
  } catch (error) {
    if (error instanceof GraphQLError) return coded(error, "GRAPHQL_PARSE_FAILED");
    throw error;
  }
}

function unresolved(operationName: string | null | undefined): GraphQLError {
  const expected = operationName
    ? `an operation named "${operationName}"`
    : "exactly one operation, or operationName";
  return coded(new GraphQLError(`Expected ${expected}`), "OPERATION_RESOLUTION_FAILURE");
}

/** The error with a code, unless a rule of ours gave it one. */
function coded(error: GraphQLError, code: string): GraphQLError {
  if (error.extensions.code !== undefined) return error;
  const { nodes, source, positions, path } = error;
  return new GraphQLError(error.message, { nodes, source, positions, path, extensions: { code } });
}

/** The variable given as the only field's `sinceRevision`, if it is used for nothing else. */
function sinceVariableOf(document: DocumentNode, { selectionSet }: OperationDefinitionNode): string | null {
  const [field] = selectionSet.selections;
  if (field?.kind !== Kind.FIELD) return null;
  const value = field.arguments?.find(({ name }) => name.value === "sinceRevision")?.value;
  if (value?.kind !== Kind.VARIABLE) return null;
  const name = value.name.value;
  let uses = 0;
  visit(document, {
    VariableDefinition: { enter: () => false },
    Variable: (variable) => void (uses += variable.name.value === name ? 1 : 0),
  });
  return uses === 1 ? name : null;
}
