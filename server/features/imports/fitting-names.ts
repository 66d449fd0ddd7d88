import type { Locale } from "../../graphql/locale.js";
import { Refusal } from "../../graphql/refusal.js";
import { diagnose, type Diagnostic } from "../../notice/diagnostics.js";
import type { NoticeProject } from "../../notice/notice.js";
import type { Marks } from "./decided-notice.js";
import { reasons } from "./correction-reasons.js";
import { InvalidCorrection } from "./import.problems.js";

/** How many characters a name may have: what is longer is a sentence, or cells that ran together. */
const limits = [
  ["category", 200],
  ["leaders", 100],
  ["owners", 100],
  ["offices", 200],
  ["assistingOffices", 200],
] as const;

interface LongName {
  index: number;
  project: NoticeProject;
  part: (typeof limits)[number][0];
  name: string;
  limit: number;
}

/** The first too long name of each project that is imported. */
function longNames(projects: readonly NoticeProject[], marks: Marks): LongName[] {
  return projects.flatMap((project, index): LongName[] => {
    if (marks.isLeftOut(index)) return [];
    for (const [part, limit] of limits) {
      const name = [project[part] ?? []].flat().find((text) => text.length > limit);
      if (name !== undefined) return [{ index, project, part, name, limit }];
    }
    return [];
  });
}

/** Tells of each project with a name that no column holds: it cannot be imported until somebody corrects it. */
export function diagnoseLongNames(projects: readonly NoticeProject[], marks: Marks): Diagnostic[] {
  return longNames(projects, marks).map(({ project, part, name, limit }) => {
    const words = { name: `${name.slice(0, 30)}…`, limit: String(limit), found: String(name.length) };
    return diagnose("NAME_TOO_LONG", words, project.sources[part]?.[0] ?? project.source);
  });
}

/** Throws a `Refusal` (InvalidCorrection) for the first project with a name that no column holds. */
export function requireFitting(projects: readonly NoticeProject[], marks: Marks, locale: Locale): void {
  const [first] = longNames(projects, marks);
  if (!first) return;
  throw new Refusal(
    new InvalidCorrection({ projectIndex: first.index, taskIndex: null }, reasons.tooLong, locale),
  );
}
