/**
 * Puts some items of a new order into a present one, each behind the nearest item before it in the new order; what
 * is not to be placed stays as it stands.
 */
export function placeInOrder(
  present: readonly string[],
  wanted: readonly string[],
  toPlace: ReadonlySet<string>,
): string[] {
  const order = present.filter((item) => !toPlace.has(item));
  const standing = new Set(order);
  let before: string | null = null;
  for (const item of wanted) {
    if (toPlace.has(item)) {
      order.splice(before === null ? 0 : order.indexOf(before) + 1, 0, item);
      standing.add(item);
    }
    if (standing.has(item)) before = item;
  }
  return order;
}
