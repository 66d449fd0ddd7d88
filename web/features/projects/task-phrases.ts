import type { Phrase } from "../../composables/slice-phrases";
import type { Project_NoticeFragment } from "../../gql/graphql";

/**
 * Where each task's words stand in the progress text. A task whose words are not there, such as one read from a
 * column of its own, has no phrase.
 */
export function taskPhrases(progressText: string, tasks: Project_NoticeFragment["tasks"]): Phrase[] {
  return tasks.flatMap(({ id, source }) => {
    if (!source?.text) return [];
    const isThere = progressText.slice(source.start, source.end) === source.text;
    const start = isThere ? source.start : progressText.indexOf(source.text);
    if (start < 0) return [];
    return [{ id, start, end: start + source.text.length, href: `?task=${id}` }];
  });
}
