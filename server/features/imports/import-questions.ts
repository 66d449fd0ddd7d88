import type { Notice } from "../../notice/notice.js";
import type { Marks } from "./decided-notice.js";
import type { ImportAnswerInput } from "./import.inputs.js";
import type { ImportQuestion } from "./import-preview.row.js";

/** A question for every task that can be read in more ways than one. The first choice is the reading used. */
export function questionsOf(notice: Notice): ImportQuestion[] {
  return notice.projects.flatMap((project, projectIndex) =>
    project.tasks.flatMap((task, taskIndex) => {
      const { choices, source } = task;
      if (choices.length < 2) return [];
      const id = questionId(projectIndex, taskIndex);
      return [
        {
          id,
          projectIndex,
          taskIndex,
          words: task.words ?? task.source.text,
          source,
          choices,
          defaultChoice: 0,
        },
      ];
    }),
  );
}

/** The id of the question about a task's period. */
export function questionId(projectIndex: number, taskIndex: number): string {
  return `${projectIndex}.${taskIndex}`;
}

/** Puts the chosen readings into the notice, in place. Gives the id of the first answer that fits no question, or null. */
export function answerQuestions(
  notice: Notice,
  answers: readonly ImportAnswerInput[],
  marks: Marks,
): string | null {
  const questions = new Map(questionsOf(notice).map((question) => [question.id, question]));
  for (const { questionId, choice } of answers) {
    const question = questions.get(questionId);
    const chosen = question?.choices[choice];
    const task = question && notice.projects[question.projectIndex]?.tasks[question.taskIndex];
    if (!question || !task || !chosen) return questionId;
    marks.answered.add(questionId);
    marks.keep(question.projectIndex, notice.projects[question.projectIndex]!);
    const { startsOn, dueOn, quarters } = chosen;
    const kind = startsOn === null ? "DEADLINE" : "SPAN";
    Object.assign(task, { startsOn, dueOn, quarters, kind, needsReview: false });
  }
  return null;
}
