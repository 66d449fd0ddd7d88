/** The programme that a visitor most likely came for: the latest year's, and of several the one made last. */
export function newestProgramme<P extends { id: string; year: number }>(
  programmes: readonly P[],
): P | undefined {
  return programmes.reduce<P | undefined>(
    (newest, programme) =>
      !newest || programme.year > newest.year || (programme.year === newest.year && programme.id > newest.id)
        ? programme
        : newest,
    undefined,
  );
}
