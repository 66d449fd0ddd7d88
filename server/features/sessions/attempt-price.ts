import type { StatedPrice } from "../../graphql/price.js";

/** A try at a secret: those of one address are counted, and hashing takes time. */
export const attempt: StatedPrice = { isAttempt: true, cost: 10 };
