import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Database from "better-sqlite3";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { addUser } from "../../server/commands/add-user.js";
import { backup } from "../../server/commands/backup.js";
import { BadUsage, CommandFailed } from "../../server/commands/command.js";
import { manageUser } from "../../server/commands/manage-user.js";
import { importNotice } from "../../server/commands/import-notice.js";
import { restore } from "../../server/commands/restore.js";
import { seed } from "../../server/commands/seed.js";
import { InvalidSetting } from "../../server/setting.js";
import { readConfig } from "../../server/config.js";

type Verb = (words: string[]) => Promise<void>;

describe("A verb's words that are not as they should be", () => {
  it.each<[Verb, string[], typeof BadUsage | typeof CommandFailed, string]>([
    [importNotice, [], BadUsage, "Usage: luoshi import"],
    [importNotice, ["one.txt", "two.txt"], BadUsage, "Usage: luoshi import"],
    [importNotice, ["one.txt", "--year", "22"], BadUsage, 'found "22"'],
    [importNotice, ["one.txt", "--yaer", "2022"], BadUsage, "--yaer"],
    [importNotice, ["nowhere.txt"], CommandFailed, "nowhere.txt: cannot be read (ENOENT)"],
    [importNotice, ["server"], CommandFailed, "cannot be read (EISDIR)"],
    [addUser, ["add", "某人", "--role", "KING"], BadUsage, 'found "KING"'],
    [addUser, ["add", "某人"], BadUsage, "--role"],
    [manageUser, ["remove", "某人"], BadUsage, "Usage: luoshi user"],
    [manageUser, ["invite"], BadUsage, "Usage: luoshi user"],
    [manageUser, ["disable", "某人", "某人"], BadUsage, "Usage: luoshi user"],
    [manageUser, [], BadUsage, "Usage: luoshi user"],
    [addUser, ["remove", "某人", "--role", "OWNER"], BadUsage, "Usage: luoshi user"],
    [seed, ["--projects", "0", "--tasks", "5"], BadUsage, 'found "0"'],
    [seed, ["--projects", "1.5", "--tasks", "5"], BadUsage, 'found "1.5"'],
    [seed, ["--projects", "5"], BadUsage, "Usage: luoshi seed"],
    [backup, [], BadUsage, "Usage: luoshi backup"],
    [restore, [], BadUsage, "Usage: luoshi restore"],
  ])("are named: %o %j", async (verb, words, Kind, message) => {
    const refused = (async () => verb(words))();
    await expect(refused).rejects.toBeInstanceOf(Kind);
    await expect(refused).rejects.toThrow(message);
  });
});

describe("Backup and restore", () => {
  const folder = mkdtempSync(join(tmpdir(), "luoshi-test-"));
  const dataDir = join(folder, "data");
  beforeAll(() => void vi.stubEnv("DATA_DIR", dataDir).stubEnv("SECRET", "a secret of the tests"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it("back up no database that is not there", async () => {
    await expect(backup([join(folder, "backup")])).rejects.toThrow("no database here; set DATA_DIR");
  });

  it("restore nothing but a whole backup", () => {
    writeFileSync(join(folder, "no-backup"), "not a database");
    new Database(join(folder, "another-database")).exec("create table cats (name)").close();
    expect(() => restore([join(folder, "missing")])).toThrow("no such file");
    for (const name of ["no-backup", "another-database"]) {
      expect(() => restore([join(folder, name)])).toThrow("not a whole backup");
    }
    expect(existsSync(join(dataDir, "luoshi.sqlite"))).toBe(false);
  });

  it("leave PostgreSQL to its own tools", async () => {
    vi.stubEnv("DATABASE_URL", "postgres://nowhere/luoshi");
    await expect(backup([join(folder, "backup")])).rejects.toThrow("pg_dump");
    expect(() => restore([join(folder, "no-backup")])).toThrow("pg_restore");
    vi.stubEnv("DATABASE_URL", undefined);
  });
});

describe("A setting that cannot be used", () => {
  it.each([
    [{ PORT: "http" }, 'PORT: expected a number from 0 to 65535, found "http"'],
    [{ PORT: "65536" }, "PORT"],
    [{ TODAY: "2022-02-30" }, 'TODAY: expected a day as YYYY-MM-DD, found "2022-02-30"'],
    [{ DATABASE_URL: "mysql://root:secret@x" }, "DATABASE_URL: expected"],
    [{ LOG_LEVEL: "loud" }, "LOG_LEVEL"],
  ])("is named with what was expected: %j", (settings, message) => {
    expect(() => readConfig({ SECRET: "a secret of the tests", ...settings })).toThrow(InvalidSetting);
    expect(() => readConfig({ SECRET: "a secret of the tests", ...settings })).toThrow(message);
  });

  it("of the database is not repeated: it may hold a password", () => {
    expect(() =>
      readConfig({ SECRET: "a secret of the tests", DATABASE_URL: "mysql://root:secret@x" }),
    ).not.toThrow("root:secret");
  });
});
