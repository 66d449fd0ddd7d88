/** Whether a text is a limit for a column: nothing for none, or 1 to 10,000 cards. */
export function isLimit(text: string): boolean {
  return text === "" || (/^[1-9]\d{0,4}$/.test(text) && Number(text) <= 10_000);
}
