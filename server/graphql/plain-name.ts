import { badInput } from "./coded-error.js";

/** A name as it is kept: without blanks around it. Throws BAD_USER_INPUT for one of blanks alone. */
export function plainName(text: string): string {
  const name = text.trim();
  if (name === "") throw badInput("name: expected at least one character, found blanks alone");
  return name;
}
