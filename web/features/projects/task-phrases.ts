import { findWords, type Phrase } from "../../composables/slice-phrases";
import type { Project_NoticeFragment } from "../../gql/graphql";

/**
 * Where each task's words stand in the progress text. A task whose words are not there, such as one read from a
 * column of its own, has no phrase.
 */
export function taskPhrases(progressText: string, tasks: Project_NoticeFragment["tasks"]): Phrase[] {
  return tasks.flatMap(({ id, source }) => {
    const place = source && findWords(progressText, source);
    return place ? [{ id, ...place, href: `?task=${id}` }] : [];
  });
}
