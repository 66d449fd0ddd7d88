import fc from "fast-check";
import { afterEach, beforeAll, expect, it, vi } from "vitest";
import { sqlOf } from "../../server/database/conditions.js";
import { newId } from "../../server/database/record.entity.js";
import { statementsOf } from "../../server/database/statements.js";
import { OfficeAlias } from "../../server/features/offices/office-alias.entity.js";
import { Office } from "../../server/features/offices/office.entity.js";
import { Person } from "../../server/features/people/person.entity.js";
import { Project } from "../../server/features/projects/project.entity.js";
import { Task } from "../../server/features/tasks/task.entity.js";
import { AccessToken } from "../../server/features/tokens/access-token.entity.js";
import { TokenScope } from "../../server/features/tokens/token-scope.enum.js";
import { fingerprintOf, newToken } from "../../server/fingerprint.js";
import { ChangeVerb } from "../../server/log/change.entity.js";
import { ACCOUNTS_CHAIN } from "../../server/log/log-head.entity.js";
import { write } from "../../server/log/write.js";
import { isFoundBy } from "../../server/search/found.js";
import { isFoundIn, wordsOf } from "../../server/search/words.js";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi, type Luoshi } from "../kit/luoshi.js";
import { kinds, namesOf, search, searchQuery, type Hit, type SearchData } from "../kit/searching.js";

/** Every text that something is found by: what the index's answers are held to. */
async function findablesOf({ app }: Luoshi): Promise<Map<string, { names: string[]; texts: string[] }>> {
  const em = app.database.orm.em.fork();
  const all = new Map<string, { names: string[]; texts: string[] }>();
  const populate = ["leaders", "owners", "offices", "assistingOffices"] as const;
  for (const project of await em.find(Project, {}, { populate })) {
    const { name, content, progressText, remarks } = project;
    const lists = [project.leaders, project.owners, project.offices, project.assistingOffices];
    const names = lists.flatMap((list) => [...(list as Iterable<{ name: string }>)].map(({ name }) => name));
    all.set(project.id, { names, texts: [name, content, progressText, remarks ?? ""] });
  }
  for (const task of await em.find(Task, {}, { populate: ["assignees"] })) {
    const project = all.get(task.project.id);
    const names = [...task.assignees].map(({ name }) => name);
    all.set(task.id, {
      names: [...names, ...(project?.names ?? [])],
      texts: [task.title, ...(project?.texts ?? [])],
    });
  }
  for (const { id, name } of await em.find(Person, {})) all.set(id, { names: [name], texts: [] });
  const aliases = await em.find(OfficeAlias, {});
  for (const { id, name } of await em.find(Office, {})) {
    const others = aliases.filter(({ office }) => office.id === id).map((alias) => alias.name);
    all.set(id, { names: [name], texts: others });
  }
  return all;
}

