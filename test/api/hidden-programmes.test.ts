import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import type { Client } from "../kit/client.js";
import { databases, Luoshi } from "../kit/luoshi.js";

const groupings = [
  "STAGE_KIND",
  "LIGHT",
  "QUARTER",
  "DUE_MONTH",
  "PROGRAMME",
  "PROJECT",
  "CATEGORY",
  "LEAD_OFFICE",
].concat("OFFICE", "ASSISTING_OFFICE", "LEADER", "OWNER", "ASSIGNEE", "LABEL");

const task = `title rank light { colour } stage { name } project { name } labels { name }`;
const group = `count lights { red yellow green none } stageKind light quarter programme { title } project { name }
  office { name } person { name } label { name }`;

/** Everything that lists, counts, groups or finds; ids and cursors apart, which are made by chance. */
const questions: Record<string, string> = {
  programmes: `{ programmes { title year taskCount projectCount } }`,
  tasks: `{ tasks(first: 100) { totalCount nodes { ${task} } pageInfo { hasNextPage hasPreviousPage } } }`,
  "tasks from the end": `{ tasks(last: 3) { totalCount nodes { ${task} } pageInfo { hasNextPage hasPreviousPage } } }`,
  "tasks by light": `{ tasks(first: 2, orderBy: [{ field: LIGHT, direction: DESC }]) { nodes { title } pageInfo { hasNextPage } } }`,
  "tasks that something is not": `{ tasks(filter: { not: { title: { contains: "外" } } }) { totalCount } }`,
  "tasks of projects with": `{ tasks(filter: { project: { tasks: { some: { title: { contains: "工作" } } } } }) { totalCount } }`,
  projects: `{ projects(first: 100) { totalCount nodes { name tasks { title } programme { title } } } }`,
  "projects by light": `{ projects(orderBy: [{ field: LIGHT, direction: DESC }]) { nodes { name } } }`,
  facets: `{ tasks { facets(of: [STAGE_KIND, LIGHT, QUARTER, PROJECT, OWNER, OFFICE, PROGRAMME]) { by values { ${group} } } } }`,
  "search for a word": `{ search(text: "路灯") { totalCount nodes { item { __typename ... on Task { title } ... on Project { name } ... on Person { name } ... on Office { name } } } } }`,
  "search for many": `{ search(text: "工作") { totalCount nodes { item { __typename ... on Task { title } } } } }`,
  "search by pinyin": `{ search(text: "zzw", kinds: [TASK, PROJECT]) { totalCount } }`,
  "what views count": `{ views { name count groups { ${group} } } }`,
  ...Object.fromEntries(
    groupings.map((by) => [
      `tasks by ${by}`,
      `{ tasks { groups(by: ${by}, then: LIGHT) { ${group} groups { ${group} } } } }`,
    ]),
  ),
};

/** The same people in both programmes, so that those who are seen by everybody are the same on both servers. */
const cast = { leaders: ["曾智伟"], owners: ["陈美治"], offices: ["村建办"], assistingOffices: ["财政所"] };

const seen = {
  title: "看得见的实事",
  projects: [
    {
      ...cast,
      name: "路灯",
      category: "民生",
      tasks: [{ title: "工作一", quarter: 1 as const }, { title: "工作二" }],
    },
    { ...cast, name: "道路", tasks: [{ title: "工作三", quarter: 4 as const }] },
  ],
};
const hidden = {
  title: "看不见的实事",
  year: 2021,
  projects: [
    {
      ...cast,
      name: "外路灯",
      category: "外",
      tasks: [{ title: "外工作" }, { title: "外二", quarter: 1 as const }],
    },
  ],
};

describe.each(databases)("To a token that is bound to one programme (%s)", (kind) => {
  const [whole, alone] = [new Luoshi(kind), new Luoshi(kind)];
  let bound: Client;
  let only: Client;
  let hiddenId = "";

  /** A supervisor's token that is bound to the programme that may be seen. */
  async function begin(luoshi: Luoshi, others: boolean): Promise<Client> {
    await luoshi.start();
    if (others) hiddenId = (await luoshi.given.programme(hidden)).id;
    const programme = await luoshi.given.programme(seen);
    if (others) await luoshi.given.programme({ ...hidden, title: "另一看不见的", year: 2023 });
    const owner = await luoshi.given.signedIn("陈美治", Role.OWNER);
    await luoshi.given.person("曾智伟", { role: Role.LEADER });
    await owner.move(programme.card, "SUBMITTED", { report: { done: "完成", percent: 100 } });
    const supervisor = await luoshi.given.signedIn("林晓敏", Role.SUPERVISOR);
    const input = { name: "大屏", scopes: ["READ"], programmeIds: [programme.id] };
    const create = `mutation ($input: CreateTokenInput!) { createToken(input: $input) { ... on CreatedToken { secret } } }`;
    const { createToken } = await supervisor.ask<{ createToken: { secret: string } }>(create, { input });
    return luoshi.stranger.withToken(createToken.secret);
  }

  beforeAll(async () => {
    [bound, only] = [await begin(whole, true), await begin(alone, false)];
  }, 60_000);
  afterAll(async () => {
    await whole.stop();
    await alone.stop();
  });

  it.each(Object.entries(questions))("%s are as if the others had never been", async (_, question) => {
    const [here, there] = [await bound.send(question), await only.send(question)];
    expect(here.errors).toEqual([]);
    expect(here.data).toEqual(there.data);
    expect(here.text).not.toContain("外");
    expect(here.text).not.toContain("看不见");
  });

  it("a filter finds nothing on the board of another", async () => {
    const question = `query ($programmeId: ID!) { parseFilter(text: "") { taskIds(programmeId: $programmeId) } }`;
    const found = await bound.ask(question, { programmeId: hiddenId });
    expect(found).toEqual({ parseFilter: { taskIds: [] } });
  });
});
