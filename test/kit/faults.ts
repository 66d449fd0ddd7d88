import { isCalendarDate } from "../../server/graphql/calendar-date.js";
import type { Block, NoticeTask, Reading, Source } from "../../server/notice/notice.js";

/** What must hold of any reading of any document, and does not; empty for a sound one. */
export function faultsOf(reading: Reading): string[] {
  const { blocks, notice, diagnostics } = reading;
  const places = new Map<string, string>();
  const faults = [...faultsOfBlocks(blocks, places)];
  const projects = notice?.projects ?? [];
  const tasks = projects.flatMap((project) => project.tasks);
  const sources = [
    ...projects.map(({ source }) => source),
    ...projects.flatMap(({ sources: fields }) => Object.values(fields).flat()),
    ...Object.values(notice?.sources ?? {}).flat(),
    ...tasks.flatMap(({ source, hints }) => [source, ...hints.map((hint) => hint.source)]),
    ...diagnostics.flatMap(({ source }) => source ?? []),
  ];
  if (!notice && !diagnostics.some(({ severity }) => severity === "ERROR"))
    faults.push("neither a notice nor an ERROR");
  if (notice?.issuedOn && !isCalendarDate(notice.issuedOn))
    faults.push(`issued on no day: ${notice.issuedOn}`);
  if (notice && projects.length === 0) faults.push("a notice without projects");
  faults.push(...sources.flatMap((source) => faultOfSource(source, places)));
  faults.push(...tasks.flatMap(faultsOfTask));
  faults.push(
    ...projects.filter((project) => project.tasks.length === 0).map(({ name }) => `no task: ${name}`),
  );
  const kept = JSON.stringify({ notice, diagnostics });
  if (!JSON.parse(kept, (_, value: unknown) => isKeepable(value) && value))
    faults.push("text that cannot be kept");
  return faults;
}

/** Whether both databases give a text back as it is. */
function isKeepable(value: unknown): boolean {
  return typeof value !== "string" || (value.isWellFormed() && !value.includes("\0"));
}

/** Collects each text under its place, and says where the grid has holes or cells over each other. */
function faultsOfBlocks(blocks: readonly Block[], places: Map<string, string>): string[] {
  const faults: string[] = [];
  for (const block of blocks) {
    if (block.kind === "paragraph") {
      places.set(`¶${block.paragraph}`, block.text);
      continue;
    }
    const taken = new Set<string>();
    for (const { row, cells } of block.rows) {
      for (const { column, text, colSpan, rowSpan } of cells) {
        places.set(`${block.table}:${row}:${column}`, text);
        for (let r = row; r < row + rowSpan; r += 1) {
          for (let c = column; c < column + colSpan; c += 1) {
            if (taken.has(`${r}:${c}`)) faults.push(`two cells at ${block.table}:${r}:${c}`);
            taken.add(`${r}:${c}`);
          }
        }
      }
    }
  }
  return faults;
}

function faultOfSource(
  { table, row, column, paragraph, start, end, text }: Source,
  places: Map<string, string>,
): string[] {
  const place = paragraph === null ? `${table}:${row}:${column}` : `¶${paragraph}`;
  const whole = places.get(place);
  // A row may end before its last columns: nothing stands there, and the source says so.
  if (whole === undefined && text === "") return [];
  if (whole === undefined) return [`a source points nowhere: ${place} ${text.slice(0, 40)}`];
  const slice = whole.slice(start, end);
  return slice === text
    ? []
    : [`a source at ${place} says ${text.slice(0, 40)} and there is ${slice.slice(0, 40)}`];
}

function faultsOfTask({ title, startsOn, dueOn, quarters, kind, choices }: NoticeTask): string[] {
  const days = [startsOn, dueOn, ...choices.flatMap((choice) => [choice.startsOn, choice.dueOn])];
  const wrong = days
    .filter((day) => day !== null && !isCalendarDate(day))
    .map((day) => `no such day: ${day}`);
  if (startsOn !== null && dueOn !== null && startsOn > dueOn)
    wrong.push(`${startsOn} is after ${dueOn}: ${title}`);
  if (kind === "DEADLINE" && startsOn !== null) wrong.push(`a deadline that starts: ${title}`);
  const inOrder = [...new Set(quarters)].toSorted();
  if (inOrder.join() !== quarters.join() || quarters.some((quarter) => quarter < 1 || quarter > 4))
    wrong.push(`quarters ${quarters.join()}`);
  if (choices.length > 0 && (choices[0]!.startsOn !== startsOn || choices[0]!.dueOn !== dueOn))
    wrong.push(`the first choice is not the reading used: ${title}`);
  return wrong;
}
