/** What the tree asks of an office. */
interface InTree {
  id: string;
  name: string;
  parent?: { id: string } | null;
}

/** An office as a line of the tree. */
export interface OfficeLine<Office extends InTree> {
  office: Office;
  /** From 1. */
  level: number;
  /** From 1, among those of the same parent. */
  position: number;
  siblings: number;
  hasChildren: boolean;
}

/**
 * The tree's lines from the top, children right beneath their parent; those beneath a folded office are left out. An
 * office whose parent is not among them stands at the top.
 */
export function officeLines<Office extends InTree>(
  offices: readonly Office[],
  folded: ReadonlySet<string> = new Set(),
): OfficeLine<Office>[] {
  const known = new Set(offices.map(({ id }) => id));
  const byParent = new Map<string, Office[]>();
  for (const office of offices) {
    const parentId = office.parent && known.has(office.parent.id) ? office.parent.id : "";
    byParent.set(parentId, [...(byParent.get(parentId) ?? []), office]);
  }
  const lines: OfficeLine<Office>[] = [];

  function add(parentId: string, level: number): void {
    const children = byParent.get(parentId) ?? [];
    for (const [index, office] of children.entries()) {
      const hasChildren = byParent.has(office.id);
      lines.push({ office, level, position: index + 1, siblings: children.length, hasChildren });
      if (hasChildren && !folded.has(office.id)) add(office.id, level + 1);
    }
  }

  add("", 1);
  return lines;
}

/** An office and all beneath it: none of them can be its parent. */
export function withinOffice(offices: readonly InTree[], id: string): ReadonlySet<string> {
  const within = new Set([id]);
  for (let before = 0; before < within.size;) {
    before = within.size;
    for (const { id: each, parent } of offices) if (parent && within.has(parent.id)) within.add(each);
  }
  return within;
}

/** Offices to choose a parent from, indented as in the tree. */
export function parentOptions(offices: readonly InTree[], none: string, exceptWithin?: string) {
  const left = exceptWithin ? withinOffice(offices, exceptWithin) : new Set<string>();
  return [
    { value: "", label: none },
    ...officeLines(offices)
      .filter(({ office }) => !left.has(office.id))
      .map(({ office, level }) => ({ value: office.id, label: "　".repeat(level - 1) + office.name })),
  ];
}
