import type { LightColour } from "../../../gql/graphql";

/** A filter in its canonical form, as `FilterReading.filterJson` has it: an object of conditions that all hold. */
export type FilterJson = Readonly<Record<string, unknown>>;

/** Cards that somebody answers for: as handler, responsible person or responsible leader. */
const mine = {
  or: [{ workers: { some: { isMe: true } } }, { project: { leaders: { some: { isMe: true } } } }],
};

/** The light colours that a filter asks for at its top; none where it does not. */
export function lightsIn(filter: FilterJson): readonly LightColour[] {
  const light = filter.light as { eq?: LightColour; in?: LightColour[] } | undefined;
  return light?.in ?? (light?.eq ? [light.eq] : []);
}

export function withLights(filter: FilterJson, colours: readonly LightColour[]): FilterJson {
  const { light: _, ...others } = filter;
  return colours.length > 0 ? { ...others, light: { in: [...colours] } } : others;
}

/** Whether a filter asks for the viewer's own cards, alone or among other conditions. */
export function isMine(filter: FilterJson): boolean {
  return partsOf(filter).some(isMinePart);
}

export function withMine(filter: FilterJson, wanted: boolean): FilterJson {
  if (wanted === isMine(filter)) return filter;
  if (!wanted) return together(partsOf(filter).filter((part) => !isMinePart(part)));
  return together([...partsOf(filter), mine]);
}

/** What passes the filter and another condition as well. */
export function withAlso(filter: FilterJson, part: FilterJson): FilterJson {
  return together([...partsOf(filter), ...partsOf(part)]);
}

/** The filter without what lies at a path, such as a chip's. */
export function without(filter: FilterJson, path: readonly string[]): FilterJson {
  return (removed(filter, path) ?? {}) as FilterJson;
}

function removed(value: unknown, [key, ...rest]: readonly string[]): unknown {
  if (key === undefined) return undefined;
  if (Array.isArray(value)) {
    const items = value.flatMap((item: unknown, index) => {
      if (String(index) !== key) return [item];
      const left = removed(item, rest);
      return left === undefined ? [] : [left];
    });
    return items.length > 0 ? items : undefined;
  }
  const { [key]: inner, ...others } = value as Record<string, unknown>;
  const left = removed(inner, rest);
  if (left !== undefined) return { ...others, [key]: left };
  return Object.keys(others).length > 0 ? others : undefined;
}

/** The conditions at the top of a filter, each alone. */
function partsOf(filter: FilterJson): FilterJson[] {
  return Object.entries(filter).flatMap(([key, value]) =>
    key === "and" ? (value as FilterJson[]) : [{ [key]: value }],
  );
}

/** Conditions that all hold, as one filter: side by side where their names differ, else in a list. */
function together(parts: readonly FilterJson[]): FilterJson {
  const [sideBySide, listed]: [Record<string, unknown>, FilterJson[]] = [{}, []];
  for (const part of parts) {
    const isFree = Object.keys(part).every((key) => !(key in sideBySide));
    if (isFree) Object.assign(sideBySide, part);
    else listed.push(part);
  }
  return listed.length > 0 ? { ...sideBySide, and: listed } : sideBySide;
}

function isMinePart(part: FilterJson): boolean {
  return canonical(part) === canonical(mine);
}

function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).sort().join()}]`;
  if (value === null || typeof value !== "object") return JSON.stringify(value);
  const entries = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1));
  return `{${entries.map(([key, inner]) => `${key}:${canonical(inner)}`).join()}}`;
}
