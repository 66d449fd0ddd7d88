import { expect, it } from "vitest";
import type { Client } from "../kit/client.js";
import { describeApi } from "../kit/luoshi.js";

const colours = "NONE, GREEN, YELLOW, RED";

describeApi("A request that is not right", (luoshi) => {
  /** The message of the first error, for a body as it stands. */
  async function toldOf(reader: Client, body: string, language?: string): Promise<string | undefined> {
    const headers = { "content-type": "application/json", ...(language && { "accept-language": language }) };
    const answer = await reader.fetch("/graphql", { method: "POST", headers, body });
    const { errors } = (await answer.json()) as { errors?: { message: string }[] };
    return errors?.[0]?.message;
  }
  const asking = (query: string, variables?: object) => JSON.stringify({ query, variables });

  it("is told which values there are, where none is like the one it has", async () => {
    const reader = await luoshi.given.reader();
    const literal = (value: string) =>
      asking(`{ tasks(filter: { light: { eq: ${value} } }) { totalCount } }`);
    expect(await toldOf(reader, literal("PURPLE"))).toBe(
      `Value "PURPLE" does not exist in "LightColour" enum: expected one of ${colours}`,
    );
    expect(await toldOf(reader, literal(`"PURPLE"`))).toBe(
      `Enum "LightColour" cannot represent non-enum value: "PURPLE": expected one of ${colours}`,
    );
    expect(await toldOf(reader, literal("REDD"))).toContain(`Did you mean the enum value "RED"?`);
    const variable = asking(`query ($filter: TaskFilter) { tasks(filter: $filter) { totalCount } }`, {
      filter: { light: { eq: "PURPLE" } },
    });
    expect(await toldOf(reader, variable)).toBe(
      `Variable "$filter" got an invalid value at "filter.light.eq"; The value does not exist in "LightColour" enum: expected one of ${colours}`,
    );
  });

  it.each([
    ["no JSON", `{"query":`, /^请求体不是有效的 JSON · .*JSON/],
    ["no query", `{}`, /^请求的格式不对 · POST body missing/],
    ["a query with an open end", asking("{ programmes { id "), /^查询有语法错误 · Syntax Error/],
    ["an unknown field", asking("{ programmes { idd } }"), /^查询与接口定义不符 · .*"idd"/],
    ["too large a page", asking("{ tasks(first: 500) { totalCount } }"), /^输入不符合要求 · first: expected/],
    [
      "nothing for a variable",
      asking("query ($id: ID!) { board(programmeId: $id) { programme { id } } }"),
      /^输入不符合要求 · Variable/,
    ],
    [
      "a name that is too long",
      asking(`mutation { signIn(input: { name: "${"长".repeat(101)}", password: "x" }) { __typename } }`),
      /^输入不符合要求 · /,
    ],
    [
      "one of two operations",
      asking("query A { __typename } query B { __typename }"),
      /^请指明要执行的操作 · /,
    ],
    ["nobody known", asking('{ project(id: "project_0") { id } }'), /^未找到 · Not found: project$/],
  ])("and asks for Chinese is told in Chinese too: %s", async (_what, body, told) => {
    const reader = await luoshi.given.reader();
    const chinese = await toldOf(reader, body, "zh-CN,zh;q=0.9");
    expect(chinese).toMatch(told);
    const english = await toldOf(reader, body, "en");
    expect(chinese?.endsWith(english ?? "-")).toBe(true);
  });
});
