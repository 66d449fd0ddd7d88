import type { Choice, NoticeProject, NoticeTask, Reading, Source } from "./notice.js";

/** The JSON of `luoshi import --dry-run --json`. Keys beyond the fixed ones stand only where they apply. */
export function dryRun({ notice, diagnostics }: Reading): object {
  return {
    notice: notice && {
      ...notice,
      sources: placesJson(notice.sources),
      projects: notice.projects.map(projectJson),
    },
    diagnostics: diagnostics.map(({ severity, code, message, source }) => ({
      severity,
      code,
      message,
      source: source && sourceJson(source),
    })),
  };
}

function projectJson(project: NoticeProject): object {
  const { category, source: _source, sources, tasks, ...fields } = project;
  return {
    ...fields,
    content: project.content || null,
    progressText: project.progressText || null,
    ...(category !== null && { category }),
    tasks: tasks.map(taskJson),
    sources: placesJson(sources),
  };
}

function placesJson(sources: Partial<Record<string, Source[]>>): object {
  const places = Object.entries(sources).map(([field, found]) => [field, found?.map(sourceJson)]);
  return Object.fromEntries(places) as object;
}

function taskJson(task: NoticeTask): object {
  const {
    title,
    startsOn,
    dueOn,
    quarters,
    hints,
    source,
    kind,
    needsReview,
    recurrence,
    implicit,
    choices,
  } = task;
  return {
    title,
    startsOn,
    dueOn,
    quarters,
    hints: hints.map(({ text, dueOn: hintDueOn }) => ({ text, dueOn: hintDueOn })),
    source: sourceJson(source),
    kind,
    ...(needsReview && { needsReview }),
    ...(recurrence !== null && { recurrence }),
    ...(implicit && { implicit }),
    ...(choices.length > 0 && { choices: choices.map(choiceJson) }),
  };
}

function choiceJson({ startsOn, dueOn, reading }: Choice): object {
  return { startsOn, dueOn, reading };
}

/** A cell has table, row and column; a paragraph its own number. */
function sourceJson({ document, table, row, column, paragraph, start, end, text }: Source): object {
  return { document, table, row, column, ...(paragraph !== null && { paragraph }), start, end, text };
}
