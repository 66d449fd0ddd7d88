import { describe, expect, it, vi } from "vitest";
import { shallowRef } from "vue";
import { boardCards } from "../../web/features/tasks/board-cards";
import { mostSelected, useBoardSelection } from "../../web/features/tasks/board/useBoardSelection";
import { givenProject, givenTask } from "./given-board";
import { onPage } from "./page-server";

const at = (columnId: string) => ({ columnId, laneId: null });
const ids = Array.from({ length: 120 }, (_, index) => `t${index}`);
const orders = [
  { ...at("pending"), taskIds: ids.slice(0, 5) },
  { ...at("active"), taskIds: ids.slice(5, 10) },
];

function givenSelection() {
  const cards = shallowRef(
    boardCards([
      givenProject(
        "1",
        ids.map((id) => givenTask(id)),
      ),
    ]),
  );
  const onFull = vi.fn<() => void>();
  const { result } = onPage(() => useBoardSelection(() => cards.value, onFull));
  return { ...result, cards, onFull };
}

describe("A selection", () => {
  it("reaches from the card chosen last to another of its column, in either direction", () => {
    const { ids: chosen, toggle, extendTo } = givenSelection();
    toggle("t3", at("pending"));
    extendTo("t1", at("pending"), orders);
    expect([...chosen].sort()).toEqual(["t1", "t2", "t3"]);
  });

  it("takes a card of another column alone", () => {
    const { ids: chosen, toggle, extendTo } = givenSelection();
    toggle("t0", at("pending"));
    extendTo("t8", at("active"), orders);
    expect([...chosen]).toEqual(["t0", "t8"]);
  });

  it("holds no more than can be changed at once, and says so", () => {
    const { ids: chosen, add, onFull } = givenSelection();
    add(ids);
    expect(chosen.size).toBe(mostSelected);
    expect(onFull).toHaveBeenCalledOnce();
  });

  it("forgets what is not shown any more", async () => {
    const { ids: chosen, add, cards, selected } = givenSelection();
    add(["t0", "t1"]);
    cards.value = cards.value.slice(1);
    await vi.waitFor(() => expect([...chosen]).toEqual(["t1"]));
    expect(selected.value.map(({ task }) => task.id)).toEqual(["t1"]);
  });
});
