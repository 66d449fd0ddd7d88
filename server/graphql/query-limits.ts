import {
  getNamedType,
  getNullableType,
  GraphQLError,
  isListType,
  Kind,
  type ASTVisitor,
  type FieldNode,
  type GraphQLNamedType,
  type SelectionNode,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";

/** What a document may be: beyond any screen of ours, below what would hurt. */
export const queryLimits = { tokens: 1000, depth: 10, aliases: 30, directives: 8 };

/** Refuses documents that are too deep or carry too many aliases (of any field) or directives, before any is run. */
export function limitQueries(context: ValidationContext): ASTVisitor {
  let aliases = 0;
  let directives = 0;
  return {
    Field(field: FieldNode) {
      if (field.alias && ++aliases === queryLimits.aliases + 1)
        refuse(context, `more than ${queryLimits.aliases} aliases`);
    },
    Directive() {
      if (++directives === queryLimits.directives + 1)
        refuse(context, `more than ${queryLimits.directives} directives`);
    },
    OperationDefinition(operation) {
      const root = context.getSchema().getRootType(operation.operation);
      if (!root) return;
      const { depth, repeated } = new Shapes(context).of(operation.selectionSet, root);
      if (depth > queryLimits.depth) refuse(context, `nested deeper than ${queryLimits.depth} levels`);
      if (repeated)
        refuse(context, `asking for the list ${repeated} within itself, or for each item of a list`);
    },
  };
}

function refuse(context: ValidationContext, what: string): void {
  const extensions = { code: "QUERY_TOO_LARGE" };
  context.reportError(new GraphQLError(`The document is ${what}`, { extensions }));
}

/** Lists that are read one by one, for a single thing at a time: never for each item of another list. */
const oneAtATime = new Set(["Task.history"]);

/** What a selection asks for. */
interface Shape {
  depth: number;
  /** The lists of objects anywhere in it, as `Type.field`. */
  lists: Set<string>;
  /** A list that stands within itself, by which an answer would grow out of all bounds. */
  repeated: string | null;
}

/**
 * Measures selections. Introspection is deep by nature and bounded by the schema: it does not count. Each fragment is
 * measured once, as fragments that double at every step would otherwise take for ever; one within itself counts as
 * nothing, as another rule refuses it.
 */
class Shapes {
  readonly #fragments = new Map<string, Shape>();

  constructor(readonly context: ValidationContext) {}

  of(selectionSet: SelectionSetNode, type: GraphQLNamedType): Shape {
    const whole: Shape = { depth: 0, lists: new Set(), repeated: null };
    for (const selection of selectionSet.selections) {
      const part = this.#ofSelection(selection, type);
      whole.depth = Math.max(whole.depth, part.depth);
      whole.repeated ??= part.repeated;
      for (const list of part.lists) whole.lists.add(list);
    }
    return whole;
  }

  #ofSelection(selection: SelectionNode, type: GraphQLNamedType): Shape {
    if (selection.kind === Kind.FIELD) return this.#ofField(selection, type);
    if (selection.kind === Kind.FRAGMENT_SPREAD) return this.#ofFragment(selection.name.value);
    const condition = selection.typeCondition?.name.value;
    const narrowed = condition ? this.context.getSchema().getType(condition) : type;
    return narrowed ? this.of(selection.selectionSet, narrowed) : nothing;
  }

  #ofField({ name, selectionSet }: FieldNode, type: GraphQLNamedType): Shape {
    const field = "getFields" in type ? type.getFields()[name.value] : undefined;
    if (!field || !selectionSet) return nothing;
    const below = this.of(selectionSet, getNamedType(field.type));
    const depth = below.depth + 1;
    if (!isListType(getNullableType(field.type))) return { ...below, depth };
    const list = `${type.name}.${name.value}`;
    const single = [...below.lists].find((inner) => oneAtATime.has(inner));
    const repeated = below.repeated ?? (below.lists.has(list) ? list : (single ?? null));
    return { depth, repeated, lists: new Set(below.lists).add(list) };
  }

  #ofFragment(name: string): Shape {
    const known = this.#fragments.get(name);
    if (known) return known;
    this.#fragments.set(name, nothing);
    const fragment = this.context.getFragment(name);
    const type = fragment && this.context.getSchema().getType(fragment.typeCondition.name.value);
    const shape = fragment && type ? this.of(fragment.selectionSet, type) : nothing;
    this.#fragments.set(name, shape);
    return shape;
  }
}

const nothing: Shape = { depth: 0, lists: new Set(), repeated: null };
