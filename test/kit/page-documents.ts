import { globSync, readFileSync } from "node:fs";
import { Kind, parse, type DocumentNode, type FragmentDefinitionNode, visit } from "graphql";

const web = new URL("../../web", import.meta.url).pathname;

/** Every operation of the page with the fragments that it needs, by its name. */
export function pageDocuments(): Map<string, DocumentNode> {
  const files = globSync(`${web}/**/*.graphql`);
  const definitions = files.flatMap((file) => parse(readFileSync(file, "utf8")).definitions);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions)
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  const needed = (node: Parameters<typeof visit>[0], found: Map<string, FragmentDefinitionNode>) => {
    visit(node, {
      FragmentSpread({ name: { value } }) {
        const fragment = fragments.get(value);
        if (!fragment || found.has(value)) return;
        found.set(value, fragment);
        needed(fragment, found);
      },
    });
    return [...found.values()];
  };
  const operations = definitions.filter((definition) => definition.kind === Kind.OPERATION_DEFINITION);
  return new Map(
    operations.map((operation) => [
      operation.name?.value ?? "",
      { kind: Kind.DOCUMENT, definitions: [operation, ...needed(operation, new Map())] },
    ]),
  );
}
