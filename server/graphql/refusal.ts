import type { Problem } from "./problem.js";

/** Carries a {@link Problem} out of a transaction, which is rolled back; the resolver gives it back as data. */
export class Refusal extends Error {
  override name = "Refusal";

  constructor(readonly problem: Problem) {
    super(problem.code);
  }
}

/** Runs `work`; a refusal becomes its result, anything else is thrown on. */
export async function orProblem<Result, Refused extends Problem>(
  kinds: readonly (abstract new (...values: never[]) => Refused)[],
  work: () => Promise<Result>,
): Promise<Result | Refused> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Refusal) {
      const problem = error.problem;
      for (const kind of kinds) if (problem instanceof kind) return problem;
    }
    throw error;
  }
}
