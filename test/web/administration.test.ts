import { describe, expect, it } from "vitest";
import { accountStanding } from "../../web/features/people/account-standing";
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
