import { validate } from "class-validator";
import { badInput } from "./coded-error.js";

/** Checks an input class by its decorators. The answer names fields and rules and never repeats a value: it may be a password. */
export async function validateInput(input: object | undefined): Promise<void> {
  if (typeof input !== "object" || input === null) return;
  const errors = await validate(input, {
    skipMissingProperties: true,
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  const messages = errors.flatMap((error) => Object.values(error.constraints ?? {}));
  if (errors.length > 0) throw badInput(messages.join("; ") || "input: not valid");
}
