import fc from "fast-check";
import { expect, it } from "vitest";
import { chineseCalendar } from "../../server/features/tasks/working-calendar.js";
import { loadWorkingDays } from "../../web/features/tasks/rescheduling/working-days";

const day = fc
  .integer({ min: 0, max: 1460 })
  .map((number) => new Date(Date.UTC(2021, 0, 1 + number)).toISOString().slice(0, 10));

it("the page counts working days between any two days as the server does", async () => {
  const count = await loadWorkingDays();
  const calendar = chineseCalendar();
  fc.assert(
    fc.property(day, day, (from, to) => {
      // The server's nought may be a negative one.
      expect(count(from, to) + 0).toBe(calendar.workingDaysBetween(from, to) + 0);
    }),
    { numRuns: 200 },
  );
});

it("the holidays at the beginning of October are none, and the Saturday that makes up for them is one", async () => {
  const count = await loadWorkingDays();
  expect(count("2022-09-30", "2022-10-07")).toBe(0);
  expect(count("2022-10-07", "2022-10-08")).toBe(1);
  expect(count("2022-10-08", "2022-10-07")).toBe(-1);
});
