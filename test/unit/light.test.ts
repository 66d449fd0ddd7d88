import { describe, expect, it } from "vitest";
import { StageKind } from "../../server/features/programmes/stage-kind.enum.js";
import { explainLight } from "../../server/features/tasks/light-words.js";
import { lightOf, type LightFacts, type LightVerdict } from "../../server/features/tasks/light.js";
import { chineseCalendar } from "../../server/features/tasks/working-calendar.js";

const calendar = chineseCalendar();

/** The light of a card of the second quarter of 2022, on a day. */
function lightOn(today: string, facts: Partial<LightFacts> = {}): LightVerdict {
  const card = { kind: StageKind.ACTIVE, startsOn: "2022-04-01", dueOn: "2022-06-30", submittedOn: null };
  return lightOf({ ...card, today, calendar, ...facts });
}

const { PENDING, ACTIVE, SUBMITTED, ACCEPTED } = StageKind;

describe("The light", () => {
  it.each<[string, string, Partial<LightFacts>, string, number | null]>([
    [
      "is out before the period, while the work is not begun",
      "2022-03-31",
      { kind: PENDING },
      "NONE NOT_BEGUN",
      62,
    ],
    [
      "is green before the period once the work is begun",
      "2022-03-31",
      { kind: ACTIVE },
      "GREEN IN_TIME",
      62,
    ],
    ["is green from the first day", "2022-04-01", { kind: PENDING }, "GREEN IN_TIME", 61],
    ["is green with 11 working days left", "2022-06-15", {}, "GREEN IN_TIME", 11],
    ["is yellow with 10 working days left", "2022-06-16", {}, "YELLOW DUE_SOON", 10],
    ["is yellow on the due day", "2022-06-30", {}, "YELLOW DUE_SOON", 0],
    ["is red the day after", "2022-07-01", {}, "RED OVERDUE", -1],
    ["is red though not even begun", "2022-07-07", { kind: PENDING }, "RED OVERDUE", -5],
    ["is red on a Saturday after a due Friday", "2022-07-02", { dueOn: "2022-07-01" }, "RED OVERDUE", 0],
    [
      "is green once submitted in time",
      "2022-07-20",
      { kind: SUBMITTED, submittedOn: "2022-06-30" },
      "GREEN SUBMITTED_IN_TIME",
      -14,
    ],
    [
      "is yellow once submitted late",
      "2022-07-20",
      { kind: SUBMITTED, submittedOn: "2022-07-01" },
      "YELLOW SUBMITTED_LATE",
      -14,
    ],
    [
      "is out once accepted in time",
      "2022-07-20",
      { kind: ACCEPTED, submittedOn: "2022-06-30" },
      "NONE ACCEPTED",
      -14,
    ],
    [
      "stays yellow once accepted late",
      "2022-07-20",
      { kind: ACCEPTED, submittedOn: "2022-07-01" },
      "YELLOW ACCEPTED_LATE",
      -14,
    ],
    ["is out without a due day", "2022-07-20", { dueOn: null }, "NONE NO_DUE_DAY", null],
    [
      "is out once accepted without a due day",
      "2022-07-20",
      { kind: ACCEPTED, dueOn: null },
      "NONE ACCEPTED",
      null,
    ],
    [
      "counts from the first day on where no start is stated",
      "2022-01-04",
      { kind: PENDING, startsOn: null },
      "GREEN IN_TIME",
      121,
    ],
  ])("%s", (_title, today, facts, light, workingDaysLeft) => {
    const verdict = lightOn(today, facts);
    expect(`${verdict.colour} ${verdict.reason}`).toBe(light);
    expect(verdict.workingDaysLeft === workingDaysLeft).toBe(true);
  });

  it.each<[string, Partial<LightFacts>, string, string]>([
    ["2022-07-07", {}, "第二季度（6月30日止），已逾 5 个工作日", "Due Jun 30: 5 working days late"],
    ["2022-06-28", {}, "第二季度（6月30日止），只剩 2 个工作日", "Due Jun 30: only 2 working days left"],
    ["2022-05-05", {}, "第二季度（6月30日止），还剩 40 个工作日", "Due Jun 30: 40 working days left"],
    ["2022-03-01", { kind: PENDING }, "第二季度尚未开始，6月30日到期", "Not begun; due Jun 30"],
    [
      "2022-07-07",
      { kind: SUBMITTED, submittedOn: "2022-06-30" },
      "已按期送验，6月30日到期",
      "Submitted in time; due Jun 30",
    ],
    [
      "2022-07-07",
      { kind: SUBMITTED, submittedOn: "2022-07-02" },
      "已送验，送验时已超过 6月30日的期限",
      "Submitted after it was due on Jun 30",
    ],
    ["2022-07-07", { kind: ACCEPTED, submittedOn: "2022-06-30" }, "已验收", "Accepted"],
    ["2022-07-07", { dueOn: null }, "没有期限", "No due day"],
  ])("on %s is explained in words (%#)", (today, facts, chinese, english) => {
    const verdict = lightOn(today, facts);
    const dueOn = facts.dueOn === undefined ? "2022-06-30" : facts.dueOn;
    expect(explainLight(verdict, dueOn, "第二季度", today, "zh-CN")).toBe(chinese);
    expect(explainLight(verdict, dueOn, "第二季度", today, "en")).toBe(english);
  });

  it("names the year of a due day of another year, and says 期限 where the notice has no words", () => {
    const verdict = lightOn("2022-12-30", { dueOn: "2023-06-30" });
    expect(explainLight(verdict, "2023-06-30", null, "2022-12-30", "zh-CN")).toMatch(
      /^期限（2023年6月30日止）/,
    );
  });
});

