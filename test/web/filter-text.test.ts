import { effectScope, nextTick } from "vue";
import { afterEach, expect, it, vi } from "vitest";
import { useFilterText } from "../../web/features/tasks/filtering/useFilterText";
import { givenPageServer } from "./page-server";

afterEach(() => vi.unstubAllGlobals());

it("what a filter's text could go on with is gone with that text: in another it would go elsewhere", async () => {
  const found = {
    __typename: "FilterSuggestion",
    text: "叶锋",
    label: "叶锋",
    note: null,
    offset: 9,
    length: 2,
  };
  givenPageServer({ Filter_Suggest: () => ({ filterSuggestions: [found] }) });
  const scope = effectScope();
  const filter = scope.run(() => useFilterText(() => "灯:红 责任人:yf"))!;
  await filter.suggest(11);
  await vi.waitFor(() => expect(filter.suggestions.value).toHaveLength(1));
  filter.written.value = "灯:红";
  await nextTick();
  expect(filter.suggestions.value).toEqual([]);
  expect(filter.accept(0)).toBeNull();
  expect(filter.written.value).toBe("灯:红");
  scope.stop();
});
