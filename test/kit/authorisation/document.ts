import { isObjectType, type GraphQLSchema } from "graphql";
import { objectTypesOf } from "./walk.js";
import { tablesOf, type Row } from "./table.js";

const introduction = `# Who may do what

Every field of the API, and what each kind of caller gets of it. The test \`test/api/authorisation.test.ts\` asks a running
server for every field of the schema and holds this page to what it answers; a field that is not here fails it. After a
change that is meant: \`npx vitest run --config test/vitest.config.ts test/api/authorisation.test.ts -u\`, and read the
difference as carefully as code.

## How to read it

Columns: somebody who is not signed in; a browser of each role; two programs with tokens of an administrator's — one with
the scope READ alone, one with every scope that is bound to another programme than the one that is asked about.

A cell says what is answered. \`own / other\` stands where it differs between one's own things (oneself, one's own office's
projects that one owns or leads, one's own webhooks) and those of another office or person.

| outcome | means |
| --- | --- |
| yes | all of it, or it is done; where it depends on who asks (\`viewerCan…\`, \`viewer\`), their own |
| part | a list without what is not theirs to see, as if that did not exist |
| null | nothing, where there is something |
| hidden | just what is said of a thing that does not exist: null, or the error NOT_FOUND |
| no | the error FORBIDDEN |
| sign in | the error UNAUTHENTICATED |
| CAPITALS | the code of a problem (docs/problems.md): the caller may ask, but not this |
| nothing | a batch that does nothing |`;

/** The page as a whole. */
export function documentOf(schema: GraphQLSchema, rows: readonly Row[], columns: readonly string[]): string {
  const tables = tablesOf(rows, columns);
  return `${introduction}\n\n${tables}\n\n${answersOnly(schema, new Set(rows.map(({ type }) => type)))}\n`;
}

/** Types that nothing but answers of mutations and events of subscriptions lead to: whoever gets the answer sees them whole. */
function answersOnly(schema: GraphQLSchema, seen: ReadonlySet<string>): string {
  const roots = new Set(["Query", "Mutation", "Subscription"]);
  const lines = Object.values(schema.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !seen.has(name) && !roots.has(name) && !name.startsWith("__"))
    .map((type) => {
      const names = Object.keys(type.getFields()).map((name) => `\`${name}\``);
      const givers = [schema.getMutationType(), schema.getSubscriptionType(), schema.getQueryType()]
        .flatMap((root) => Object.values(root?.getFields() ?? {}))
        .filter((field) => objectTypesOf(schema, field).includes(type))
        .map(({ name }) => `\`${name}\``);
      return `| ${type.name} | ${names.join(", ")} | ${givers.join(", ")} |`;
    });
  const head = "| type | fields | given back by |\n| --- | --- | --- |";
  const words = "Whoever gets such an answer sees all of it; what is nested in it follows the tables above.";
  return `## Given back by mutations and subscriptions\n\n${words}\n\n${head}\n${lines.join("\n")}`;
}
