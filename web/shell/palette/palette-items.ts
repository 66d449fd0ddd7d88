import type { Palette_SearchQuery } from "../../gql/graphql";

/** One thing that the palette finds: a page to go to, or something to do. */
export interface PaletteItem {
  /** Stays the same, so that what was chosen can be offered again. */
  id: string;
  group: "recent" | "task" | "project" | "person" | "view" | "page" | "action";
  label: string;
  /** A quieter word beside it. */
  note?: string;
  /** The key that does the same. */
  key?: string;
  /** Where it leads; without it, it is something to `run`. */
  to?: string;
  run?: () => void;
}

type Hit = Palette_SearchQuery["search"]["nodes"][number];

/** What was found, as places to go to: people lead to what they answer for, in the programme at hand. */
export function foundItems(
  hits: readonly Hit[],
  programmeId: string | undefined,
  roleWords: (role: string) => string,
): PaletteItem[] {
  return hits.flatMap(({ item }): PaletteItem[] => {
    if (item.__typename === "Task") {
      const { id, title, project } = item;
      const to = `/programmes/${project.programme.id}?task=${id}`;
      return [{ id, group: "task", label: title || project.name, note: project.name, to }];
    }
    if (item.__typename === "Project") {
      const { id, number, name } = item;
      return [
        {
          id,
          group: "project",
          label: name,
          note: number ? String(number) : undefined,
          to: `/projects/${id}`,
        },
      ];
    }
    if (item.__typename !== "Person" || !programmeId) return [];
    const name = JSON.stringify(item.name);
    const filter = encodeURIComponent(`worker:${name} or leader:${name}`);
    const to = `/programmes/${programmeId}?filter=${filter}`;
    return [{ id: item.id, group: "person", label: item.name, note: roleWords(item.role), to }];
  });
}

/** The items in whose words all that is written stands; those that begin with it first. */
export function matching(items: readonly PaletteItem[], written: string): PaletteItem[] {
  const words = written.trim().toLowerCase().split(/\s+/).filter(Boolean);
  const textOf = ({ label, note }: PaletteItem) => `${label} ${note ?? ""}`.toLowerCase();
  const begins = (item: PaletteItem) => Number(!item.label.toLowerCase().startsWith(words[0] ?? ""));
  return items
    .filter((item) => words.every((word) => textOf(item).includes(word)))
    .sort((left, right) => begins(left) - begins(right));
}

const mostRecent = 5;

/** What was chosen last, the newest first, each once. Only places are kept: what they lead to is asked anew. */
export function withRecent(recent: readonly PaletteItem[], chosen: PaletteItem): PaletteItem[] {
  const { id, label, note, to } = chosen;
  if (!to) return [...recent];
  const others = recent.filter((item) => item.id !== id);
  return [{ id, group: "recent" as const, label, note, to }, ...others].slice(0, mostRecent);
}
