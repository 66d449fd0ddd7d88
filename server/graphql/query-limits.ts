import {
  GraphQLError,
  Kind,
  type ASTVisitor,
  type FieldNode,
  type SelectionSetNode,
  type ValidationContext,
} from "graphql";

/** What a document may be: beyond any screen of ours, below what would hurt. */
export const queryLimits = { tokens: 1000, depth: 12, aliases: 30, directives: 8 };

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
      if (depthOf(operation.selectionSet, context, new Map()) > queryLimits.depth) {
        refuse(context, `nested deeper than ${queryLimits.depth} levels`);
      }
    },
  };
}

function refuse(context: ValidationContext, what: string): void {
  const extensions = { code: "QUERY_TOO_LARGE" };
  context.reportError(new GraphQLError(`The document is ${what}`, { extensions }));
}

/**
 * How deep a selection goes. Introspection is deep by nature and bounded by the schema: it does not count. Each
 * fragment is measured once, as fragments that double at every step would otherwise take for ever; one within itself
 * counts as 0, as another rule refuses it.
 */
function depthOf(
  selectionSet: SelectionSetNode,
  context: ValidationContext,
  depths: Map<string, number>,
): number {
  let deepest = 0;
  for (const selection of selectionSet.selections) {
    if (selection.kind === Kind.FIELD) {
      if (!selection.selectionSet || selection.name.value.startsWith("__")) continue;
      deepest = Math.max(deepest, 1 + depthOf(selection.selectionSet, context, depths));
    } else if (selection.kind === Kind.INLINE_FRAGMENT) {
      deepest = Math.max(deepest, depthOf(selection.selectionSet, context, depths));
    } else {
      deepest = Math.max(deepest, depthOfFragment(selection.name.value, context, depths));
    }
  }
  return deepest;
}

function depthOfFragment(name: string, context: ValidationContext, depths: Map<string, number>): number {
  let depth = depths.get(name);
  if (depth === undefined) {
    depths.set(name, 0);
    const fragment = context.getFragment(name);
    depth = fragment ? depthOf(fragment.selectionSet, context, depths) : 0;
    depths.set(name, depth);
  }
  return depth;
}
