import type { Phrase } from "../../composables/slice-phrases";
import type {
  Import_ComparisonFragment,
  Import_ReadingFragment,
  Import_SourceFragment,
  Import_TaskFragment,
} from "../../gql/graphql";
import { namedPhrases, textsByPlace } from "./row-phrases";
import { diagnosticSpot, fieldSpot, placeKey, projectSpot, taskSpot } from "./spots";

type Read = Pick<Import_ReadingFragment, "blocks" | "notice" | "diagnostics">;

/** The phrases that were read, by the cell or paragraph that they stand in. */
export function phrasesByPlace(
  reading: Read,
  questions: Import_ComparisonFragment["questions"],
): Map<string, Phrase[]> {
  const places = new Map<string, Phrase[]>();
  const putAt = (key: string | null, phrase: Phrase) => {
    const known = key ? places.get(key) : undefined;
    if (known) known.push(phrase);
    else if (key) places.set(key, [phrase]);
  };
  const put = (source: Import_SourceFragment | null | undefined, phrase: Omit<Phrase, "start" | "end">) => {
    if (source) putAt(placeKey(source), { ...phrase, start: source.start, end: source.end });
  };
  const asked = new Set(questions.map(({ projectIndex, taskIndex }) => taskSpot(projectIndex, taskIndex)));
  const texts = textsByPlace(reading.blocks);
  reading.notice.projects.forEach((project, index) => {
    const id = projectSpot(index);
    put(project.source, { id, href: `#${id}`, kind: "name" });
    project.tasks.forEach((task, taskIndex) => {
      const spot = taskSpot(index, taskIndex);
      put(task.source, { id: spot, href: `#${spot}`, tone: asked.has(spot) ? "ask" : "plain" });
      const time = timeWithin(task);
      if (time) putAt(placeKey(task.source), { id: spot, kind: "time", ...time });
    });
    for (const { key, phrase } of namedPhrases(project, (field) => fieldSpot(index, field), texts)) {
      putAt(key, phrase);
    }
  });
  reading.diagnostics.forEach(({ source }, index) => put(source, { id: diagnosticSpot(index) }));
  return places;
}

/** Where the words of a task's time stand within its clause. */
function timeWithin({ source, period }: Import_TaskFragment): { start: number; end: number } | null {
  const at = period.words ? source.text.indexOf(period.words) : -1;
  if (!period.words || at < 0) return null;
  return { start: source.start + at, end: source.start + at + period.words.length };
}
