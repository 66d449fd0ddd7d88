import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { dayBlocks, wholeOf } from "../../web/features/tasks/day/day-blocks.ts";
import type { Client } from "../kit/client.js";
import { Luoshi } from "../kit/luoshi.js";

const query = `query ($text: String!, $filter: TaskFilter!) {
  written: parseFilter(text: $text) { filterJson errors { message } }
  asked: describeFilter(filter: $filter) { filterJson }
}`;

describe("A block of the page's day asks for just what the page shows that it leads to", () => {
  const luoshi = new Luoshi("SQLite");
  let client: Client;

  beforeAll(async () => {
    await luoshi.start();
    client = await luoshi.given.signedIn("林晓敏");
  });
  afterAll(() => luoshi.stop());

  it.each(["work", "lead", "watch"] as const)("for those who %s", async (kind) => {
    for (const { filter, text } of [...dayBlocks(kind), wholeOf(kind)]) {
      const { written, asked } = await client.ask<{
        written: { filterJson: object; errors: object[] };
        asked: { filterJson: object };
      }>(query, { text, filter });
      expect(written).toEqual({ filterJson: asked.filterJson, errors: [] });
    }
  });
});
