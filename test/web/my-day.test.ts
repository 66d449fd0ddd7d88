import { describe, expect, it } from "vitest";
import { dayKindOf, dayVariables } from "../../web/features/tasks/day/day-blocks";
import { newsFor } from "../../web/features/tasks/day/day-news";
import { lastDayOf, noteVisit, type Visit } from "../../web/features/tasks/day/visits";

const minute = 60_000;

describe("A visit to a programme", () => {
  const first = noteVisit(null, { revision: 10, today: "2022-08-15" }, 0);

  it("is compared to nothing, the first time", () => {
    expect(first).toEqual({ seen: 10, shown: 10, at: 0, day: "2022-08-15", lastDay: null });
    expect(lastDayOf(null, 0)).toBeNull();
  });

  it("goes on while one keeps coming back", () => {
    const again = noteVisit(first, { revision: 14, today: "2022-08-15" }, 20 * minute);
    expect(again).toMatchObject({ seen: 10, shown: 14 });
    expect(noteVisit(again, { revision: 15, today: "2022-08-15" }, 40 * minute)).toMatchObject({
      seen: 10,
      shown: 15,
    });
  });

  it("is another after half an hour away: what was shown is known", () => {
    const later = noteVisit(first, { revision: 14, today: "2022-08-16" }, 31 * minute);
    expect(later).toMatchObject({ seen: 10, shown: 14, day: "2022-08-16", lastDay: "2022-08-15" });
    expect(lastDayOf(first, 31 * minute)).toBe("2022-08-15");
    expect(lastDayOf(later, 32 * minute)).toBe("2022-08-15");
  });

  it("begins anew where the log or the calendar has been set back", () => {
    const fresh: Partial<Visit> = { lastDay: null };
    expect(noteVisit(first, { revision: 3, today: "2022-08-15" }, 0)).toMatchObject({ ...fresh, seen: 3 });
    expect(noteVisit(first, { revision: 12, today: "2022-01-01" }, 0)).toMatchObject({ ...fresh, seen: 12 });
  });
});

describe("What is new since the last visit", () => {
  type Change = Parameters<typeof newsFor>[0][number];
  const change = (revision: number, facts: object = {}): Change =>
    ({
      revision,
      verb: "SUBMIT",
      subjectKind: "TASK",
      actor: { id: "owner" },
      task: { id: "t", project: { leaders: [{ id: "leader" }], owners: [{ id: "owner" }] } },
      ...facts,
    }) as unknown as Change;
  const revisions = (
    changes: Change[],
    personId: string,
    kind: "work" | "lead" | "watch",
    seen: number | null,
  ) => newsFor(changes, { personId, kind }, seen).map(({ revision }) => revision);

  it("is what others did, the newest first", () => {
    const changes = [change(1), change(3), change(2, { actor: { id: "supervisor" } })];
    expect(revisions(changes, "supervisor", "watch", 0)).toEqual([3, 1]);
    expect(revisions(changes, "supervisor", "watch", 1)).toEqual([3]);
    expect(revisions(changes, "supervisor", "watch", null)).toEqual([3, 1]);
  });

  it("concerns a leader's and an owner's own projects only", () => {
    const changes = [change(1, { actor: { id: "supervisor" } })];
    expect(revisions(changes, "leader", "lead", 0)).toEqual([1]);
    expect(revisions(changes, "other", "lead", 0)).toEqual([]);
    expect(revisions(changes, "owner", "work", 0)).toEqual([1]);
    expect(revisions(changes, "leader", "work", 0)).toEqual([]);
  });

  it("is told once, though a report is sent with the task, and without what only keeps the board", () => {
    const report = change(2, { subjectKind: "REPORT" });
    const order = change(3, { verb: "REORDER" });
    expect(revisions([change(1), report, order], "supervisor", "watch", 0)).toEqual([1]);
  });
});

describe("A day", () => {
  it("is of those who work, who lead, or who watch over the whole", () => {
    expect(
      ["OWNER", "LEADER", "SUPERVISOR", "ADMIN", "VIEWER"].map((role) => dayKindOf(role as "OWNER")),
    ).toEqual(["work", "lead", "watch", "watch", "watch"]);
  });

  it("keeps every block to its programme, and compares with the last visit's day only where there was one", () => {
    const variables = dayVariables("watch", "programme_1", null);
    expect(variables.first).toEqual({
      and: [{ programme: { id: { eq: "programme_1" } } }, { stage: { kind: { eq: "SUBMITTED" } } }],
    });
    expect(variables.hasBefore).toBe(false);
    expect(dayVariables("lead", "programme_1", "2022-08-14")).toMatchObject({
      hasBefore: true,
      before: "2022-08-14",
      red: "light:red leader:me",
    });
  });
});
