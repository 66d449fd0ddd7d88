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
  if (!keepsAsItIs(input))
    throw badInput("input: text with a zero character or half a character cannot be kept");
  if (errors.length > 0) throw badInput(errors.flatMap(messagesOf).join("; ") || "input: not valid");
}

/** An error's own messages and those of the inputs within it. */
function messagesOf({ constraints, children = [] }: ValidationError): string[] {
  return [...Object.values(constraints ?? {}), ...children.flatMap(messagesOf)];
}

/** Whether both databases give all its text back as it is: PostgreSQL takes no U+0000, UTF-8 no lone surrogate. */
function keepsAsItIs(value: unknown): boolean {
  if (typeof value === "string") return value.isWellFormed() && !value.includes("\0");
  return typeof value !== "object" || value === null || Object.values(value).every(keepsAsItIs);
}
