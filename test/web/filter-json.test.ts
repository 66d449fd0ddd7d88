import { describe, expect, it } from "vitest";
import {
  isMine,
  lightsIn,
  without,
  withLights,
  withMine,
} from "../../web/features/tasks/filtering/filter-json";

describe("A filter of the page", () => {
  it("asks for lights, and for none again", () => {
    const red = withLights({ title: { contains: "路" } }, ["RED"]);
    expect(lightsIn(red)).toEqual(["RED"]);
    expect(lightsIn({ light: { eq: "RED" } })).toEqual(["RED"]);
    expect(withLights(red, [])).toEqual({ title: { contains: "路" } });
  });

  it("asks for one's own cards, also beside another choice of two things", () => {
    const either = { or: [{ light: { eq: "RED" } }, { needsReview: { eq: true } }] };
    const both = withMine(either, true);
    expect(both).toMatchObject({ ...either, and: [{ or: expect.any(Array) as unknown }] });
    expect(isMine(both)).toBe(true);
    expect(withMine(both, false)).toEqual(either);
  });

  it("knows the condition for one's own cards whatever the order of its parts", () => {
    const turned = {
      or: [{ project: { leaders: { some: { isMe: true } } } }, { workers: { some: { isMe: true } } }],
    };
    expect(isMine(turned)).toBe(true);
    expect(isMine({ or: [turned.or[0]] })).toBe(false);
    expect(withMine(turned, true)).toBe(turned);
    expect(withMine(turned, false)).toEqual({});
  });

  it("loses what lies at a chip's path, and whatever is empty without it", () => {
    const filter = { light: { in: ["RED"] }, project: { name: { contains: "路" } } };
    expect(without(filter, ["project", "name", "contains"])).toEqual({ light: { in: ["RED"] } });
    expect(without({ and: [{ a: 1 }, { b: 2 }] }, ["and", "0"])).toEqual({ and: [{ b: 2 }] });
    expect(without({ light: { in: ["RED"] } }, ["light"])).toEqual({});
  });
});
