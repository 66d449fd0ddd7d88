/** What can be done with an attempt: look at it, send its event once more, or all from it on. */
export type DeliveryDeed = "look" | "resend" | "replay";
