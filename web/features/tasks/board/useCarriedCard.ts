import { computed, shallowRef } from "vue";
import type { BoardCard } from "../board-cards";
import {
  isSamePlace,
  neighboursAt,
  placeOf,
  stepPlace,
  type ColumnOrder,
  type Neighbours,
  type Place,
  type Step,
} from "./drop-place";

interface Carry {
  card: BoardCard;
  place: Place | null;
  by: "pointer" | "keys";
}

export interface Landing {
  card: BoardCard;
  place: Place;
  to: Neighbours;
}

/** The one card in the hand, whether a pointer or the arrow keys carry it, and the gap it is held over. */
export function useCarriedCard(columnsFor: (card: BoardCard) => readonly ColumnOrder[]) {
  const carry = shallowRef<Carry | null>(null);

  function pickUp(card: BoardCard, by: Carry["by"]): void {
    carry.value = { card, by, place: by === "keys" ? placeOf(columnsFor(card), card.task.id) : null };
  }

  function holdOver(place: Place | null): void {
    const now = carry.value;
    if (!now || (now.place?.stageId === place?.stageId && now.place?.index === place?.index)) return;
    carry.value = { ...now, place };
  }

  function step(direction: Step): void {
    const now = carry.value;
    if (now?.place) holdOver(stepPlace(columnsFor(now.card), now.card.task.id, now.place, direction));
  }

  /** Empties the hand. Null where the card stays as it lies. */
  function putDown(): Landing | null {
    const now = carry.value;
    carry.value = null;
    if (!now?.place) return null;
    const { card, place } = now;
    const columns = columnsFor(card);
    const id = card.task.id;
    if (isSamePlace(columns, id, place)) return null;
    const idsOf = (stageId: string) => columns.find((column) => column.stageId === stageId)?.taskIds ?? [];
    return { card, place, to: neighboursAt(idsOf(place.stageId), place.index, id) };
  }

  function letGo(): void {
    carry.value = null;
  }

  return {
    carried: computed(() => carry.value?.card ?? null),
    carriedBy: computed(() => carry.value?.by ?? null),
    /** The gap under the card; null over no column and where it would stay as it lies. */
    place: computed(() => {
      const now = carry.value;
      if (!now?.place) return null;
      return isSamePlace(columnsFor(now.card), now.card.task.id, now.place) ? null : now.place;
    }),
    heldOver: computed(() => carry.value?.place ?? null),
    pickUp,
    holdOver,
    step,
    putDown,
    letGo,
  };
}
