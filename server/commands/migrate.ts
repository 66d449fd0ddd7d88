import { refreshIndex } from "../search/refresh-index.js";
import { answer, readWords, withDatabase } from "./command.js";

/** `luoshi migrate`: opening the database brings it up to date; makes the search index anew, and says what is there. */
export async function migrate(words: string[]): Promise<void> {
  const { values } = readWords(words, {}, "migrate [--json]");
  await withDatabase(async ({ orm, rows }) => {
    await refreshIndex(orm.em.fork(), rows, { all: true });
    const migrations = (await orm.migrator.getExecuted()).map(({ name }) => name);
    answer(values.json, { migrations }, migrations.join("\n"));
  });
}
