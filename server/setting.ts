/** A setting that cannot be used; the message says which, what was expected and what was found. */
export class InvalidSetting extends Error {
  override name = "InvalidSetting";
}

/** A number within bounds; null where it is not set. Throws {@link InvalidSetting}. */
export function readNumber(
  name: string,
  text: string | undefined,
  [least, most]: [number, number],
): number | null {
  if (!text) return null;
  const number = Number(text);
  if (number >= least && number <= most) return number;
  throw new InvalidSetting(`${name}: expected a number from ${least} to ${most}, found "${text}"`);
}

/** `true` or `false`; false where it is not set. Throws {@link InvalidSetting}. */
export function readSwitch(name: string, text: string | undefined): boolean {
  if (!text || text === "false") return false;
  if (text === "true") return true;
  throw new InvalidSetting(`${name}: expected true or false, found "${text}"`);
}
