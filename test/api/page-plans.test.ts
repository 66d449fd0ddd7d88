import { afterEach, expect, it, vi } from "vitest";
import { describeApi } from "../kit/luoshi.js";

describeApi("A page in the notice's order", (luoshi) => {
  const { given } = luoshi;
  afterEach(() => vi.restoreAllMocks());

  const notice = () =>
    given.programme({
      projects: Array.from({ length: 4 }, () => ({ tasks: [{}, {}, {}] })),
    });

  it.each(["tasks", "projects"])("of %s goes on where the last one ended, both ways", async (field) => {
    const { id } = await notice();
    const reader = await given.reader();
    const such = `{ programme: { id: { eq: "${id}" } } }`;
    const all: string[] = [];
    type Found = Record<
      string,
      { nodes: { id: string }[]; pageInfo: { endCursor: string; hasNextPage: boolean } }
    >;
    for (let after = "null", isMore = true; isMore;) {
      const page = (
        await reader.ask<Found>(
          `{ ${field}(first: 2, after: ${after}, filter: ${such}) { nodes { id } pageInfo { endCursor hasNextPage } } }`,
        )
      )[field]!;
      all.push(...page.nodes.map((node) => node.id));
      after = JSON.stringify(page.pageInfo.endCursor);
      isMore = page.pageInfo.hasNextPage;
    }
    const table = field === "tasks" ? "task t join project j on j.id = t.project_id" : "project j";
    const [key, order] = field === "tasks" ? ["t.id", "j.position, t.position"] : ["j.id", "j.position"];
    const wanted = await luoshi.sql<{ id: string }>(
      `select ${key} "id" from ${table} where j.programme_id = ? order by ${order}`,
      [id],
    );
    expect(all).toEqual(wanted.map((row) => row.id));
    const backwards = (await reader.ask<Found>(`{ ${field}(last: 3, filter: ${such}) { nodes { id } } }`))[
      field
    ]!;
    expect(backwards.nodes.map((node) => node.id)).toEqual(all.slice(-3));
  });

  it.each(["tasks(first: 50)", "tasks(last: 50)", "projects(first: 50)", "projects(last: 50)"])(
    "needs no sorting of all that there are: %s",
    async (page) => {
      await notice();
      const reader = await given.reader();
      const read = vi.spyOn(luoshi.app.database.rows, "all");
      await reader.ask(`{ ${page} { nodes { id } } }`);
      const [sql, parameters] = read.mock.calls.find(([statement]) => statement.includes("key0")) ?? ["", []];
      expect(sql).toContain("order by");
      if (luoshi.kind === "PostgreSQL") return;
      const plan = await luoshi.sql<{ detail: string }>(`explain query plan ${sql}`, parameters);
      expect(plan.map(({ detail }) => detail).join("\n")).not.toContain("TEMP B-TREE");
    },
  );
});
