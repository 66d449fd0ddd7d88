/** The list with the thing at `from` at place `to` instead; the same list where it stands there. */
export function movedTo<Thing>(list: readonly Thing[], from: number, to: number): readonly Thing[] {
  const place = Math.max(0, Math.min(to, list.length - 1));
  const [thing] = list.slice(from, from + 1);
  if (thing === undefined || place === from) return list;
  return list.toSpliced(from, 1).toSpliced(place, 0, thing);
}

/** Where something carried to `y` would stand: behind all of the others whose middle is above it. */
export function placeAt(
  y: number,
  boxes: readonly { top: number; bottom: number }[],
  carried: number,
): number {
  return boxes.filter(({ top, bottom }, index) => index !== carried && (top + bottom) / 2 < y).length;
}
