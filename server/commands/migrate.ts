import { answer, readWords, withDatabase } from "./command.js";

/** `luoshi migrate`: opening the database brings it up to date; says what is there. */
export async function migrate(words: string[]): Promise<void> {
  const { values } = readWords(words, {}, "migrate [--json]");
  await withDatabase(async ({ orm }) => {
    const migrations = (await orm.migrator.getExecuted()).map(({ name }) => name);
    answer(values.json, { migrations }, migrations.join("\n"));
  });
}
