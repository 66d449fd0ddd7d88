/** A period as a person reads it: `YYYY-MM-DD – YYYY-MM-DD`, `≤ YYYY-MM-DD` without a first day, `≥ YYYY-MM-DD` without a last; null where there are no days. */
export function showPeriod({
  startsOn,
  dueOn,
}: {
  startsOn: string | null;
  dueOn: string | null;
}): string | null {
  if (startsOn === null) return dueOn === null ? null : `≤ ${dueOn}`;
  return dueOn === null ? `≥ ${startsOn}` : `${startsOn} – ${dueOn}`;
}
