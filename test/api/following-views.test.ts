import { beforeAll, expect, it } from "vitest";
import { Role } from "../../server/features/people/role.enum.js";
import type { Client } from "../kit/client.js";
import type { GivenProgramme } from "../kit/given-programme.js";
import { describeApi } from "../kit/luoshi.js";
import { take } from "../kit/socket-client.js";

interface Heard {
  viewChanged: {
    revision: number;
    reload: boolean;
    shown: { id: string; stage: { kind: string }; viewerCanReschedule?: boolean }[];
    gone: string[];
    count: number;
  };
}

describeApi("Whoever follows a view", ({ given }) => {
  let programme: GivenProgramme;
  let owner: Client;
  let leader: Client;
  let viewId: string;
  beforeAll(async () => {
    const projects = [{ owners: ["陈美治"], leaders: ["曾智伟"], tasks: [{}, {}, {}] }];
    programme = await given.programme({ projects });
    owner = await given.signedIn("陈美治", Role.OWNER);
    leader = await given.signedIn("曾智伟", Role.LEADER);
    const create = `mutation ($input: CreateViewInput!) { createView(input: $input) { ... on View { id } } }`;
    const input = { name: "进行中的", filter: { stage: { kind: { eq: "ACTIVE" } } } };
    viewId = (await leader.ask<{ createView: { id: string } }>(create, { input })).createView.id;
  });

  const query = `subscription ($id: ID!, $programmeId: ID, $since: Int) {
    viewChanged(id: $id, programmeId: $programmeId, sinceRevision: $since) {
      revision reload shown { id stage { kind } } gone count } }`;
  const revisionNow = async () => {
    const asked = `query ($id: ID!) { programme(id: $id) { revision } }`;
    return (await leader.ask<{ programme: { revision: number } }>(asked, { id: programme.id })).programme
      .revision;
  };

  it("hears what comes, goes and changes in it, and how many there are then", async () => {
    const since = await revisionNow();
    const events = leader.socket().follow<Heard>(query, { id: viewId, programmeId: programme.id, since });
    await owner.move(programme.task("1.1"), "ACTIVE");
    const [come] = await take(events, 1);
    expect(come?.viewChanged).toMatchObject({
      reload: false,
      shown: [{ id: programme.task("1.1").id, stage: { kind: "ACTIVE" } }],
      gone: [],
      count: 1,
    });
    await owner.move(programme.task("1.1"), "SUBMITTED", { report: { done: "完成" } });
    const [gone] = await take(events, 1);
    expect(gone?.viewChanged).toMatchObject({ shown: [], gone: [programme.task("1.1").id], count: 0 });
    expect(gone?.viewChanged.revision).toBe(await revisionNow());
  });

  it("resumes with what was missed, all at once", async () => {
    const since = await revisionNow();
    await owner.move(programme.task("1.2"), "ACTIVE");
    await owner.move(programme.task("1.3"), "ACTIVE");
    await owner.move(programme.task("1.3"), "PENDING");
    const events = leader.socket().follow<Heard>(query, { id: viewId, programmeId: programme.id, since });
    const [missed] = await take(events, 1);
    expect(missed?.viewChanged).toMatchObject({
      shown: [{ id: programme.task("1.2").id }],
      gone: [programme.task("1.3").id],
      count: 1,
      revision: await revisionNow(),
    });
  });

  it("reads it anew after what touches every task", async () => {
    const since = await revisionNow();
    await given.renamedStage(programme, "ACTIVE", "办理中");
    const events = leader.socket().follow<Heard>(query, { id: viewId, programmeId: programme.id, since });
    expect((await take(events, 1))[0]?.viewChanged).toMatchObject({
      reload: true,
      shown: [],
      gone: [],
      count: 1,
    });
  });

  it("is refused a view that is not theirs to see, and one of all programmes without saying which", async () => {
    const refusal = async (client: Client, variables: Record<string, unknown>) => {
      const { value } = await client.socket().follow<Heard>(query, variables).next();
      return (value as { errors?: { extensions?: { code?: string } }[] }).errors?.[0]?.extensions?.code;
    };
    expect(await refusal(owner, { id: viewId, programmeId: programme.id })).toBe("NOT_FOUND");
    expect(await refusal(leader, { id: viewId })).toBe("BAD_USER_INPUT");
    expect(await refusal(leader, { id: viewId, programmeId: "programme_none" })).toBe("NOT_FOUND");
  });
});
