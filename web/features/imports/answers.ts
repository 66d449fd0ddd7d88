import type { Import_QuestionFragment } from "../../gql/graphql";

/** The index of the chosen reading, by the question's id. */
export type Answers = ReadonlyMap<string, number>;

export type Question = Import_QuestionFragment;

/** The reading that holds: the one chosen, else the question's default. */
export function readingInForce(
  question: Question,
  answers: Answers,
): Question["choices"][number] | undefined {
  return question.choices[answers.get(question.id) ?? question.defaultChoice];
}

/** The questions nobody has answered yet. */
export function openQuestions(questions: readonly Question[], answers: Answers): Question[] {
  return questions.filter(({ id }) => !answers.has(id));
}
