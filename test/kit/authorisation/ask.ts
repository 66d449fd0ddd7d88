import type { Client, GraphqlError, Variables } from "../client.js";
import type { Outcome } from "./table.js";

const words: Record<string, Outcome> = {
  UNAUTHENTICATED: "sign in",
  FORBIDDEN: "no",
  NOT_FOUND: "hidden",
};

/** An error's code as the tables say it. */
export function outcomeOf({ extensions }: GraphqlError): Outcome {
  const code = extensions?.code ?? "INTERNAL";
  return words[code] ?? code;
}

/** What a question was answered: the data under its key, or the outcome of its error. */
export interface Answered {
  outcome: Outcome | null;
  value: unknown;
}

/** How many questions go with one request; aliases are limited. */
const together = 25;

/**
 * Asks each question under a key of its own, many with one request; where one takes the others down with it, each is
 * asked alone.
 */
export async function askAll(client: Client, questions: readonly string[]): Promise<Answered[]> {
  const answers: Answered[] = [];
  for (let start = 0; start < questions.length; start += together) {
    const some = questions.slice(start, start + together);
    answers.push(...((await askTogether(client, some)) ?? (await askEach(client, some))));
  }
  return answers;
}

async function askTogether(client: Client, questions: readonly string[]): Promise<Answered[] | null> {
  const document = `{ ${questions.map((question, index) => `q${index}: ${question}`).join(" ")} }`;
  const { data, errors } = await client.send<Variables>(document);
  if (!data) return null;
  return questions.map((_, index) => {
    const error = errors.find(({ path }) => path?.[0] === `q${index}`);
    return { outcome: error ? outcomeOf(error) : null, value: data[`q${index}`] };
  });
}

async function askEach(client: Client, questions: readonly string[]): Promise<Answered[]> {
  const answers: Answered[] = [];
  for (const question of questions) {
    const { data, errors, text } = await client.send<Variables>(`{ q: ${question} }`);
    const error = errors[0];
    const refused = error?.extensions?.code?.startsWith("GRAPHQL") ?? false;
    if (refused || error?.extensions?.code === "QUERY_TOO_LARGE") {
      throw new Error(`Refused as a whole: ${text}\n${question}`);
    }
    answers.push({ outcome: error ? outcomeOf(error) : null, value: data?.q });
  }
  return answers;
}
