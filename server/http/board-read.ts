import { createHash } from "node:crypto";
import {
  getOperationAST,
  GraphQLError,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type GraphQLSchema,
  type OperationDefinitionNode,
} from "graphql";
import { queryLimits } from "../graphql/query-limits.js";

/** An operation that reads one board and nothing else. */
export interface BoardRead {
  /** Which programme's, given the request's variables; null where they do not say. */
  programmeId(variables: Record<string, unknown>): string | null;
  /** Whether it asks for a field that depends on who asks, or in which language (`@Extensions({ perViewer: true })`). */
  perViewer: boolean;
  /** Of the document and the operation's name. */
  fingerprint: string;
}

/** What a document reads, if it is valid and reads one board and nothing else; null otherwise. */
export function boardReadOf(
  schema: GraphQLSchema,
  query: string,
  operationName: string | null,
): BoardRead | null {
  const document = parsed(query);
  const operation = document && getOperationAST(document, operationName);
  const field = operation && onlyField(operation);
  if (!document || field?.name.value !== "board" || field.directives?.length) return null;
  if (validate(schema, document).length > 0) return null;
  const argument = field.arguments?.find(({ name }) => name.value === "programmeId")?.value;
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([query, operationName]))
    .digest("base64url");
  const programmeId = (variables: Record<string, unknown>) => {
    if (argument?.kind === Kind.STRING) return argument.value;
    const value = argument?.kind === Kind.VARIABLE ? variables[argument.name.value] : null;
    return typeof value === "string" ? value : null;
  };
  return { programmeId, perViewer: asksPerViewer(schema, document), fingerprint };
}

function parsed(query: string): DocumentNode | null {
  try {
    return parse(query, { maxTokens: queryLimits.tokens });
  } catch (error) {
    if (error instanceof GraphQLError) return null;
    throw error;
  }
}

function onlyField({ operation, selectionSet }: OperationDefinitionNode): FieldNode | null {
  const [selection, ...more] = selectionSet.selections;
  return operation === "query" && more.length === 0 && selection?.kind === Kind.FIELD ? selection : null;
}

function asksPerViewer(schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  const visitor = { Field: () => void (found ||= Boolean(types.getFieldDef()?.extensions.perViewer)) };
  visit(document, visitWithTypeInfo(types, visitor));
  return found;
}
