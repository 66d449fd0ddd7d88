import { diagnose, type Diagnostic } from "../../notice/diagnostics.js";
import type { NoticeProject } from "../../notice/notice.js";
import type { Marks } from "./decided-notice.js";

const lists = ["leaders", "owners"] as const;

/** Tells of each leader and owner who is called as a program's account is: it cannot be imported until somebody corrects it. */
export function diagnosePrograms(
  projects: readonly NoticeProject[],
  marks: Marks,
  programs: ReadonlySet<string>,
): Diagnostic[] {
  return projects.flatMap((project, index) => {
    if (marks.isLeftOut(index)) return [];
    return lists.flatMap((list) => {
      const source = project.sources[list]?.[0] ?? project.source;
      const named = project[list].filter((name) => programs.has(name));
      return named.map((name) => diagnose("NAMES_PROGRAM", { name }, source));
    });
  });
}
