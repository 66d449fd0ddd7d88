import { beforeAll, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import type { Client } from "../kit/client.js";
import { describeApi } from "../kit/luoshi.js";
import type { GivenProgramme } from "../kit/given-programme.js";

interface View {
  id: string;
  name: string;
  version: number;
  filterJson: object;
  filterText: string;
  sentence: string;
  chips: { path: string[]; text: string; values: string[] }[];
  isReadyMade: boolean;
  isLocked: boolean;
  isFollowed: boolean;
  followerCount: number;
  owner: { name: string } | null;
  viewerCanEdit: boolean;
  tasks: {
    totalCount: number;
    nodes: { id: string }[];
    pageInfo: { endCursor: string; hasNextPage: boolean };
  };
  groups: {
    key: string | null;
    office: { name: string } | null;
    count: number;
    lights: Record<string, number>;
    groups: { key: string; count: number }[];
  }[];
  count: number;
}

const viewFields = `id name version filterJson filterText sentence chips { path text values } isReadyMade isLocked isFollowed
  followerCount owner { name } viewerCanEdit layout columns lanes sharing orderBy { field direction }`;
const run = `count tasks { totalCount nodes { id } pageInfo { endCursor hasNextPage } }`;
const viewQuery = `query ($id: ID!) { view(id: $id) { ${viewFields} ${run} } }`;
const listQuery = `{ views { id name isReadyMade } }`;
const mutation = (
  name: string,
  type: string,
  result = `__typename ... on View { ${viewFields} } ... on Problem { code message }`,
) => `mutation ($input: ${type}!) { ${name}(input: $input) { ${result} } }`;

describeApi("Views", (luoshi) => {
  const { given } = luoshi;
  let programme: GivenProgramme;
  let [owner, leader, colleague, stranger]: Client[] = [];

  beforeAll(async () => {
    programme = await given.programme({
      projects: [
        {
          name: "路灯亮化",
          leaders: ["甲镇长"],
          owners: ["乙干事"],
          offices: ["视图办"],
          tasks: [{ quarter: 1 }, { quarter: 3, title: "安装路灯" }, { quarter: 4 }],
        },
        {
          name: "绿化",
          owners: ["丙干事"],
          offices: ["视图办", "视图二办"],
          assistingOffices: ["视图二办"],
          tasks: [{ quarter: 3 }],
        },
      ],
    });
    [owner, leader, colleague, stranger] = [
      await given.signedIn("乙干事", Role.OWNER),
      await given.signedIn("甲镇长", Role.LEADER),
      await given.signedIn("丙干事"),
      await given.signedIn("无关的人"),
    ];
  });

  async function create(
    client: Client,
    input: object,
  ): Promise<View & { code?: string; __typename: string }> {
    const data = await client.ask<{ createView: View & { __typename: string } }>(
      mutation("createView", "CreateViewInput"),
      { input },
    );
    return data.createView;
  }

  const see = async (client: Client, id: string) =>
    (await client.ask<{ view: View }>(viewQuery, { id })).view;
  const names = async (client: Client) =>
    (await client.ask<{ views: View[] }>(listQuery)).views.map(({ name }) => name);
  const change = (client: Client, name: string, input: object) =>
    client.send<Record<string, View & { code?: string; __typename: string }>>(
      mutation(name, name === "updateView" ? "UpdateViewInput" : "ShareViewInput"),
      { input },
    );

  it("are there from the start, in either language, and run for whoever asks", async () => {
    expect((await names(stranger!)).slice(0, 6)).toEqual([
      "我分管的",
      "红黄灯",
      "本季度到期",
      "待我验收",
      "科室对比",
      "缺协办",
    ]);
    const mine = "view_00000000000000000000000001";
    expect((await see(leader!, mine)).count).toBe(3);
    expect((await see(owner!, mine)).count).toBe(0);
    const soon = await see(owner!, "view_00000000000000000000000003");
    expect(soon.tasks.nodes.map(({ id }) => id)).toEqual([
      programme.task("1.2").id,
      programme.task("2.1").id,
    ]);
    const english = await leader!.ask<{ view: View }>(viewQuery, { id: mine }, { "accept-language": "en" });
    expect(english.view).toMatchObject({
      name: "Led by me",
      sentence: "Tasks: leader is me",
      filterText: "leader:me",
    });
    const node = `query ($id: ID!) { node(id: $id) { id ... on View { name } } }`;
    expect(await owner!.ask(node, { id: mine })).toEqual({ node: { id: mine, name: "我分管的" } });
    const refused = await owner!.send(mutation("updateView", "UpdateViewInput"), {
      input: { viewId: mine, expectedVersion: 1, name: "x" },
    });
    expect(refused.code).toBe("FORBIDDEN");
  });

  it("say their filter as JSON that runs again, as text, as chips and as a sentence", async () => {
    const view = await create(owner!, { name: "急的", filterText: "灯:红,黄 科室:视图办 期限<2022-10-01" });
    expect(view.filterText).toBe("灯:红,黄 科室:视图办 期限<2022-10-01");
    expect(view.sentence).toBe("红灯或黄灯、责任科室是视图办、2022年10月1日之前到期的任务");
    expect(view.chips.map(({ path }) => path.join("."))).toEqual([
      "light.in",
      "project.offices.some",
      "dueOn.lt",
    ]);
    const again = await create(owner!, { name: "同样急的", filter: view.filterJson });
    expect(again.filterJson).toEqual(view.filterJson);
    const everything = await see(owner!, "view_00000000000000000000000005");
    expect(everything.count).toBeGreaterThan(0);
    const query = `query ($id: ID!, $filter: TaskFilter) { view(id: $id) { count(filter: $filter) } }`;
    const narrowed = await owner!.ask<{ view: View }>(query, { id: everything.id, filter: view.filterJson });
    expect(narrowed.view.count).toBe((await see(owner!, view.id)).count);
    expect(narrowed.view.count).toBe(1);
  });

  it("with a filter that is none are refused, with the place of what is wrong", async () => {
    const result = mutation(
      "createView",
      "CreateViewInput",
      "__typename ... on InvalidViewFilter { code errors { code offset length suggestions } }",
    );
    const { createView } = await owner!.ask<{ createView: object }>(result, {
      input: { name: "错的", filterText: "灯:红 科是:视图办" },
    });
    expect(createView).toMatchObject({
      __typename: "InvalidViewFilter",
      code: "INVALID_VIEW_FILTER",
      errors: [
        {
          code: "UNKNOWN_FIELD",
          offset: 4,
          length: 2,
          suggestions: expect.arrayContaining(["科室"]) as unknown,
        },
      ],
    });
  });

  it("that are PRIVATE are not there for others; of an office for those in it and below; of everyone for all", async () => {
    const view = await create(owner!, { name: "秘密的", filterText: "" });
    const codes = async () =>
      Promise.all(
        [owner!, colleague!, leader!].map(
          async (client) => (await client.send(viewQuery, { id: view.id })).code,
        ),
      );
    expect(await codes()).toEqual([null, "NOT_FOUND", "NOT_FOUND"]);
    const node = `query ($id: ID!) { node(id: $id) { id } }`;
    expect(await colleague!.ask(node, { id: view.id })).toEqual({ node: null });
    expect(
      (await change(colleague!, "updateView", { viewId: view.id, expectedVersion: 1, name: "x" })).code,
    ).toBe("NOT_FOUND");
    await change(owner!, "shareView", { viewId: view.id, sharing: "OFFICE" });
    expect(await codes()).toEqual([null, null, "NOT_FOUND"]);
    expect(await names(colleague!)).toContain("秘密的");
    await change(owner!, "shareView", { viewId: view.id, sharing: "EVERYONE" });
    expect(await codes()).toEqual([null, null, null]);
    expect(
      (await change(colleague!, "updateView", { viewId: view.id, expectedVersion: 3, name: "x" })).code,
    ).toBe("FORBIDDEN");
    await change(owner!, "shareView", { viewId: view.id, sharing: "PRIVATE" });
    expect(await codes()).toEqual([null, "NOT_FOUND", "NOT_FOUND"]);
  });

  it("are changed at the version that was seen, and not while they are locked", async () => {
    const view = await create(owner!, { name: "会变的", filterText: "灯:红" });
    const update = async (input: object) => {
      const reply = await change(owner!, "updateView", { viewId: view.id, expectedVersion: 1, ...input });
      return reply.data?.["updateView"];
    };
    expect(await update({ name: "变了", lanes: "QUARTER" })).toMatchObject({
      name: "变了",
      lanes: "QUARTER",
      version: 2,
      filterText: "灯:红",
    });
    expect((await update({ name: "又变" }))?.code).toBe("STALE_VIEW");
    const lock = (client: Client, name: string) =>
      client.send<Record<string, View>>(mutation(name, "ViewInput", viewFields), {
        input: { viewId: view.id },
      });
    expect((await lock(owner!, "lockView")).data?.["lockView"]).toMatchObject({
      isLocked: true,
      viewerCanEdit: false,
    });
    expect((await update({ expectedVersion: 3, name: "锁着" }))?.code).toBe("VIEW_LOCKED");
    const supervisor = await given.supervisor();
    expect((await lock(supervisor, "unlockView")).code).toBe("NOT_FOUND");
    expect((await lock(owner!, "unlockView")).data?.["unlockView"]?.viewerCanEdit).toBe(true);
    expect((await update({ expectedVersion: 4, filterText: "灯:黄" }))?.filterText).toBe("灯:黄");
    await change(owner!, "shareView", { viewId: view.id, sharing: "EVERYONE" });
    await lock(owner!, "lockView");
    expect((await lock(colleague!, "unlockView")).code).toBe("FORBIDDEN");
    expect((await lock(supervisor, "unlockView")).data?.["unlockView"]?.isLocked).toBe(false);
  });

  it("are followed, ordered and duplicated by each for themselves, and deleted for all", async () => {
    const view = await create(owner!, { name: "大家的", filterText: "灯:红" });
    await change(owner!, "shareView", { viewId: view.id, sharing: "EVERYONE" });
    const one = (client: Client, name: string, more: object = {}, type = "ViewInput") =>
      client.send<Record<string, View>>(
        mutation(
          name,
          type,
          name === "deleteView" ? "__typename" : "id name isFollowed followerCount owner { name }",
        ),
        {
          input: { viewId: view.id, ...more },
        },
      );
    expect((await one(colleague!, "followView")).data?.["followView"]).toMatchObject({
      isFollowed: true,
      followerCount: 1,
    });
    expect((await see(owner!, view.id)).isFollowed).toBe(false);
    const move = (viewId: string, place: object) =>
      colleague!.ask<{ moveView: View[] }>(mutation("moveView", "MoveViewInput", "id name"), {
        input: { viewId, ...place },
      });
    const before = "view_00000000000000000000000002";
    const moved = await move(view.id, { beforeViewId: before });
    expect(moved.moveView.map(({ name }) => name).slice(0, 3)).toEqual(["我分管的", "大家的", "红黄灯"]);
    const further = await move("view_00000000000000000000000006", {
      afterViewId: "view_00000000000000000000000001",
    });
    expect(further.moveView.map(({ name }) => name).slice(0, 4)).toEqual([
      "我分管的",
      "缺协办",
      "大家的",
      "红黄灯",
    ]);
    expect((await names(owner!))[0]).toBe("我分管的");
    const copy = await one(colleague!, "duplicateView", { name: "我的副本" }, "DuplicateViewInput");
    expect(copy.data?.["duplicateView"]).toMatchObject({ name: "我的副本", owner: { name: "丙干事" } });
    expect((await one(colleague!, "deleteView")).code).toBe("FORBIDDEN");
    expect((await one(owner!, "deleteView")).data?.["deleteView"]).toEqual({ __typename: "DeletedView" });
    expect((await colleague!.send(viewQuery, { id: view.id })).code).toBe("NOT_FOUND");
    expect(await names(colleague!)).toContain("我的副本");
  });

  it("show groups with counts and lights, and pages that hold together", async () => {
    const view = await create(owner!, {
      name: "本次的",
      filterText: "",
      programmeId: programme.id,
      columns: "LEAD_OFFICE",
      lanes: "QUARTER",
      orderBy: [{ field: "DUE_ON", direction: "DESC" }],
    });
    const query = `query ($id: ID!, $after: String) { view(id: $id) {
      groups { key office { name } count lights { red yellow green none } groups { key count } }
      tasks(first: 2, after: $after) { totalCount nodes { id } pageInfo { endCursor hasNextPage } } } }`;
    const { view: first } = await owner!.ask<{ view: View }>(query, { id: view.id });
    expect(first.groups).toMatchObject([
      {
        office: { name: "视图办" },
        count: 4,
        lights: { red: 1, green: 2, none: 1, yellow: 0 },
        groups: [
          { key: "1", count: 1 },
          { key: "3", count: 2 },
          { key: "4", count: 1 },
        ],
      },
    ]);
    const { view: second } = await owner!.ask<{ view: View }>(query, {
      id: view.id,
      after: first.tasks.pageInfo.endCursor,
    });
    const ids = [...first.tasks.nodes, ...second.tasks.nodes].map(({ id }) => id);
    expect(ids).toEqual(["1.3", "1.2", "2.1", "1.1"].map((place) => programme.task(place).id));
    expect(second.tasks.pageInfo.hasNextPage).toBe(false);
  });

  it("show the past as it stood", async () => {
    const view = await create(owner!, { name: "往日", filterText: "阶段:待启动", programmeId: programme.id });
    const now = luoshi.clock.now().toISOString();
    luoshi.clock.moveTo("2022-08-17T01:00:00.000Z");
    await owner!.move(programme.task("1.2"), "ACTIVE");
    const query = `query ($id: ID!, $asOf: PointInTime) { view(id: $id) { count now: count(asOf: $asOf) groups(by: LIGHT, asOf: $asOf) { key count } } }`;
    const counts = async (asOf: string | null) =>
      (await owner!.ask<{ view: { count: number; now: number } }>(query, { id: view.id, asOf })).view;
    expect(await counts("2022-08-16")).toMatchObject({ count: 3, now: 4 });
    expect(await counts("2022-08-17")).toMatchObject({ count: 3, now: 3 });
    expect(await counts("2022-01-01")).toMatchObject({ now: 0 });
    expect((await owner!.send(query, { id: view.id, asOf: "2022-08-18" })).code).toBe("BAD_USER_INPUT");
    luoshi.clock.moveTo(now);
  });

  it("their text is read with its errors, and completed", async () => {
    const parse = `query ($text: String!) { parseFilter(text: $text) { filterJson text sentence chips { text } errors { code offset length expected suggestions } } }`;
    const read = async (text: string) =>
      (await owner!.ask<{ parseFilter: Record<string, unknown> }>(parse, { text })).parseFilter;
    expect(await read("light:red owner:me")).toMatchObject({
      text: "灯:红 责任人:我",
      sentence: "红灯、责任人是我的任务",
      errors: [],
    });
    expect(await read("科室:视图三办")).toMatchObject({
      filterJson: null,
      errors: [
        { code: "UNKNOWN_NAME", offset: 3, suggestions: expect.arrayContaining(["视图二办"]) as unknown },
      ],
    });
    expect(await read(`标题=${"长".repeat(201)}`)).toMatchObject({
      filterJson: null,
      errors: [{ code: "INVALID_FILTER" }],
    });
    expect(await read("责任人:某某 颜色:蓝")).toMatchObject({
      errors: [
        { code: "UNKNOWN_NAME", offset: 4 },
        { code: "UNKNOWN_FIELD", offset: 7 },
      ],
    });
    expect(await read('{"light":{"eq":"PINK"}}')).toMatchObject({
      errors: [{ code: "INVALID_FILTER", offset: 0 }],
    });
    const suggest = `query ($text: String!, $cursor: Int!) { filterSuggestions(text: $text, cursor: $cursor) { text offset length } }`;
    const next = async (text: string) =>
      (await owner!.ask<{ filterSuggestions: { text: string }[] }>(suggest, { text, cursor: text.length }))
        .filterSuggestions;
    expect(await next("灯:红 科")).toContainEqual({ text: "科室:", offset: 4, length: 1 });
    expect((await next("灯:")).map(({ text }) => text)).toContain("红");
    expect(await next("科室:视图二")).toContainEqual({ text: "视图二办", offset: 3, length: 3 });
  });

  it("their text finds names by their sound, as one types and where it stands for a name", async () => {
    const suggest = `query ($text: String!, $cursor: Int!) { filterSuggestions(text: $text, cursor: $cursor) { text offset length } }`;
    const next = async (text: string) =>
      (await owner!.ask<{ filterSuggestions: unknown }>(suggest, { text, cursor: text.length }))
        .filterSuggestions;
    const owners = [{ text: "乙干事", offset: 4, length: 3 }];
    expect(await next("责任人:ygs")).toEqual(owners);
    expect(await next("责任人:YGS")).toEqual(owners);
    expect(await next("科室:stb")).toEqual([{ text: "视图办", offset: 3, length: 3 }]);
    expect(await next("责任人:xyz")).toEqual([]);
    const parse = `query ($text: String!) { parseFilter(text: $text) { errors { code suggestions } } }`;
    expect(await owner!.ask(parse, { text: "责任人:jzz" })).toEqual({
      parseFilter: { errors: [{ code: "UNKNOWN_NAME", suggestions: ["甲镇长"] }] },
    });
  });

  it("their text finds its tasks on one board, now and in the past, and none on a board that is not there", async () => {
    const read = async (text: string, programmeId: string, asOf: string | null = null) =>
      (
        await owner!.ask<{ parseFilter: { taskIds: string[] | null } }>(
          `query ($text: String!, $programmeId: ID!, $asOf: PointInTime) { parseFilter(text: $text) { taskIds(programmeId: $programmeId, asOf: $asOf) } }`,
          { text, programmeId, asOf },
        )
      ).parseFilter.taskIds;
    const active = programme.task("1.2").id;
    const now = luoshi.clock.now().toISOString();
    luoshi.clock.moveTo("2022-08-17T02:00:00.000Z");
    expect(await read("阶段:进行中", programme.id)).toContain(active);
    expect(await read("阶段:进行中", programme.id, "2022-08-16")).not.toContain(active);
    expect(await read("", programme.id)).toHaveLength(4);
    expect(await read("灯:无此", programme.id)).toBeNull();
    expect(await read("", "prog_00000000000000000000000001")).toEqual([]);
    luoshi.clock.moveTo(now);
  });

  it("of somebody else's right to see are never seen through: a view is everybody's, its tasks are each one's", async () => {
    const view = await create(owner!, { name: "我的活", filterText: "责任人:我" });
    await change(owner!, "shareView", { viewId: view.id, sharing: "EVERYONE" });
    expect((await see(owner!, view.id)).count).toBe(3);
    expect((await see(colleague!, view.id)).count).toBe(1);
  });
});
