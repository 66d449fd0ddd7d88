import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dayStart } from "../../web/features/webhooks/day-start";
import { offeredKinds, offeredVerbs, readEventType } from "../../web/features/webhooks/event-words";
import { failureOf } from "../../web/features/webhooks/failure-words";
import { inputOf } from "../../web/features/webhooks/webhook-draft";
import { healthOf, needsAttention } from "../../web/features/webhooks/webhook-health";

const at = (minute: number) => `2022-08-15T01:${String(minute).padStart(2, "0")}:00.000Z`;

describe("The health of a webhook", () => {
  const standing = (waiting = 0, attempts = 0, nextAttemptAt: string | null = null) => ({
    programme: { id: "p", title: "为民办实事", timeZone: "Asia/Shanghai", today: "2022-08-15" },
    revision: 7,
    waiting,
    attempts,
    nextAttemptAt,
  });
  const attempt = (minute: number, revision = 8) => ({
    id: `${minute}`,
    at: at(minute),
    programmeId: "p",
    revision,
  });
  const working = {
    state: "ACTIVE" as const,
    pausedBecause: null,
    pausedAt: null,
    progress: [standing()],
    lastDelivered: { nodes: [{ id: "d", at: at(3) }] },
    retrying: { nodes: [] },
  };

  it("is that it works, with when it was last told; before the first time there is nothing to say", () => {
    expect(healthOf(working)).toEqual({ kind: "WORKS", lastDelivered: at(3) });
    expect(healthOf({ ...working, lastDelivered: { nodes: [] } })).toEqual({ kind: "NEW" });
    expect(healthOf({ ...working, progress: [standing(2), standing(1)] })).toEqual({
      kind: "SENDING",
      waiting: 3,
    });
  });

  it("is that it fails since the first try at what waits, whatever else was delivered meanwhile", () => {
    const retrying = { nodes: [attempt(20), attempt(10), attempt(5, 6)] };
    const health = healthOf({ ...working, progress: [standing(4, 2, at(30))], retrying });
    expect(health).toEqual({ kind: "FAILING", since: at(10), waiting: 4, nextAttemptAt: at(30) });
    expect(needsAttention(health)).toBe(true);
  });

  it("does not count what failed before the same event was sent again", () => {
    const retrying = { nodes: [attempt(40), attempt(10), attempt(5)] };
    expect(healthOf({ ...working, progress: [standing(1, 1, at(50))], retrying })).toMatchObject({
      since: at(40),
    });
  });

  it("is that it rests, which needs somebody only where nobody wanted it", () => {
    const paused = { ...working, state: "PAUSED" as const, pausedAt: at(9), progress: [standing(5, 3)] };
    const byPerson = healthOf({ ...paused, pausedBecause: "BY_PERSON" });
    expect(byPerson).toEqual({ kind: "PAUSED", because: "BY_PERSON", since: at(9), waiting: 5 });
    expect(needsAttention(byPerson)).toBe(false);
    expect(needsAttention(healthOf({ ...paused, pausedBecause: "GONE" }))).toBe(true);
  });
});

describe("The type of an event", () => {
  /** Each verb with what it is in a type, as docs/webhooks.md has them. */
  const documented = [
    ...readFileSync("docs/webhooks.md", "utf8").matchAll(/^\| `([A-Z]+)` +\| `([a-z]+)` +\|$/gm),
  ].map(([, verb, deed]) => ({ verb, deed }));

  it("is read back into the kind and the verb that it was made of", () => {
    expect(documented.map(({ verb }) => verb).toSorted()).toEqual(offeredVerbs.toSorted());
    for (const kind of offeredKinds)
      for (const { verb, deed } of documented)
        expect(readEventType(`${kind.toLowerCase()}.${deed}`)).toEqual({ kind, verb });
  });

  it("is left as it is where this page does not know it", () => {
    expect(readEventType("webhook.ping")).toBeNull();
    expect(readEventType("task.toString")).toBeNull();
  });
});

describe("Why something was not delivered", () => {
  it.each([
    [{ status: null, error: "no answer (ECONNREFUSED)" }, "refused", "ECONNREFUSED"],
    [{ status: null, error: "the address may not be called (HOST_UNKNOWN)" }, "unknownHost", "HOST_UNKNOWN"],
    [{ status: null, error: "the address may not be called (NOT_HTTPS)" }, "notAllowed", "NOT_HTTPS"],
    [{ status: null, error: "no whole answer within 0.4 s" }, "late", "0.4"],
    [{ status: 302, error: "answered 302: redirects are not followed" }, "redirect", "302"],
    [{ status: 401, error: "answered 401: expected 2xx" }, "forbidden", "401"],
    [{ status: 410, error: "answered 410: expected 2xx" }, "gone", "410"],
    [{ status: 418, error: "answered 418: expected 2xx" }, "status", "418"],
    [{ status: 503, error: "answered 503: expected 2xx" }, "receiverBroke", "503"],
    [{ status: null, error: "no answer (Error)" }, "other", "no answer (Error)"],
  ])("is told in words: %o", (attempt, key, what) => {
    expect(failureOf(attempt)).toEqual({ key, what });
  });

  it("is nothing where it was delivered", () => {
    expect(failureOf({ status: 204, error: null })).toBeNull();
  });
});

describe("A day's first instant", () => {
  it("goes by the programme's clocks", () => {
    expect(dayStart("2022-08-15", "Asia/Shanghai")).toBe("2022-08-14T16:00:00.000Z");
  });

  it("is right on a day whose clocks change", () => {
    expect(dayStart("2022-03-27", "Europe/Berlin")).toBe("2022-03-26T23:00:00.000Z");
    expect(dayStart("2022-03-28", "Europe/Berlin")).toBe("2022-03-27T22:00:00.000Z");
  });
});

it("a webhook for which nothing is chosen is told of everything; details may be left out altogether", () => {
  const draft = { name: " 县大屏 ", url: " https://a.example ", programmeIds: [], subjectKinds: [] };
  expect(inputOf({ ...draft, verbs: ["RETURN"], details: [] })).toEqual({
    name: "县大屏",
    url: "https://a.example",
    programmeIds: null,
    subjectKinds: null,
    verbs: ["RETURN"],
    details: [],
  });
});
