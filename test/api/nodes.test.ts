import { beforeAll, expect, it } from "vitest";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";

interface Found {
  __typename: string;
  id: string;
}

describeApi("A thing by its id", (luoshi) => {
  const { given } = luoshi;
  let programme: GivenProgramme;
  let owner: Client;
  beforeAll(async () => {
    programme = await given.programme({ projects: [{ owners: ["陈美治"], offices: ["村建办"] }] });
    owner = await given.signedIn("陈美治");
    await owner.move(programme.card, "SUBMITTED", { report: { done: "完成" } });
  });

  const nodes = async (ids: string[]) =>
    (
      await owner.ask<{ nodes: (Found | null)[] }>(
        `query ($ids: [ID!]!) { nodes(ids: $ids) { __typename id } }`,
        { ids },
      )
    ).nodes;

  /** An id of each kind, from the tables. */
  async function idsByKind(): Promise<Record<string, string>> {
    const tables = {
      Programme: "programme",
      Project: "project",
      Task: "task",
      Stage: "stage",
      Person: "person",
      Office: "office",
      Report: "report",
      Change: "change",
    };
    const ids: Record<string, string> = {};
    for (const [kind, table] of Object.entries(tables)) {
      const where = table === "change" ? `where chain = '${programme.id}'` : "";
      const [row] = await luoshi.sql<{ id: string }>(`select id from ${table} ${where} limit 1`);
      if (row) ids[kind] = row.id;
    }
    return ids;
  }

  it("is found, whatever its kind, and several in the order of asking", async () => {
    const ids = await idsByKind();
    expect(Object.keys(ids)).toHaveLength(8);
    const found = await nodes(Object.values(ids));
    expect(found).toEqual(Object.entries(ids).map(([kind, id]) => ({ __typename: kind, id })));
    const one = await owner.ask<{ node: object }>(
      `query ($id: ID!) { node(id: $id) { id ... on Task { stage { kind } project { name } } } }`,
      { id: programme.card.id },
    );
    expect(one.node).toMatchObject({ stage: { kind: "SUBMITTED" } });
  });

  it("that is unknown, forged, of another kind or not for everybody is not there", async () => {
    const [accounts] = await luoshi.sql<{ id: string }>(
      `select id from change where chain = 'accounts' limit 1`,
    );
    const [session] = await luoshi.sql<{ id: string }>(`select id from session limit 1`);
    const strange = [
      programme.card.id.replace("task_", "project_"),
      "task_00000000000000000000000000",
      "constructor_x",
      "__proto___x",
      "task",
      "",
      "x".repeat(5000),
      accounts?.id ?? "",
      session?.id ?? "",
    ];
    expect(await nodes(strange)).toEqual(strange.map(() => null));
  });

  it("comes a hundred at a time", async () => {
    const many = Array.from({ length: 101 }, () => programme.card.id);
    const reply = await owner.send(`query ($ids: [ID!]!) { nodes(ids: $ids) { id } }`, { ids: many });
    expect(reply.code).toBe("BAD_USER_INPUT");
    expect(await nodes(many.slice(1))).toHaveLength(100);
  });
});
