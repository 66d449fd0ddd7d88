/** Lists longer than this keep only what is near the window in the page. */
export const longList = 60;
/** The same for the cells of lanes, of which many are in the page at once. */
export const longCell = 16;

/** How high a card usually is, and the room between two, in pixels. */
export const cardHeight = 124;
export const cardGap = 8;
