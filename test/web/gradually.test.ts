import { nextTick, ref, shallowRef } from "vue";
import { describe, expect, it, vi } from "vitest";
import { useGradually } from "../../web/composables/useGradually";
import { onPage } from "./page-server";

/** A list of `length` things on a page whose end is far from view. */
function givenList(length: number) {
  const total = ref(length);
  const list = onPage(() =>
    useGradually(() => total.value, shallowRef(null), { first: 3, step: 4, most: 10 }),
  );
  return { ...list.result, leave: list.leave, total };
}

describe("A long list", () => {
  it("shows a first part at once and the rest by and by", async () => {
    const { count, leave } = givenList(9);
    expect(count.value).toBe(3);
    await vi.waitFor(() => expect(count.value).toBe(9));
    leave();
  });

  it("stops where its end is far from view, until somebody needs what comes after", async () => {
    const { count, showUpTo, leave } = givenList(100);
    await vi.waitFor(() => expect(count.value).toBe(11));
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(count.value).toBe(11);
    showUpTo(50);
    expect(count.value).toBe(50);
    showUpTo(500);
    expect(count.value).toBe(100);
    leave();
  });

  it("follows what it is a list of, and forgets nothing that is shown", async () => {
    const { count, total, leave } = givenList(2);
    expect(count.value).toBe(2);
    total.value = 8;
    await vi.waitFor(() => expect(count.value).toBe(8));
    total.value = 1;
    await nextTick();
    expect(count.value).toBe(1);
    leave();
  });
});
