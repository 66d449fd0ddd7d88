import { beforeAll, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";

interface Page {
  totalCount: number;
  nodes: { revision: number; verb: string }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}

describeApi("What was done in a programme", ({ given, clock }) => {
  let programme: GivenProgramme;
  let owner: Client;
  beforeAll(async () => {
    programme = await given.programme({ projects: [{ owners: ["陈美治"], tasks: [{}, {}, {}] }] });
    owner = await given.signedIn("陈美治");
    for (const place of ["1.1", "1.2", "1.3"]) await owner.move(programme.task(place), "ACTIVE");
    clock.moveTo("2022-08-16T01:00:00.000Z");
    await owner.move(programme.card, "PENDING");
  });

  const query = `query ($id: ID!, $filter: ChangeFilter, $first: Int, $after: String) { programme(id: $id) {
    changes(filter: $filter, first: $first, after: $after) {
      totalCount nodes { revision verb } pageInfo { hasNextPage endCursor } } } }`;
  const page = async (variables: object) =>
    (await owner.ask<{ programme: { changes: Page } }>(query, { id: programme.id, ...variables })).programme
      .changes;

  it("comes page by page, the newest first, with nothing skipped or doubled", async () => {
    const seen: number[] = [];
    let after: string | null = null;
    let total = 0;
    do {
      const { nodes, pageInfo, totalCount }: Page = await page({ first: 3, after });
      seen.push(...nodes.map(({ revision }) => revision));
      total = totalCount;
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after && seen.length < 100);
    expect(seen).toEqual(Array.from({ length: total }, (_, index) => total - index));
  });

  it("is chosen by verb, kind, person, task and time", async () => {
    const verbs = async (filter: object) => (await page({ filter })).nodes.map(({ verb }) => verb);
    expect(await verbs({ verbs: ["START", "POSTPONE"] })).toEqual(["POSTPONE", "START", "START", "START"]);
    expect(await verbs({ verbs: ["START"], taskId: programme.card.id })).toEqual(["START"]);
    expect(await verbs({ since: "2022-08-15T12:00:00Z" })).toEqual(["POSTPONE"]);
    expect(await verbs({ until: "2022-08-15T00:00:00Z" })).toEqual([]);
    const stranger = await given.person("别人", { role: Role.VIEWER });
    expect(await verbs({ actorId: stranger })).toEqual([]);
    expect(await verbs({ verbs: [] })).toEqual([]);
  });
});

describeApi("People", ({ given }) => {
  it("come by name, page by page, chosen by filter and by part of the name", async () => {
    const names = ["张一", "张二", "李三", "赵四"];
    for (const name of names) await given.person(name, { role: Role.OWNER });
    const reader = await given.reader();
    const query = `query ($filter: PersonFilter, $search: String, $first: Int, $after: String) {
      people(filter: $filter, search: $search, first: $first, after: $after) {
        totalCount nodes { name } pageInfo { hasNextPage endCursor } } }`;
    interface Data {
      people: { totalCount: number; nodes: { name: string }[]; pageInfo: Page["pageInfo"] };
    }
    const named = async (variables: Record<string, unknown>) =>
      (await reader.ask<Data>(query, variables)).people.nodes.map(({ name }) => name).toSorted();
    expect(await named({ search: "张" })).toEqual(["张一", "张二"].toSorted());
    expect(await named({ search: "zhangyi" })).toEqual(["张一"]);
    expect(await named({ search: "ls" })).toEqual(["李三"]);
    expect(await named({ filter: { role: { eq: "OWNER" } } })).toEqual(names.toSorted());
    expect(await named({ filter: { isMe: true } })).toEqual(["读者"]);
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { people }: Data = await reader.ask<Data>(query, { first: 2, after });
      seen.push(...people.nodes.map(({ name }) => name));
      after = people.pageInfo.hasNextPage ? people.pageInfo.endCursor : null;
    } while (after && seen.length < 50);
    expect(seen.toSorted()).toEqual([...names, "读者"].toSorted());
  });
});
