import { validate, type ValidationError } from "class-validator";
import { badInput } from "./coded-error.js";

/** Checks an input class by its decorators. The answer names fields and rules and never repeats a value: it may be a password. */
export async function validateInput(input: object | undefined): Promise<void> {
  if (typeof input !== "object" || input === null) return;
  const errors = await validate(input, {
    skipMissingProperties: true,
    forbidUnknownValues: false,
    validationError: { target: false, value: false },
  });
  if (errors.length > 0) throw badInput(errors.flatMap(messagesOf).join("; ") || "input: not valid");
}

/** An error's own messages and those of the inputs within it. */
function messagesOf({ constraints, children = [] }: ValidationError): string[] {
  return [...Object.values(constraints ?? {}), ...children.flatMap(messagesOf)];
}
