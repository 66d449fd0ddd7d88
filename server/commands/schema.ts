import { readFile } from "node:fs/promises";
import { printedSchema } from "../graphql/print-schema.js";
import { makeSchema } from "../schema.js";
import { CommandFailed, readWords } from "./command.js";

const committed = new URL("../../../schema.graphql", import.meta.url);

/** `luoshi schema`: prints the schema; with `--check`, fails unless `schema.graphql` is just that. */
export async function schema(words: string[]): Promise<void> {
  const { values } = readWords(words, { check: { type: "boolean" } }, "schema [--check]");
  const printed = printedSchema(makeSchema());
  if (!values.check) {
    process.stdout.write(printed);
    return;
  }
  if ((await readFile(committed, "utf8")) !== printed) {
    throw new CommandFailed(
      "schema.graphql is not what the code says: run `npm run schema` and look at the difference",
    );
  }
}
