/** Lists longer than this keep only what is near the window in the page. */
export const longList = 60;
