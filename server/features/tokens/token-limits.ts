/** How many days a token lives unless its maker says, and at most. */
export const usualDays = 90;
export const longestDays = 365;

/** How many programmes a token may be bound to. */
export const mostProgrammes = 50;

/** How many usable tokens one person may have. */
export const mostUsable = 100;
