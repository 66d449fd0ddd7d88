import { createPinia, setActivePinia } from "pinia";
import { beforeEach, describe, expect, it } from "vitest";
import { nextTick } from "vue";
import { useTableSettings } from "../../web/features/tasks/table/table-settings";

const place = "luoshi.table";

describe("How somebody likes their tables", () => {
  beforeEach(() => {
    localStorage.clear();
    setActivePinia(createPinia());
  });

  it("is what it usually is until they choose", () => {
    const { columns, widths, sort } = useTableSettings();
    expect({ columns, widths, sort }).toEqual({ columns: [], widths: {}, sort: [] });
  });

  it("is kept in this browser", async () => {
    const settings = useTableSettings();
    settings.columns = ["title", "dueOn"];
    settings.sort = [{ key: "dueOn", isDescending: true }];
    settings.widen("dueOn", 203.4);
    await nextTick();
    setActivePinia(createPinia());
    const { columns, widths, sort } = useTableSettings();
    expect({ columns, widths, sort }).toEqual({
      columns: ["title", "dueOn"],
      widths: { dueOn: 203 },
      sort: [{ key: "dueOn", isDescending: true }],
    });
  });

  it("lets no column become too narrow to take hold of, or wider than a screen", () => {
    const settings = useTableSettings();
    settings.widen("stage", 3);
    settings.widen("title", 9000);
    expect(settings.widths).toEqual({ stage: 56, title: 800 });
  });

  it.each([
    "not JSON",
    "null",
    "[]",
    '{"columns":["colour"],"widths":{"title":-5,"gone":90},"sort":[{"key":"gone"},null]}',
  ])("is not disturbed by what an older page has left there: %s", (left) => {
    localStorage.setItem(place, left);
    const { columns, widths, sort } = useTableSettings();
    expect({ columns, widths, sort }).toEqual({ columns: [], widths: {}, sort: [] });
  });
});
