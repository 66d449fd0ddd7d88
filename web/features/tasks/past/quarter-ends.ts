const ends = ["03-31", "06-30", "09-30", "12-31"];

/** The last days of the quarters of a day's year that are over, the first quarter's first. Days as `YYYY-MM-DD`. */
export function quarterEndsBefore(today: string): string[] {
  return ends.map((end) => `${today.slice(0, 4)}-${end}`).filter((day) => day < today);
}
