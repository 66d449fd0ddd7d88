import { describe, expect, it } from "vitest";
import { accountStanding } from "../../web/features/people/account-standing";
import { officeLines, parentOptions, withinOffice } from "../../web/features/offices/office-tree";
import { paletteFor } from "../../web/features/programmes/palette";
import { movedTo, placeAt } from "../../web/features/programmes/reorder";
import { isLimit } from "../../web/features/programmes/stage-limit";
import { tokenStanding } from "../../web/features/tokens/token-standing";
import { sectionsFor } from "../../web/pages/settings/settings-sections";

describe("The standing of an account", () => {
  const now = new Date("2022-08-15T01:00:00Z");
  const open = { hasAccount: true, isDisabled: false, lockedUntil: null };

  it("is locked until the lock is over", () => {
    expect(accountStanding({ ...open, lockedUntil: "2022-08-15T01:00:01Z" }, now)).toBe("LOCKED");
    expect(accountStanding({ ...open, lockedUntil: "2022-08-15T01:00:00Z" }, now)).toBe("ACTIVE");
  });

  it("is disabled before it is anything else, and none where there is none", () => {
    const lockedUntil = "2022-08-16T00:00:00Z";
    expect(accountStanding({ hasAccount: true, isDisabled: true, lockedUntil }, now)).toBe("DISABLED");
    expect(accountStanding({ ...open, hasAccount: false }, now)).toBe("NONE");
  });
});

describe("The settings", () => {
  it("are an administrator's, in part a supervisor's, and nobody else's", () => {
    expect(sectionsFor("ADMIN")).toEqual(["people", "offices", "programmes", "tokens", "webhooks"]);
    expect(sectionsFor("SUPERVISOR")).toEqual(["offices", "programmes", "webhooks"]);
    for (const role of ["LEADER", "OWNER", "VIEWER", undefined] as const)
      expect(sectionsFor(role)).toEqual([]);
  });
});

describe("The tree of offices", () => {
  const office = (id: string, parentId?: string) => ({
    id,
    name: id,
    parent: parentId ? { id: parentId } : null,
  });
  const offices = [
    office("乡"),
    office("办", "乡"),
    office("村", "乡"),
    office("组", "村"),
    office("外", "不在"),
  ];
  const shown = (folded?: string[]) =>
    officeLines(offices, new Set(folded)).map(({ office: { id }, level, position, siblings }) =>
      [id, level, `${position}/${siblings}`].join(" "),
    );

  it("has children right beneath their parent, and at the top those whose parent is not there", () => {
    expect(shown()).toEqual(["乡 1 1/2", "办 2 1/2", "村 2 2/2", "组 3 1/1", "外 1 2/2"]);
  });

  it("leaves out what is beneath a folded office", () => {
    expect(shown(["村"])).toEqual(["乡 1 1/2", "办 2 1/2", "村 2 2/2", "外 1 2/2"]);
    expect(shown(["乡"])).toEqual(["乡 1 1/2", "外 1 2/2"]);
  });

  it("offers no office as the parent of itself or of one above it", () => {
    expect([...withinOffice(offices, "村")]).toEqual(["村", "组"]);
    const options = parentOptions(offices, "无", "村").map(({ label }) => label);
    expect(options).toEqual(["无", "乡", "　办", "外"]);
  });
});

describe("The stages of a board", () => {
  it("are put in another order, and never beyond the ends", () => {
    expect(movedTo(["甲", "乙", "丙"], 0, 2)).toEqual(["乙", "丙", "甲"]);
    expect(movedTo(["甲", "乙", "丙"], 2, 1)).toEqual(["甲", "丙", "乙"]);
    const list = ["甲", "乙", "丙"];
    expect(movedTo(list, 0, -1)).toBe(list);
    expect(movedTo(list, 2, 9)).toBe(list);
  });

  it("go where the pointer is, counted without the one that is carried", () => {
    const boxes = [0, 40, 80].map((top) => ({ top, bottom: top + 40 }));
    expect(placeAt(-5, boxes, 2)).toBe(0);
    expect(placeAt(30, boxes, 2)).toBe(1);
    expect(placeAt(200, boxes, 0)).toBe(2);
    expect(placeAt(62, boxes, 1)).toBe(1);
  });

  it("hold a whole number of cards from 1 to 10,000, or any", () => {
    for (const text of ["", "1", "10000"]) expect(isLimit(text)).toBe(true);
    for (const text of ["0", "10001", "-3", "2.5", "九", " "]) expect(isLimit(text)).toBe(false);
  });

  it("keep a colour that is in no palette", () => {
    const values = (current: string | null) => paletteFor(current, (key) => key).map(({ value }) => value);
    expect(values(null)).not.toContain("#00AA00");
    expect(values("#00AA00").at(-1)).toBe("#00AA00");
    expect(values("#4a7db0")).toEqual(values(null));
  });
});

it("a token's standing says why it does not work", () => {
  const now = new Date("2022-08-15T01:00:00Z");
  const token = { revokedAt: null, expiresAt: null, person: { isDisabled: false } };
  expect(tokenStanding(token, now)).toBe("USABLE");
  expect(tokenStanding({ ...token, person: { isDisabled: true } }, now)).toBe("RESTING");
  const ended = { ...token, expiresAt: "2022-08-15T01:00:00Z" };
  expect(tokenStanding(ended, now)).toBe("ENDED");
  expect(tokenStanding({ ...ended, revokedAt: "2022-08-14T01:00:00Z" }, now)).toBe("REVOKED");
});
