import { computed, shallowRef } from "vue";
import type { BoardCard } from "../board-cards";
import {
  isSamePlace,
  neighboursAt,
  isSameStandpoint,
  placeOf,
  stepPlace,
  type ColumnOrder,
  type Neighbours,
  type Place,
  type Standpoint,
  type Step,
} from "./drop-place";

export interface Carry {
  /** The card that was taken up. */
  card: BoardCard;
  /** All that go with it: itself alone, or every selected card. */
  cards: readonly BoardCard[];
  from: Standpoint;
  by: "pointer" | "keys";
}

export interface Landing extends Carry {
  place: Place;
  to: Neighbours;
}

/** The cards in the hand, whether a pointer or the arrow keys carry them, and the gap they are held over. */
export function useCarriedCards(ordersFor: (carry: Carry) => readonly ColumnOrder[]) {
  const carry = shallowRef<Carry | null>(null);
  const heldOver = shallowRef<Place | null>(null);

  function pickUp(taken: Carry): void {
    carry.value = taken;
    heldOver.value = taken.by === "keys" ? placeOf(ordersFor(taken), taken.card.task.id, taken.from) : null;
  }

  function holdOver(place: Place | null): void {
    const now = heldOver.value;
    const isSame = now && place && isSameStandpoint(now, place) && now.index === place.index;
    if (carry.value && !isSame && now !== place) heldOver.value = place;
  }

  function step(direction: Step): void {
    const now = carry.value;
    if (!now || !heldOver.value) return;
    holdOver(stepPlace(ordersFor(now), now.card.task.id, now.from, heldOver.value, direction));
  }

  /** Empties the hand. Null where the card stays as it lies. */
  function putDown(): Landing | null {
    const now = carry.value;
    const place = heldOver.value;
    letGo();
    if (!now || !place) return null;
    const orders = ordersFor(now);
    const id = now.card.task.id;
    if (isSamePlace(orders, id, now.from, place)) return null;
    const order = orders.find((known) => isSameStandpoint(known, place));
    return { ...now, place, to: neighboursAt(order?.taskIds ?? [], place.index, id) };
  }

  function letGo(): void {
    carry.value = null;
    heldOver.value = null;
  }

  return {
    carry: computed(() => carry.value),
    heldOver: computed(() => heldOver.value),
    /** The gap under the card; null over no column and where it would stay as it lies. */
    place: computed(() => {
      const now = carry.value;
      const place = heldOver.value;
      if (!now || !place) return null;
      return isSamePlace(ordersFor(now), now.card.task.id, now.from, place) ? null : place;
    }),
    pickUp,
    holdOver,
    step,
    putDown,
    letGo,
  };
}
