import { print, readWords, withDatabase } from "./command.js";

/** `luoshi migrate`: opening the database brings it up to date; says what is there. */
export async function migrate(words: string[]): Promise<void> {
  readWords(words, {}, "migrate");
  await withDatabase(async ({ orm }) => {
    const executed = await orm.migrator.getExecuted();
    for (const { name } of executed) print(name);
  });
}
