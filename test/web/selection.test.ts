import { describe, expect, it, vi } from "vitest";
import { ref } from "vue";
import { useSelection } from "../../web/features/tasks/batch/useSelection";
import { onPage } from "./page-server";

const rows = { at: "rows", ids: ["a", "b", "c", "d"] };

function givenSelection() {
  const shown = ref(rows.ids);
  const { result } = onPage(() => useSelection(() => shown.value));
  return { ...result, shown, chosen: () => [...result.ids].sort() };
}

describe("Cards are chosen", () => {
  it("one by one, and let go the same way", () => {
    const { chosen, toggle } = givenSelection();
    toggle("c");
    toggle("a");
    expect(chosen()).toEqual(["a", "c"]);
    toggle("c");
    expect(chosen()).toEqual(["a"]);
  });

  it("from the last one that was touched to this one, downwards and upwards", () => {
    const { chosen, toggle, toggleThrough } = givenSelection();
    toggle("c", "rows");
    toggleThrough("a", rows);
    expect(chosen()).toEqual(["a", "b", "c"]);
    toggleThrough("b", rows);
    expect(chosen()).toEqual(["c"]);
  });

  it("alone where the last one stands in another column", () => {
    const { chosen, toggle, toggleThrough } = givenSelection();
    toggle("a", "pending");
    toggleThrough("d", { at: "active", ids: ["c", "d"] });
    expect(chosen()).toEqual(["a", "d"]);
    // The same card may stand in two columns, such as its quarters.
    toggle("b", "first");
    toggleThrough("d", { at: "second", ids: ["b", "c", "d"] });
    expect(chosen()).toEqual(["a", "b"]);
  });

  it("all together, and none", () => {
    const { chosen, isAll, toggle, toggleAll } = givenSelection();
    toggle("b");
    toggleAll();
    expect([chosen(), isAll.value]).toEqual([["a", "b", "c", "d"], true]);
    toggleAll();
    expect([chosen(), isAll.value]).toEqual([[], false]);
  });

  it("only while they are shown", async () => {
    const { chosen, shown, toggle } = givenSelection();
    toggle("a");
    toggle("d");
    shown.value = ["a", "b"];
    await vi.waitFor(() => expect(chosen()).toEqual(["a"]));
  });
});
