import { expect, it, onTestFinished } from "vitest";
import { luoshi, temporaryFolder } from "../kit/program.js";
import { endServer, startDemo } from "../kit/running-server.js";

it(
  "the demo has views and labels that its people made, and a log that verifies",
  { timeout: 60_000 },
  async () => {
    const DATA_DIR = await temporaryFolder();
    const demo = await startDemo({ DATA_DIR });
    onTestFinished(async () => void (await endServer(demo, "SIGTERM")));
    const ask = async (query: string, cookie = "") => {
      const response = await fetch(`${demo.url}/graphql`, {
        method: "POST",
        headers: { "content-type": "application/json", cookie },
        body: JSON.stringify({ query }),
      });
      const { data } = (await response.json()) as { data: Record<string, unknown> };
      return { data, cookie: response.headers.get("set-cookie")?.split(";")[0] ?? "" };
    };
    const viewsOf = async (name: string) => {
      const signIn = `mutation { signIn(input: { name: "${name}", password: "luoshi-demo" }) { __typename } }`;
      const { cookie } = await ask(signIn);
      const { data } = await ask(`{ views { name isReadyMade isLocked isFollowed sharing count } }`, cookie);
      const views = data.views as { name: string; isReadyMade: boolean; count: number }[];
      return views.filter(({ isReadyMade }) => !isReadyMade);
    };
    expect(await viewsOf("曾智伟")).toMatchObject([
      { name: "周一例会", sharing: "EVERYONE", isLocked: true, isFollowed: true, count: 6 },
      { name: "道路和路灯", sharing: "EVERYONE", isLocked: false, isFollowed: false, count: 5 },
      { name: "三季度我分管的", sharing: "PRIVATE", isLocked: false, isFollowed: false },
    ]);
    expect((await viewsOf("黄思远")).map(({ name }) => name)).toEqual([
      "周一例会",
      "待验收催办",
      "道路和路灯",
    ]);
    const signIn = `mutation { signIn(input: { name: "林晓敏", password: "luoshi-demo" }) { __typename } }`;
    const { cookie } = await ask(signIn);
    const urged = `{ labels: { some: { name: { eq: "重点督办" } } } }`;
    const { data } = await ask(`{ tasks(filter: ${urged}) { nodes { project { number } } } }`, cookie);
    const numbers = [5, 8, 10].map((number) => ({ project: { number } }));
    expect(data).toEqual({ tasks: { nodes: numbers } });
    expect(await luoshi(["verify"], { DATA_DIR })).toMatchObject({ code: 0 });
  },
);
