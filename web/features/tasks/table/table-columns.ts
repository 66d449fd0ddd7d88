import type { Dates } from "../../../composables/useDates";
import { dayIn } from "../../../i18n/dates";
import { cardTitle, type BoardCard, type BoardStage } from "../board-cards";
import { periodWords, stageName, standingWords, type Translate } from "../task-words";

/** The columns that a table can have, by the keys that a saved view keeps; docs/views.md lists them. */
export const columnKeys = [
  "title",
  "number",
  "project",
  "stage",
  "light",
  "period",
  "startsOn",
  "dueOn",
  "daysLeft",
  "assignees",
  "owners",
  "leaders",
  "offices",
  "labels",
  "timesReturned",
  "submittedOn",
  "acceptedOn",
] as const;

export type ColumnKey = (typeof columnKeys)[number];

/** What a table shows until somebody chooses. */
export const usualColumns: readonly ColumnKey[] = [
  "title",
  "number",
  "project",
  "stage",
  "light",
  "dueOn",
  "assignees",
  "owners",
  "offices",
];

/** What in a row can be changed in place. */
export const editableColumns = ["title", "stage", "dueOn", "assignees", "labels"] as const;
export type EditableColumn = (typeof editableColumns)[number];

export function isEditable(key: ColumnKey): key is EditableColumn {
  return (editableColumns as readonly ColumnKey[]).includes(key);
}

/** Widths in pixels, until somebody changes them. */
const usualWidths: Readonly<Record<ColumnKey, number>> = {
  title: 300,
  number: 76,
  project: 200,
  stage: 128,
  light: 204,
  period: 180,
  startsOn: 140,
  dueOn: 140,
  daysLeft: 116,
  assignees: 132,
  owners: 132,
  leaders: 132,
  offices: 168,
  labels: 168,
  timesReturned: 92,
  submittedOn: 140,
  acceptedOn: 140,
};

/** English says the same in more room. */
const englishWidths: Partial<Record<ColumnKey, number>> = { stage: 168, light: 232 };

/** How wide a column is in a language, in pixels, until somebody changes it. */
export function usualWidth(key: ColumnKey, locale: string): number {
  return (locale === "en" && englishWidths[key]) || usualWidths[key];
}

export const narrowest = 56;
export const widest = 800;

const numeric: readonly ColumnKey[] = ["number", "daysLeft", "timesReturned"];

export function isNumeric(key: ColumnKey): boolean {
  return numeric.includes(key);
}

/** The columns with these keys, without what there is no column for; the title always comes first. */
export function columnsOf(keys: readonly string[]): readonly ColumnKey[] {
  const known = columnKeys.filter((key) => keys.includes(key) && key !== "title");
  known.sort((left, right) => keys.indexOf(left) - keys.indexOf(right));
  return known.length > 0 ? ["title", ...known] : usualColumns;
}

/** What a cell is told in. */
export interface CellWords {
  t: Translate;
  locale: string;
  dates: Dates;
  timeZone: string;
  /** By their ids. */
  stages: ReadonlyMap<string, BoardStage>;
}

/** What a cell shows. */
export function cellText(card: BoardCard, key: ColumnKey, words: CellWords): string {
  const { task } = card;
  switch (key) {
    case "light":
      return standingWords(task, words.t, words.dates) || words.t(`task.light.${task.light.colour}`);
    case "startsOn":
    case "dueOn":
    case "submittedOn":
    case "acceptedOn": {
      const day = cellDay(card, key, words.timeZone);
      return day ? words.dates.day(day) : "";
    }
    default:
      return plainText(card, key, words);
  }
}

/** What a cell gives to a spreadsheet: days as `YYYY-MM-DD`, the light by its name, all else as it is shown. */
export function plainText(card: BoardCard, key: ColumnKey, words: CellWords): string {
  const { task, project } = card;
  const { t } = words;
  switch (key) {
    case "title":
      return cardTitle(card);
    case "number":
      return project.number === null || project.number === undefined ? "" : String(project.number);
    case "project":
      return project.name;
    case "stage":
      return stageText(task.stage.id, words);
    case "light":
      return t(`task.light.${task.light.colour}`);
    case "period":
      return periodWords(task.period, words.locale, t, words.dates);
    case "daysLeft":
      return String(task.light.workingDaysLeft ?? "");
    case "timesReturned":
      return String(task.timesReturned);
    case "assignees":
    case "owners":
    case "leaders":
    case "offices":
    case "labels":
      return namesIn(card, key).join(t("app.listSeparator"));
    default:
      return cellDay(card, key, words.timeZone) ?? "";
  }
}

/** What rows are ordered by; null for what is not there. */
export function sortValue(
  card: BoardCard,
  key: ColumnKey,
  { timeZone, stages }: Pick<CellWords, "timeZone" | "stages">,
): string | number | null {
  const { task, project } = card;
  switch (key) {
    case "title":
      return cardTitle(card);
    case "number":
      return project.number ?? null;
    case "project":
      return project.name;
    case "stage":
      return stages.get(task.stage.id)?.position ?? null;
    case "light":
      return ["NONE", "GREEN", "YELLOW", "RED"].indexOf(task.light.colour);
    case "daysLeft":
      return task.light.workingDaysLeft ?? null;
    case "timesReturned":
      return task.timesReturned;
    case "period":
      return task.period.dueOn ?? task.period.startsOn ?? null;
    case "assignees":
    case "owners":
    case "leaders":
    case "offices":
    case "labels":
      return namesIn(card, key)[0] ?? null;
    default:
      return cellDay(card, key, timeZone);
  }
}

function stageText(stageId: string, { stages, t }: CellWords): string {
  const stage = stages.get(stageId);
  return stage ? stageName(stage, t) : "";
}

function namesIn(
  { task, project }: BoardCard,
  key: "assignees" | "owners" | "leaders" | "offices" | "labels",
): string[] {
  const things = key === "assignees" || key === "labels" ? task[key] : project[key];
  return things.map(({ name }) => name);
}

function cellDay(
  { task }: BoardCard,
  key: "startsOn" | "dueOn" | "submittedOn" | "acceptedOn",
  timeZone: string,
): string | null {
  if (key === "startsOn" || key === "dueOn") return task.period[key] ?? null;
  const instant = key === "submittedOn" ? task.submittedAt : task.acceptedAt;
  return instant ? dayIn(new Date(instant), timeZone) : null;
}