describe("China's working days", () => {
  const between = (from: string, to: string) => calendar.workingDaysBetween(from, to);

  it("leave out National Day's week and count its make-up days", () => {
    expect(between("2022-09-30", "2022-10-07")).toBe(0);
    expect(between("2022-10-07", "2022-10-08")).toBe(1);
    expect(between("2022-10-08", "2022-10-09")).toBe(1);
    expect(between("2022-09-30", "2022-10-14")).toBe(7);
  });

  it("leave out weekends", () => {
    expect(between("2022-08-12", "2022-08-14")).toBe(0);
    expect(between("2022-08-12", "2022-08-15")).toBe(1);
  });

  it("are counted after the first day, up to and including the last, and negative backwards", () => {
    expect(between("2022-08-15", "2022-08-15")).toBe(0);
    expect(between("2022-08-15", "2022-08-19")).toBe(4);
    expect(between("2022-08-19", "2022-08-15")).toBe(-4);
  });

  it("are five a week where a day is many years off, so that a mistyped year costs nothing", () => {
    // From a Monday: 416,239 whole weeks, and the days up to Friday.
    expect(between("2022-08-15", "9999-12-31")).toBe(416_239 * 5 + 4);
    expect(between("2022-08-15", "0001-01-01")).toBe(-between("0001-01-01", "2022-08-15"));
    const calendar = chineseCalendar();
    const years = Array.from({ length: 300 }, (_, at) => `${9000 + at}-12-31`);
    const begun = performance.now();
    for (const year of years) calendar.workingDaysBetween("2022-08-15", year);
    // Day by day it would be hundreds of millions of days.
    expect(performance.now() - begun).toBeLessThan(2000);
  });

  it("are the same whatever was asked before", () => {
    const fresh = (from: string, to: string) => chineseCalendar().workingDaysBetween(from, to);
    for (const day of ["2022-01-04", "2022-05-07", "2022-12-31"]) {
      for (const other of ["2022-02-01", "2022-10-08", "2021-12-01"])
        expect(between(day, other)).toBe(fresh(day, other));
    }
  });
});
