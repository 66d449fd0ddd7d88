import { afterEach, expect, it, vi } from "vitest";
import { dayIn, systemClock } from "../../server/clock.js";

afterEach(() => void vi.useRealTimers());

it.each(["2026-11-24T01:00:00Z", "2026-11-24T15:59:59Z", "2026-11-24T16:00:00Z", "2026-11-24T23:30:00Z"])(
  "a pinned day and its instants agree, whatever the hour (%s)",
  (hour) => {
    vi.useFakeTimers({ now: new Date(hour) });
    const clock = systemClock("2022-06-30");
    expect(clock.today("Asia/Shanghai")).toBe("2022-06-30");
    expect(dayIn(clock.now(), "Asia/Shanghai")).toBe("2022-06-30");
  },
);

it("without a pinned day it is the real one, in the programme's time zone", () => {
  vi.useFakeTimers({ now: new Date("2022-06-30T16:30:00Z") });
  expect(systemClock().today("Asia/Shanghai")).toBe("2022-07-01");
  expect(systemClock().today("UTC")).toBe("2022-06-30");
});
