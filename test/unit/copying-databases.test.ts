import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it, onTestFinished } from "vitest";
import { copyDatabase, openForWriting } from "../../server/database/sqlite.js";
import { temporaryFolder } from "../kit/program.js";

it("a copy is of the moment at which it began, and comes to its end whoever writes meanwhile", async () => {
  const folder = await temporaryFolder();
  const [file, copy] = [join(folder, "luoshi.sqlite"), join(folder, "copy.sqlite")];
  const writing = openForWriting(file);
  onTestFinished(() => void writing.close());
  writing.pragma("synchronous = OFF");
  writing.exec(`create table note (number integer primary key, text blob)`);
  writing.exec(`insert into note values (1, zeroblob(4000000))`);
  const write = writing.prepare(`insert into note values (null, zeroblob(10))`);
  let steps = 0;
  await copyDatabase(file, copy, () => {
    write.run();
    steps += 1;
    if (steps > 100) throw new Error("The copy began anew over and over");
  });
  const copied = new Database(copy, { readonly: true });
  onTestFinished(() => void copied.close());
  expect(steps).toBeGreaterThan(5);
  expect(copied.pragma("integrity_check", { simple: true })).toBe("ok");
  expect(copied.prepare(`select count(*) from note`).pluck().get()).toBe(1);
});
