import type { Phrase } from "../../composables/slice-phrases";
import type { Import_ReadingFragment, Import_SourceFragment } from "../../gql/graphql";

export const projectSpot = (projectIndex: number) => `project-${projectIndex}`;
export const taskSpot = (projectIndex: number, taskIndex: number) => `task-${projectIndex}-${taskIndex}`;
export const diagnosticSpot = (index: number) => `note-${index}`;

type Place = Partial<Pick<Import_SourceFragment, "table" | "row" | "column" | "paragraph">>;

/** Names a cell or a paragraph of the document; null for a source that is nowhere in it. */
export function placeKey({ table, row, column, paragraph }: Place): string | null {
  if (table && row && column) return `table ${table} ${row} ${column}`;
  return paragraph ? `paragraph ${paragraph}` : null;
}

/** The phrases that were read, by the cell or paragraph that they stand in. */
export function phrasesByPlace(
  reading: Pick<Import_ReadingFragment, "notice" | "diagnostics" | "questions">,
): Map<string, Phrase[]> {
  const places = new Map<string, Phrase[]>();
  const put = (
    source: Import_SourceFragment | null | undefined,
    phrase: Pick<Phrase, "id" | "href" | "tone">,
  ) => {
    const key = source && placeKey(source);
    if (!key) return;
    const { start, end } = source;
    places.set(key, [...(places.get(key) ?? []), { ...phrase, start, end }]);
  };
  const asked = new Set(
    reading.questions.map(({ projectIndex, taskIndex }) => taskSpot(projectIndex, taskIndex)),
  );
  reading.notice.projects.forEach((project, projectIndex) => {
    const id = projectSpot(projectIndex);
    put(project.source, { id, href: `#${id}` });
    project.tasks.forEach((task, taskIndex) => {
      const spot = taskSpot(projectIndex, taskIndex);
      put(task.source, { id: spot, href: `#${spot}`, tone: asked.has(spot) ? "ask" : "plain" });
    });
  });
  reading.diagnostics.forEach(({ source }, index) => put(source, { id: diagnosticSpot(index) }));
  return places;
}
