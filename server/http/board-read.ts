import { createHash } from "node:crypto";
import {
  getNamedType,
  getOperationAST,
  GraphQLError,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from "graphql";
import { queryLimits } from "../graphql/query-limits.js";
import type { Keys } from "./board-parts.js";

/** An operation that reads one board and nothing else. */
export interface BoardRead {
  /** Which programme's, given the request's variables; null where they do not say. */
  programmeId(variables: Record<string, unknown>): string | null;
  /** Whether it asks for a field that depends on who asks, or in which language (`@Extensions({ perViewer: true })`). */
  perViewer: boolean;
  /** Under which names its answer has the board and its projects; null where it cannot be mended project by project. */
  keys: Keys | null;
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
  if (validate(schema, document).length > 0 || asksFor("unlogged", schema, document)) return null;
  // The past is never kept: its answer depends on more than the present's does.
  if (field.arguments?.some(({ name }) => name.value === "asOf")) return null;
  const argument = field.arguments?.find(({ name }) => name.value === "programmeId")?.value;
  const fingerprint = createHash("sha256")
    .update(JSON.stringify([query, operationName]))
    .digest("base64url");
  const programmeId = (variables: Record<string, unknown>) => {
    if (argument?.kind === Kind.STRING) return argument.value;
    const value = argument?.kind === Kind.VARIABLE ? variables[argument.name.value] : null;
    return typeof value === "string" ? value : null;
  };
  const keys = keysOf(schema, document, field);
  return { programmeId, perViewer: asksPerViewer(schema, document), keys, fingerprint };
}

/** What a project's part may tell of: things whose every change is logged as the project's, or as more than one's. */
const ofOneProject = new Set(
  ["Project", "Task", "Stage", "Period", "Light", "Hint", "Source", "Label", "Report", "NextStage"].concat(
    "Change",
    "FieldChange",
    "Person",
    "Office",
    "OfficeAlias",
  ),
);

function keysOf(schema: GraphQLSchema, document: DocumentNode, board: FieldNode): Keys | null {
  const fragments = fragmentsOf(document);
  const asked = board.selectionSet ? fieldsOf(board.selectionSet, fragments) : [];
  const projects = asked.filter(({ name }) => name.value === "projects");
  const [field] = projects;
  if (!field?.selectionSet || projects.length > 1 || field.directives?.length) return null;
  const keyOf = ({ alias, name }: FieldNode) => (alias ?? name).value;
  const project = schema.getType("Project");
  const alone = project && staysWithin(field.selectionSet, project, fragments);
  return alone ? { board: keyOf(board), projects: keyOf(field) } : null;
}

type Fragments = Map<string, FragmentDefinitionNode>;

function fragmentsOf({ definitions }: DocumentNode): Fragments {
  const fragments = definitions.filter((definition) => definition.kind === Kind.FRAGMENT_DEFINITION);
  return new Map(fragments.map((fragment) => [fragment.name.value, fragment]));
}

/** The fields of a selection, those of its fragments among them. The document is valid: no fragment is within itself. */
function fieldsOf({ selections }: SelectionSetNode, fragments: Fragments): FieldNode[] {
  return selections.flatMap((selection) => {
    if (selection.kind === Kind.FIELD) return [selection];
    const inner =
      selection.kind === Kind.INLINE_FRAGMENT
        ? selection.selectionSet
        : fragments.get(selection.name.value)?.selectionSet;
    return inner ? fieldsOf(inner, fragments) : [];
  });
}

function staysWithin(selectionSet: SelectionSetNode, type: GraphQLNamedType, fragments: Fragments): boolean {
  if (!isObjectType(type) || !ofOneProject.has(type.name)) return false;
  return fieldsOf(selectionSet, fragments).every(({ name, selectionSet: inner }) => {
    const field = type.getFields()[name.value];
    return !inner || (field !== undefined && staysWithin(inner, getNamedType(field.type), fragments));
  });
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

/** Whether a document asks for a field that depends on who asks, or in which language. */
export function asksPerViewer(schema: GraphQLSchema, document: DocumentNode): boolean {
  return asksFor("perViewer", schema, document);
}

/** A field that is `unlogged` changes without a line in the log: no answer that the log names may hold it. */
function asksFor(mark: "perViewer" | "unlogged", schema: GraphQLSchema, document: DocumentNode): boolean {
  const types = new TypeInfo(schema);
  let found = false;
  const visitor = { Field: () => void (found ||= Boolean(types.getFieldDef()?.extensions[mark])) };
  visit(document, visitWithTypeInfo(types, visitor));
  return found;
}
