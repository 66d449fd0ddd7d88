import { globSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Luoshi } from "../kit/luoshi.js";

describe("What SQLite acknowledges", () => {
  const luoshi = new Luoshi("SQLite");
  beforeAll(() => luoshi.start());
  afterAll(() => luoshi.stop());

  it("is on the disk before it is: the connection that writes is FULL, over a write-ahead log", async () => {
    expect(await luoshi.sql(`pragma synchronous`)).toEqual([{ synchronous: 2 }]);
    expect(await luoshi.sql(`pragma journal_mode`)).toEqual([{ journal_mode: "wal" }]);
  });

  it("is written over no other connection: all others are opened to read only", () => {
    const root = new URL("../../server/", import.meta.url).pathname;
    const opened = globSync("**/*.ts", { cwd: root }).flatMap((path) =>
      [...readFileSync(root + path, "utf8").matchAll(/new Database\((.*?)\);/g)].map(
        ([, what = ""]) => `${path}: ${what}`,
      ),
    );
    const writing = opened.filter((line) => !line.includes("readonly: true"));
    expect(writing).toEqual(["database/sqlite.ts: file"]);
  });
});
