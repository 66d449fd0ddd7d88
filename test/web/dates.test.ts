import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { effectScope, type EffectScope } from "vue";
import { useDayTurn } from "../../web/composables/useDayTurn";
import { dayIn, formatDay, formatInstant } from "../../web/i18n/dates";

const evening = "2022-08-15T23:30:00.000Z";

describe("An instant", () => {
  it("falls on the day that it is in the programme's time zone, wherever the reader is", () => {
    expect(dayIn(new Date(evening), "Asia/Shanghai")).toBe("2022-08-16");
    expect(dayIn(new Date(evening), "America/New_York")).toBe("2022-08-15");
  });

  it("is told by the programme's clock", () => {
    expect(formatInstant(evening, "2022-09-01", "Asia/Shanghai", "zh-CN")).toBe("8月16日 07:30");
    expect(formatInstant(evening, "2022-09-01", "Asia/Shanghai", "en")).toBe("Aug 16, 07:30");
  });

  it("has its year where that is not this one, by the programme's clock too", () => {
    const newYear = "2021-12-31T17:00:00.000Z";
    expect(formatInstant(newYear, "2022-01-05", "Asia/Shanghai", "zh-CN")).toBe("1月1日 01:00");
    expect(formatDay("2021-12-31", "2022-01-05", "zh-CN")).toBe("2021年12月31日");
  });
});

describe("A page that lies open", () => {
  let scope: EffectScope;
  beforeEach(() => {
    vi.useFakeTimers({ now: new Date("2022-08-15T15:58:30.000Z") });
    scope = effectScope();
  });
  afterEach(() => {
    scope.stop();
    vi.useRealTimers();
  });

  it("notes that the day has turned where the programme is, once", () => {
    const onTurn = vi.fn<() => void>();
    scope.run(() => useDayTurn(() => "Asia/Shanghai", onTurn));
    vi.advanceTimersByTime(60_000);
    expect(onTurn).not.toHaveBeenCalled();
    vi.advanceTimersByTime(60_000);
    expect(onTurn).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(20 * 60_000);
    expect(onTurn).toHaveBeenCalledTimes(1);
  });

  it("notes it late where the machine slept over midnight", () => {
    const onTurn = vi.fn<() => void>();
    scope.run(() => useDayTurn(() => "Asia/Shanghai", onTurn));
    vi.setSystemTime(new Date("2022-08-16T01:00:00.000Z"));
    document.dispatchEvent(new Event("visibilitychange"));
    expect(onTurn).toHaveBeenCalledTimes(1);
  });
});
