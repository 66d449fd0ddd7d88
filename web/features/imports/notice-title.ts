/** A title for showing: it may break at its spaces, but not between a number and the word it counts (2022 年). */
export function keepNumbersTogether(title: string): string {
  return title.replace(/(?<=\d) | (?=\d)/g, "\u00a0");
}
