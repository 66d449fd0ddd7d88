import { describe, expect, it } from "vitest";
import { placeInOrder } from "../../../server/features/imports/place-in-order.js";

/** Items are letters; capital ones are to be placed. */
function placed(present: string, wanted: string): string {
  const toPlace = new Set([...wanted].filter((item) => item === item.toUpperCase()));
  return placeInOrder([...present], [...wanted], toPlace).join("");
}

describe("What is placed into an order", () => {
  it.each([
    ["goes behind what stands before it", "abc", "aXbc", "aXbc"],
    ["goes first when nothing stands before it", "abc", "Xabc", "Xabc"],
    ["goes last", "abc", "abcX", "abcX"],
    ["goes together", "abc", "aXYbZc", "aXYbZc"],
    ["passes over what is not there", "ac", "abXc", "aXc"],
    ["leaves what the new order does not know where it stands", "aqbr", "aXb", "aXqbr"],
    ["leaves an order that is not to be changed", "cab", "abcX", "cXab"],
    ["moves what stood elsewhere", "Xab", "abX", "abX"],
    ["fills an empty order", "", "XY", "XY"],
  ])("%s", (_what, present, wanted, expected) => {
    expect(placed(present, wanted)).toBe(expected);
  });
});
