import type { NoticeProject } from "../../notice/notice.js";
import type { ImportField } from "./import-field.enum.js";

/** What a person did to a project or a task of a reading. */
export interface Mark {
  isLeftOut: boolean;
  correctedFields: Set<ImportField>;
}

/** What a person decided about a notice, kept beside it: nothing is taken out of it, so that its indexes stay. */
export class Marks {
  readonly #marks = new Map<string, Mark>();
  /** The rows that were corrected or answered, as they had been read; by their index. */
  readonly asRead = new Map<number, NoticeProject>();

  /** The ids of the questions that were answered. */
  readonly answered = new Set<string>();
  /** The rows that earlier decisions were carried into, as they had been decided: the last notice knows them so. */
  readonly beforeCarrying = new Map<number, NoticeProject>();

  /** The mark of a project or task, to be written to. */
  at(projectIndex: number, taskIndex: number | null): Mark {
    const key = `${projectIndex}.${taskIndex ?? ""}`;
    let mark = this.#marks.get(key);
    if (!mark) this.#marks.set(key, (mark = { isLeftOut: false, correctedFields: new Set() }));
    return mark;
  }

  isLeftOut(projectIndex: number, taskIndex: number | null = null): boolean {
    return this.#marks.get(`${projectIndex}.${taskIndex ?? ""}`)?.isLeftOut ?? false;
  }

  correctedFields(projectIndex: number, taskIndex: number | null = null): ImportField[] {
    return [...(this.#marks.get(`${projectIndex}.${taskIndex ?? ""}`)?.correctedFields ?? [])];
  }

  /** Keeps a row as it was read, before it is changed for the first time. */
  keep(projectIndex: number, project: NoticeProject): void {
    if (!this.asRead.has(projectIndex)) this.asRead.set(projectIndex, structuredClone(project));
  }
}