describeApi("Searching", (luoshi) => {
  const { given, clock } = luoshi;
  let reader: Client;
  let roads: GivenProgramme;
  let lamps: GivenProgramme;
  afterEach(() => vi.restoreAllMocks());

  beforeAll(async () => {
    roads = await given.programme({
      title: "甲镇实事",
      projects: [
        {
          name: "道路硬化",
          content: "硬化 Ｋ3+500 至 K5 段，2022 年 6 月完工。",
          leaders: ["曾智伟"],
          owners: ["陈军", "单国强"],
          offices: ["村建办"],
          assistingOffices: ["农业服务中心"],
          tasks: [{ title: "完成招标" }, { title: "完成路基" }],
        },
        { name: "道路", remarks: "含_100%", owners: ["张伟"], tasks: [{ title: "验收" }] },
        { name: "绿化", content: "沿道路植树", tasks: [{ title: "植树" }] },
      ],
    });
    lamps = await given.programme({
      title: "乙镇实事",
      projects: [{ name: "乡村道路亮化", owners: ["陈军"], tasks: [{ title: "安装路灯" }] }],
    });
    const { em, attribution } = accounts();
    await write(em, attribution, async (em) => {
      const office = await em.findOneOrFail(Office, { name: "农业服务中心" });
      em.persist(
        em.create(OfficeAlias, { id: newId("officealias"), name: "农服站", office }, { partial: true }),
      );
    });
    reader = await given.reader();
  });

  function accounts() {
    const attribution = { chain: ACCOUNTS_CHAIN, actorId: null, verb: ChangeVerb.UPDATE, at: clock.now() };
    return { em: luoshi.app.database.orm.em.fork(), attribution };
  }

  it.each([
    ["农业", "OFFICE", ["Office 农业服务中心"]],
    ["服务中", "OFFICE", ["Office 农业服务中心"]],
    ["业", "OFFICE", ["Office 农业服务中心"]],
    ["农服站", "OFFICE", ["Office 农业服务中心"]],
    ["nyfwzx", "OFFICE", ["Office 农业服务中心"]],
    ["zzw", "PERSON", ["Person 曾智伟"]],
    ["ZZW", "PERSON", ["Person 曾智伟"]],
    ["zengzhiwei", "PERSON", ["Person 曾智伟"]],
    ["zeng zhi", "PERSON", ["Person 曾智伟"]],
    ["shan", "PERSON", ["Person 单国强"]],
    ["2022年6月", "PROJECT", ["Project 道路硬化"]],
    ["k3+500", "PROJECT", ["Project 道路硬化"]],
    ["K3 农业服务中心", "PROJECT", ["Project 道路硬化"]],
    ["_100%", "PROJECT", ["Project 道路"]],
    ["路基", "TASK", ["Task 完成路基"]],
    ["没有的", null, []],
    ["' or 1=1 --", null, []],
    ['"路', null, []],
    ["路\0灯", "TASK", ["Task 安装路灯"]],
  ])("finds by %j of the kind %s %j", async (text, kind, expected) => {
    expect(await namesOf(reader, text, { kinds: kind ? [kind] : null })).toEqual(expected);
  });

  it("puts what is called so first, then names that begin so, then names, then other texts", async () => {
    expect(await namesOf(reader, "道路", { kinds: ["PROJECT"] })).toEqual([
      "Project 道路",
      "Project 道路硬化",
      "Project 乡村道路亮化",
      "Project 绿化",
    ]);
  });

  it("puts who sounds so from end to end before who sounds so in part", async () => {
    expect(await namesOf(reader, "zw", { kinds: ["PERSON"] })).toEqual(["Person 张伟", "Person 曾智伟"]);
  });

  it("puts what is found itself before what it belongs to", async () => {
    expect(await namesOf(reader, "曾智伟")).toEqual([
      "Person 曾智伟",
      "Project 道路硬化",
      "Task 完成招标",
      "Task 完成路基",
    ]);
    expect((await namesOf(reader, "路灯"))[0]).toBe("Task 安装路灯");
  });

  it("wants every word, each of which may stand somewhere else", async () => {
    expect(await namesOf(reader, "道路 招标")).toEqual(["Task 完成招标"]);
    expect(await namesOf(reader, "陈军 招标 村建办")).toEqual(["Task 完成招标"]);
    expect(await namesOf(reader, "招标 路灯")).toEqual([]);
  });

  it("keeps to the kinds that are asked for, and counts each of them", async () => {
    const all = await search(reader, "道路");
    expect(all.kinds).toEqual([
      { kind: "PROJECT", count: 4 },
      { kind: "TASK", count: 5 },
      { kind: "PERSON", count: 0 },
      { kind: "OFFICE", count: 0 },
    ]);
    expect(all.totalCount).toBe(9);
    const tasks = await search(reader, "道路", { kinds: ["OFFICE", "TASK"] });
    expect(tasks).toMatchObject({
      totalCount: 5,
      kinds: [
        { kind: "TASK", count: 5 },
        { kind: "OFFICE", count: 0 },
      ],
    });
    expect(await search(reader, "道路", { kinds: [] })).toMatchObject({ totalCount: 0, nodes: [] });
  });

  it("keeps to a programme, and to the people and offices that it names", async () => {
    const inLamps = { programmeId: lamps.id };
    expect(await namesOf(reader, "道路", inLamps)).toEqual(["Project 乡村道路亮化", "Task 安装路灯"]);
    expect(await namesOf(reader, "陈军", { ...inLamps, kinds: ["PERSON"] })).toEqual(["Person 陈军"]);
    expect(await namesOf(reader, "曾智伟", inLamps)).toEqual([]);
    expect(await reader.send(searchQuery, { text: "x", programmeId: "unknown" })).toMatchObject({
      code: "NOT_FOUND",
    });
  });

  it.each([
    ["zzw", "PERSON", "NAME", "曾智伟", ["曾智伟"]],
    ["农服", "OFFICE", "ALIAS", "农服站", ["农服"]],
    ["k3+500", "PROJECT", "CONTENT", "硬化 Ｋ3+500 至 K5 段，2022 年 6 月完工。", ["Ｋ3+500"]],
    ["村建", "PROJECT", "OFFICE", "村建办", ["村建"]],
    ["sgq", "PROJECT", "PERSON", "单国强", ["单国强"]],
    ["100%", "PROJECT", "REMARKS", "含_100%", ["100%"]],
    ["招标", "TASK", "NAME", "完成招标", ["招标"]],
    ["硬化 k5", "TASK", "CONTENT", "硬化 Ｋ3+500 至 K5 段，2022 年 6 月完工。", ["硬化", "K5"]],
    ["亮化", "TASK", "PROJECT_NAME", "乡村道路亮化", ["亮化"]],
  ])("says where %j of the kind %s was found: in %s", async (text, kind, field, snippet, marked) => {
    const [hit] = (await search(reader, text, { kinds: [kind] })).nodes;
    expect(hit).toMatchObject({ field, snippet });
    expect(hit?.highlights.map(({ start, end }) => hit.snippet.slice(start, end))).toEqual(marked);
  });

  it(
    "finds what looking at everything finds, and says of everything where",
    { timeout: 60_000 },
    async () => {
      const findables = await findablesOf(luoshi);
      const texts = [...findables.values()].flatMap(({ names, texts }) => [...names, ...texts]);
      const parts = texts.flatMap((text) => [
        text.slice(0, 2),
        text.slice(1, 3),
        text.slice(-1),
        text.slice(2, 7),
      ]);
      const word = fc.constantFrom(...parts, "zw", "z", "cj", "chenj", "1", "k", "。", "化");
      const looked = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join(" "));
      let some = 0;
      for (const text of fc.sample(looked, { numRuns: 150, seed: 2022 })) {
        const words = wordsOf(text);
        const expected = [...findables]
          .filter(([, findable]) => words.length > 0 && words.every((one) => isFoundIn(one, findable)))
          .map(([id]) => id);
        const found = await search(reader, text);
        expect({ text, ids: found.nodes.map(({ item }) => item.id).toSorted() }).toEqual({
          text,
          ids: expected.toSorted(),
        });
        expect(found.totalCount).toBe(expected.length);
        for (const { snippet, highlights } of found.nodes)
          expect([snippet, highlights]).not.toEqual(["", []]);
        if (expected.length > 0) some += 1;
      }
      expect(some).toBeGreaterThan(60);
    },
  );

  it("goes page by page, forwards and backwards the same", async () => {
    const whole = await search(reader, "道");
    const ids = ({ nodes }: { nodes: Hit[] }) => nodes.map(({ item }) => item.id);
    const forwards: string[] = [];
    for (let after: string | null = null, more = true; more;) {
      const page: SearchData["search"] = await search(reader, "道", { first: 2, after });
      forwards.push(...ids(page));
      [after, more] = [page.pageInfo.endCursor, page.pageInfo.hasNextPage];
    }
    expect(forwards).toEqual(ids(whole));
    const backwards: string[] = [];
    for (let before: string | null = null, more = true; more;) {
      const page: SearchData["search"] = await search(reader, "道", { first: null, last: 2, before });
      backwards.unshift(...ids(page));
      [before, more] = [page.pageInfo.startCursor, page.pageInfo.hasPreviousPage];
    }
    expect(backwards).toEqual(ids(whole));
  });

  it("refuses cursors of other texts, pages of no or too many, and texts beyond all bounds", async () => {
    const { pageInfo } = await search(reader, "道路", { first: 1 });
    const refused = [
      { text: "绿化", after: pageInfo.endCursor },
      { text: "道路", first: 0 },
      { text: "道路", first: 101 },
      { text: "路".repeat(101) },
      { text: "一 二 三 四 五 六 七 八 九 十 百" },
    ];
    for (const variables of refused)
      expect({ variables, code: (await reader.send(searchQuery, variables)).code }).toEqual({
        variables,
        code: "BAD_USER_INPUT",
      });
  });

  it("is the same in filters of tasks, projects and people", async () => {
    const query = `query ($text: String!) {
      tasks(filter: { search: $text }, first: 100) { nodes { id } }
      projects(filter: { search: $text }, first: 100) { nodes { id } }
      people(search: $text, first: 100) { totalCount nodes { id } } }`;
    type List = { nodes: { id: string }[] };
    const idsOf = ({ nodes }: List) => nodes.map(({ id }) => id).toSorted();
    for (const text of ["道路", "zzw", "zw 招标", "ＣＪ", "村建办", "农服站"]) {
      const lists = await reader.ask<Record<"tasks" | "projects" | "people", List>>(query, { text });
      const { nodes } = await search(reader, text);
      const found = (kind: string) =>
        idsOf({ nodes: nodes.filter(({ item }) => item.__typename === kind).map(({ item }) => item) });
      expect({
        text,
        ...Object.fromEntries(Object.entries(lists).map(([kind, list]) => [kind, idsOf(list)])),
      }).toEqual({
        text,
        tasks: found("Task"),
        projects: found("Project"),
        people: found("Person"),
      });
    }
    const many = await reader.send(query, { text: "一 二 三 四 五 六 七 八 九 十 百" });
    expect(many.code).toBe("BAD_USER_INPUT");
    const filter = {
      or: [{ search: "一 二 三 四 五 六" }, { not: { project: { search: "七 八 九 十 百" } } }],
    };
    const spread = `query ($filter: TaskFilter) { tasks(filter: $filter) { totalCount } }`;
    expect((await reader.send(spread, { filter })).code).toBe("BAD_USER_INPUT");
  });

  it("finds nothing by nothing", async () => {
    for (const text of ["", " 　\n"])
      expect(await search(reader, text)).toMatchObject({
        totalCount: 0,
        nodes: [],
        kinds: kinds.map((kind) => ({ kind, count: 0 })),
      });
  });

  it("goes by the index, and not through every text", async () => {
    const { rows } = luoshi.app.database;
    const condition = isFoundBy("道路", "TASK", "t.id", rows.dialect);
    const { sql, parameters } = sqlOf`select t.id from task t where ${condition}`;
    const plan = await luoshi.app.database.orm.em.fork().transactional(async (em) => {
      const { all, run } = statementsOf(em);
      if (luoshi.kind === "SQLite") return all(`explain query plan ${sql}`, parameters);
      await run("set local enable_seqscan = off", []);
      return all(`explain ${sql}`, parameters);
    });
    expect(JSON.stringify(plan)).toMatch(/search_grams VIRTUAL TABLE INDEX|search_entry_grams_index/);
  });

  it("takes as many statements for many as for few", async () => {
    const statementsFor = async (text: string) => {
      const { rows } = luoshi.app.database;
      const [all, first] = [vi.spyOn(rows, "all"), vi.spyOn(rows, "first")];
      await search(reader, text, { programmeId: roads.id });
      const count = all.mock.calls.length + first.mock.calls.length;
      vi.restoreAllMocks();
      return count;
    };
    const few = await statementsFor("道路 招标 硬化");
    expect(await statementsFor("道路")).toBeLessThanOrEqual(few + 4);
    expect(few).toBeLessThanOrEqual(20);
  });

  it("counts once, though all and each kind are asked for", async () => {
    const spy = vi.spyOn(luoshi.app.database.rows, "all");
    await search(reader, "道路");
    const counts = spy.mock.calls.filter(([sql]) => sql.includes("count(*)"));
    vi.restoreAllMocks();
    expect(counts).toHaveLength(1);
  });

  it("shows a token only its own programmes, as if there were no others", async () => {
    const token = newToken();
    const { em, attribution } = accounts();
    await write(em, attribution, async (em) => {
      const person = await em.findOneOrFail(Person, { name: "读者" });
      const fingerprint = fingerprintOf(token, luoshi.config.secret);
      const columns = {
        id: newId("token"),
        person,
        name: "乙镇",
        scopes: [TokenScope.READ],
        programmeIds: [lamps.id],
      };
      em.persist(em.create(AccessToken, { ...columns, fingerprint }, { partial: true }));
    });
    const headers = { authorization: `Bearer ${token}` };
    const ask = async (text: string) =>
      (await luoshi.stranger.ask<SearchData>(searchQuery, { text, first: 100 }, headers)).search;
    for (const text of ["道路", "陈军", "化", "d"]) {
      const seen = await ask(text);
      const alone = await search(reader, text, { programmeId: lamps.id });
      const inProgrammes = ({ nodes }: { nodes: Hit[] }) =>
        nodes.filter(({ item }) => ["Project", "Task"].includes(item.__typename));
      expect(inProgrammes(seen)).toEqual(inProgrammes(alone));
      expect(seen.totalCount).toBe(seen.nodes.length);
      expect(seen.kinds.slice(0, 2)).toEqual(alone.kinds.slice(0, 2));
    }
    const hidden = await luoshi.stranger.send(searchQuery, { text: "道路", programmeId: roads.id }, headers);
    expect(hidden.code).toBe("NOT_FOUND");
  });
});
