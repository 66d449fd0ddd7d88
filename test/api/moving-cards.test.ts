import { expect, it } from "vitest";
import { describeApi } from "../kit/luoshi.js";

describeApi("Moving a card", ({ given }) => {
  it("an owner begins it", async () => {
    const programme = await given.programme({ projects: [{ owners: ["陈美治"], leaders: ["曾智伟"] }] });
    const owner = await given.signedIn("陈美治");
    const answer = await owner.move(programme.card, "ACTIVE");
    expect(answer).toMatchObject({ kind: "Task", card: { stage: { kind: "ACTIVE" }, version: 2 } });
  });
});
