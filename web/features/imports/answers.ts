import type {
  Import_OfficeQuestionFragment,
  Import_QuestionFragment,
  OfficeAnswerInput,
} from "../../gql/graphql";
import { officeQuestionSpot, questionSpot, taskSpot } from "./spots";

/** The index of the chosen reading, by the question's id. */
export type Answers = ReadonlyMap<string, number>;

export type Question = Import_QuestionFragment;

/** What a name means: a known office, another name of the same notice, or (neither) an office of its own. */
export type OfficeAnswer = Pick<OfficeAnswerInput, "officeId" | "sameAs">;

/** What was said of the offices' names, by the name. */
export type OfficeAnswers = ReadonlyMap<string, OfficeAnswer>;

export type OfficeQuestion = Import_OfficeQuestionFragment;

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

/** Where the open questions stand, in the order of the page. */
export function openSpots(
  {
    questions,
    officeQuestions,
  }: { questions: readonly Question[]; officeQuestions: readonly OfficeQuestion[] },
  { answers, officeAnswers }: { answers: Answers; officeAnswers: OfficeAnswers },
): string[] {
  return [
    ...openQuestions(questions, answers).map(({ projectIndex, taskIndex }) =>
      questionSpot(taskSpot(projectIndex, taskIndex)),
    ),
    ...officeQuestions.filter(({ name }) => !officeAnswers.has(name)).map(officeQuestionSpot),
  ];
}

/** The offices that names were said to mean, by the name; not those that are offices of their own. */
export function officesAnswered(
  questions: readonly OfficeQuestion[],
  answers: OfficeAnswers,
): ReadonlyMap<string, string> {
  const named = new Map<string, string>();
  for (const { name, choices } of questions) {
    const { officeId, sameAs } = answers.get(name) ?? {};
    const office = sameAs ?? choices.find(({ id }) => id === officeId)?.name;
    if (office) named.set(name, office);
  }
  return named;
}
